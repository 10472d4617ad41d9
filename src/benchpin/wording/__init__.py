"""Statements, figures and labels as words of a language."""
