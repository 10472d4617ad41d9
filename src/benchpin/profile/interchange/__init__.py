"""A profile in the formats of other programs: JSON Resume and Europass."""
