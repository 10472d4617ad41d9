"""The HTTP API: the engine's results as JSON, for programs with an API key."""
