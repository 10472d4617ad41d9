"""Guidance as documents: the sections of the report, its pages, and the output formats."""
