"""Access to personal data: download, export and deletion."""
