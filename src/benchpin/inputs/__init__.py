"""Read what a person or a curator hands in, and report what is wrong with it."""
