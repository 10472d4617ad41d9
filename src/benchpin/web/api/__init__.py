"""The HTTP API: the engine's answers as JSON, for programs with a key."""
