"""The documentation page of the API."""
