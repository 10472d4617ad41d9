"""The output of the commands as text, JSON and CSV."""
