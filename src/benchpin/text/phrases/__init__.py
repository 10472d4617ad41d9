"""Phrase patterns as a curator writes them, and their matches in a text."""
