"""Full-text search over the catalog, with filters."""
