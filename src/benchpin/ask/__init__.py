"""Search over the catalog, with filters and spelling suggestions."""
