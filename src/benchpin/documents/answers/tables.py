"""Tables."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchpin.facts import Figure


def figure_data(figure: Figure) -> Mapping[str, Any]:
    """A figure with all that it needs to stand alone: unit, area, period, status and source."""
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
    """Rows as CSV with a header; a missing value is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().rstrip("\n")
