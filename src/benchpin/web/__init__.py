"""The web app: pages and API over the engine, and stored cases, the only database."""
