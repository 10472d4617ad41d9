"""Checks across the records of a catalog."""
