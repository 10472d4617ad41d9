"""Mentions of the trade's skills in a text, and what it asserts of them."""
