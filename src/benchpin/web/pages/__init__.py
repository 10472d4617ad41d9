"""The pages of the web app: one package for each capability, and what all pages share."""
