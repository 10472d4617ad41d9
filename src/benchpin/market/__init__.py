"""Wages, employment and outlook: figures, no drawing."""

from benchpin.market.data_frames import to_frame
from benchpin.market.metal_prices import Price, price_at, prices
from benchpin.market.outlook import Outlook, Projection, outlook, projection
from benchpin.market.piece_cost import Line, Piece, Work, piece, wage_of
from benchpin.market.projections import Entry, Projected, Quantity, projected
from benchpin.market.reach import Audience, ByOccupation, Reach, Reached, reach
from benchpin.market.time_series import MODELS, Point, Series, series
from benchpin.market.topics import FigureSeries, Part, Refuted, Trade, topic_named, trade
from benchpin.market.wages import (
    FEW_EMPLOYEES,
    IN_A_WIDER_GROUP,
    LEAVES_OUT_SELF_EMPLOYED,
    OEWS,
    PERCENTILES,
    WIDE_ERROR,
    Place,
    Wage,
    Wages,
    Withheld,
    place_of,
    published_code,
    share_paid_at_least,
    wages,
    wages_of,
)

__all__ = [
    "FEW_EMPLOYEES",
    "IN_A_WIDER_GROUP",
    "LEAVES_OUT_SELF_EMPLOYED",
    "MODELS",
    "OEWS",
    "PERCENTILES",
    "WIDE_ERROR",
    "Audience",
    "ByOccupation",
    "Entry",
    "FigureSeries",
    "Line",
    "Outlook",
    "Part",
    "Piece",
    "Place",
    "Point",
    "Price",
    "Projected",
    "Projection",
    "Quantity",
    "Reach",
    "Reached",
    "Refuted",
    "Series",
    "Trade",
    "Wage",
    "Wages",
    "Withheld",
    "Work",
    "outlook",
    "piece",
    "place_of",
    "price_at",
    "prices",
    "projected",
    "projection",
    "published_code",
    "reach",
    "series",
    "share_paid_at_least",
    "to_frame",
    "topic_named",
    "trade",
    "wage_of",
    "wages",
    "wages_of",
]
