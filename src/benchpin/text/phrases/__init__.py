"""Phrases."""
