"""The words of guidance: templates of statements, fixed phrases, and formats of values."""
