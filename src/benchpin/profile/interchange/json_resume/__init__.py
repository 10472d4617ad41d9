"""Json resume."""
