"""Europass."""
