"""Europass XML: read the passport (3.x) and the newer Candidate form, write the passport."""
