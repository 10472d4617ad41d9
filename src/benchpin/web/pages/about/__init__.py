"""About, privacy, terms, accessibility and help."""
