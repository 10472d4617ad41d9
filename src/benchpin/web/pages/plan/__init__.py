"""The plan of a person to a role, as a page, a calendar and a checklist."""
