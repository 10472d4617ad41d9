"""Public pages: guides, lists, search, pay and reach."""
