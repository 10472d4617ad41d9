"""Read the text of a resume file: format detection, PDF, Word, Markdown, plain text."""
