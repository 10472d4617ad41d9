"""Start-up of the database, its secret key, and backups."""
