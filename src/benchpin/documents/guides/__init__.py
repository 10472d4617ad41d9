"""Pages that tell knowledge: pure functions from the catalog to a document."""
