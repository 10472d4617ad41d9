"""Occupations and skills of ESCO in job titles and free texts."""
