"""Esco."""
