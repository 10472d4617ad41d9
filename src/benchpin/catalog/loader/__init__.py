"""A data folder and its overlays, read into a catalog."""
