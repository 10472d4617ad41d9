"""Api docs."""
