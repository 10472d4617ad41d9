"""What a text says: occupations and roles in job titles, skills in sentences."""

from .titles import OccupationMatch, RoleMatch, TitleReader, TitleReading

__all__ = ["OccupationMatch", "RoleMatch", "TitleReader", "TitleReading"]
