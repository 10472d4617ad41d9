"""Middleware, health checks, and the server that listens."""
