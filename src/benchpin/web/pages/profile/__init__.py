"""The pages on which a person enters a profile: overview, short form, jobs, resume, review."""
