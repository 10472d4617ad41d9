"""Wages, employment and outlook: figures, no drawing."""

from .outlook import Outlook, Projection, outlook, projection
from .wages import OEWS, PERCENTILES, Place, Wage, place_of, share_paid_at_least, wages

__all__ = [
    "OEWS",
    "PERCENTILES",
    "Outlook",
    "Place",
    "Projection",
    "Wage",
    "outlook",
    "place_of",
    "projection",
    "share_paid_at_least",
    "wages",
]
