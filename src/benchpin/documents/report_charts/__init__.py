"""Report charts."""
