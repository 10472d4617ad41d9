"""The pages of results: the ranking, one role in full, comparisons, decisions and downloads."""
