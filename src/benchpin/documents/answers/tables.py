"""Figures as data, and rows as CSV."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchpin.facts import Figure


def figure_data(figure: Figure) -> Mapping[str, Any]:
    """A figure as a dictionary, with its unit, area, period, status, confidence and source."""
    return {
        "id": figure.id,
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound,
        "unit": figure.unit,
        "area": figure.geography,
        "period": figure.period,
        "status": figure.status,
        "sample": figure.sample,
        "confidence": figure.confidence,
        "source": figure.source,
        "note": figure.note,
    }


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV with a header, without a final line break; a missing value is empty."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().rstrip("\n")
