"""The geometry of charts that are drawn as SVG."""
