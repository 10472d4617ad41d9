"""The web app: stored cases, the API, and pages by capability, over the same engine."""
