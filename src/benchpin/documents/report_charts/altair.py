"""Report charts as images: Altair builds a Vega-Lite specification, vl-convert renders it.

Both run locally and fetch nothing.
"""

import json
from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape  # nosec B406  # it writes here and reads nothing

from benchpin.documents.report_charts.data import ReportChart, chart_as_text
from benchpin.inputs.errors import MissingExtra

PAPER, INK, SOFT, BRASS, TEAL, RULE = (
    "#FBF8F2",
    "#1F1D1A",
    "#5A544B",
    "#7A4E00",
    "#0B5A6B",
    "#8C8373",
)
"""The colors of the web pages. Brass and teal differ for every kind of color vision, and each has a
shape of its own as well."""
WIDTH = 560
ROW_HEIGHT = 34
_FONT = "Helvetica, Arial, DejaVu Sans, sans-serif"
_SCALE = 2.0
"""Pixels of a PNG for each unit of the drawing."""


def as_svg(chart: ReportChart) -> str:
    """A chart as SVG, with its title, and its table as the description for screen readers."""
    import_altair()
    import vl_convert  # noqa: PLC0415 - an extra

    svg = vl_convert.vegalite_to_svg(json.dumps(specification(chart)), allowed_base_urls=[])
    head, _, body = str(svg).partition(">")
    labels = f"<title>{escape(chart.title)}</title><desc>{escape(chart_as_text(chart))}</desc>"
    return f'{head} role="img">{labels}{body}\n'


def as_png(chart: ReportChart) -> bytes:
    """A chart as PNG, at _SCALE pixels per unit."""
    import_altair()
    import vl_convert  # noqa: PLC0415 - an extra

    spec = json.dumps(specification(chart))
    return bytes(vl_convert.vegalite_to_png(spec, scale=_SCALE, allowed_base_urls=[]))


def import_altair() -> Any:
    """The altair module; MissingExtra with the name of the extra if it is not installed."""
    try:
        import altair  # noqa: PLC0415 - an extra
        import vl_convert  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise MissingExtra(
            "pictures need the extra 'charts': pip install 'benchpin[charts]'; the table of a "
            "picture needs none"
        ) from None
    return altair


def specification(chart: ReportChart) -> Mapping[str, Any]:
    """A chart as a Vega-Lite specification that contains its data."""
    alt = import_altair()
    main = _DRAWINGS[chart.name](alt, chart)
    foot = [line for note in (*chart.notes, chart.credit) for line in _wrapped(note, 100)]
    below = (
        alt.Chart(_data(alt, [{"text": "\n".join(foot)}]))
        .mark_text(align="left", baseline="top", lineBreak="\n", fontSize=11, color=SOFT, x=0, y=0)
        .encode(text="text:N")
        .properties(width=WIDTH, height=14 * len(foot))
    )
    layout = (
        alt.vconcat(main, below, spacing=12)
        .properties(
            background=PAPER,
            padding=20,
            title=alt.TitleParams(
                _wrapped(chart.title, 74),
                subtitle=_wrapped(chart.about, 110),
                anchor="start",
                frame="bounds",
                font="Georgia, DejaVu Serif, serif",
                fontSize=17,
                fontWeight="bold",
                color=INK,
                subtitleFontSize=12,
                subtitleColor=SOFT,
                subtitlePadding=6,
                offset=14,
            ),
        )
        .configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor="#E2DACB",
            domainColor=RULE,
            tickColor=RULE,
            labelLimit=400,
        )
    )
    spec: Mapping[str, Any] = layout.to_dict()
    return spec


def _data(alt: Any, rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)


def _lines(text: str, width: int = 34) -> str:
    """A label wrapped at `width`, its lines joined by "|", at which the axis splits labels."""
    return "|".join(_wrapped(text, width))


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, break_on_hyphens=False, break_long_words=False)


def _names(alt: Any, field: str, rows: list[dict[str, Any]]) -> Any:
    """The vertical axis: the names of the rows, in the order of the rows."""
    axis = alt.Axis(
        title=None, labelExpr="split(datum.label, '|')", labelLineHeight=14, ticks=False,
        domain=False, labelPadding=8,
        # The first line of a label is centered on its row: shift the label up by half its lines.
        labelOffset=-7 * min(str(row[field]).count("|") for row in rows),
    )  # fmt: skip
    return alt.Y(f"{field}:N", sort=[row[field] for row in rows], axis=axis)


def _wages(alt: Any, chart: ReportChart) -> Any:
    keys = ("p10", "p25", "p50", "p75", "p90")
    rows = []
    for role, occupation, area, *amounts in chart.rows:
        percentiles = dict(zip(keys, amounts, strict=True))
        label = "|".join((_lines(f"{role}", 40), _lines(f"{occupation}", 40), f"{area}"))
        low, high = min_max(percentiles[k] for k in keys)
        rows.append({"name": label, **percentiles, "low": low, "high": high})
    y = _names(alt, "name", rows)
    base = alt.Chart(_data(alt, rows)).encode(y=y)
    scale = alt.Scale(zero=False, nice=True)
    axis = alt.Axis(title=chart.axis, format="$,d", grid=True)
    thin = base.mark_rule(color=INK, strokeWidth=1.5).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
    )
    thick = base.mark_rule(color=BRASS, strokeWidth=9, strokeCap="butt").encode(
        x="p25:Q", x2="p75:Q"
    )
    dot = base.mark_point(filled=True, size=90, color=PAPER, stroke=INK, strokeWidth=1.5, opacity=1)
    text = base.mark_text(dy=-15, fontSize=11, color=INK).encode(
        x="p50:Q", text=alt.Text("p50:Q", format="$,d")
    )
    lines = max(str(row["name"]).count("|") + 1 for row in rows)
    return (thin + thick + dot.encode(x="p50:Q") + text).properties(
        width=WIDTH, height=max(50, 15 * lines + 16) * len(rows)
    )


def min_max(values: Any) -> tuple[float | None, float | None]:
    """The minimum and maximum of the values that are not None."""
    numbers = [value for value in values if value is not None]
    return (min(numbers), max(numbers)) if numbers else (None, None)


def _series(alt: Any, chart: ReportChart) -> Any:
    keys = ("period", "p25", "p50", "p75", "constant", "breaks")
    rows: list[dict[str, Any]] = [
        {**dict(zip(keys, row, strict=True)), "year": int(str(row[0])[:4])} for row in chart.rows
    ]
    break_marks = [
        {"year": row["year"] - 0.5, "text": row["breaks"].replace(", ", "\n")}
        for row in rows
        if row["breaks"]
    ]
    kinds = [chart.columns[2], chart.columns[4]]
    dots = [
        # Side by side, as the two amounts are equal in the last year.
        {"year": row["year"] + offset, "amount": row[key], "kind": kind}
        for row in rows
        for key, kind, offset in zip(("p50", "constant"), kinds, (0, 0.17), strict=True)
        if row[key] is not None
    ]
    years = [row["year"] for row in rows]
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[min(years) - 0.7, max(years) + 0.7], nice=False),
        axis=alt.Axis(title=None, format="d", values=years, grid=False),
    )
    scale = alt.Scale(zero=False, padding=14)
    axis = alt.Axis(title=chart.axis, format="$,d")
    y = alt.Y("amount:Q", scale=scale, axis=axis)
    quartile_rule = (
        alt.Chart(_data(alt, rows))
        .mark_rule(color=BRASS, strokeWidth=2)
        .encode(x=x, y=alt.Y("p25:Q", scale=scale, axis=axis), y2="p75:Q")
    )
    legend = alt.Legend(
        title=None, orient="top", symbolOpacity=1, labelFontSize=12, labelLimit=300, labelColor=INK
    )
    points = (
        alt.Chart(_data(alt, dots))
        .mark_point(filled=True, size=85, opacity=1)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "kind:N", scale=alt.Scale(domain=kinds, range=[BRASS, TEAL]), legend=legend
            ),
            shape=alt.Shape(
                "kind:N", scale=alt.Scale(domain=kinds, range=["circle", "diamond"]), legend=legend
            ),
        )
    )
    rules = alt.Chart(_data(alt, break_marks)).mark_rule(color=SOFT, strokeDash=[4, 3]).encode(x=x)
    words = (
        alt.Chart(_data(alt, break_marks))
        .mark_text(align="left", baseline="top", dx=4, fontSize=11, color=SOFT, lineBreak="\n")
        .encode(x=x, y=alt.value(6), text="text:N")
    )
    return (rules + quartile_rule + points + words).properties(width=WIDTH, height=300)


def _quotients(alt: Any, chart: ReportChart) -> Any:
    keys = ("area", "times", "low", "high", "jobs")
    rows: list[dict[str, Any]] = [dict(zip(keys, row, strict=True)) for row in chart.rows]
    for row in rows:
        row["name"] = _lines(str(row["area"]), 44)
        row["told"] = f"{row['times']:.2f}"
    return _bars(alt, chart, rows, "times", "told", BRASS)


def _reach(alt: Any, chart: ReportChart) -> Any:
    keys = ("mode", "jobs", "low", "high", "areas", "words")
    rows: list[dict[str, Any]] = [dict(zip(keys, row, strict=True)) for row in chart.rows]
    for row in rows:
        row["name"] = _lines(f"{row['mode']}") + (
            f"|{_lines(row['areas'], 40)}" if row["areas"] else ""
        )
        row["told"] = row["words"]
    return _bars(alt, chart, rows, "jobs", "told", TEAL)


def _stores(alt: Any, chart: ReportChart) -> Any:
    keys = ("kind", "period", "count")
    rows: list[dict[str, Any]] = [dict(zip(keys, row, strict=True)) for row in chart.rows]
    for row in rows:
        row["name"] = f"{row['kind']}|{row['period']}"
        row["told"] = f"{row['count']:,.0f}"
        row["low"] = row["high"] = None
    return _bars(alt, chart, rows, "count", "told", BRASS)


def _bars(
    alt: Any,
    chart: ReportChart,
    rows: list[dict[str, Any]],
    field: str,
    label_field: str,
    color: str,
) -> Any:
    """Horizontal bars from zero, each with its label; with whiskers if an error is known."""
    for row in rows:
        # A row without a value has no bar; its label is placed at zero.
        row["end"] = row["high"] or row[field] or 0
    greatest = max(row["end"] for row in rows) or 1
    longest = max(len(row[label_field]) for row in rows)
    # Room for the label after the longest bar, at about six units a character.
    room = WIDTH / max(WIDTH / 3, WIDTH - 6.5 * longest - 12)
    scale = alt.Scale(domain=[0, greatest * room], nice=False)
    axis = alt.Axis(title=chart.axis, format=",d" if greatest > 20 else ",", tickCount=5)
    base = alt.Chart(_data(alt, rows)).encode(y=_names(alt, "name", rows))
    bars = base.mark_bar(color=color, size=16).encode(x=alt.X(f"{field}:Q", scale=scale, axis=axis))
    # A light outline, so that a whisker is visible inside its bar too.
    halo = base.mark_rule(color=PAPER, strokeWidth=4).encode(x="low:Q", x2="high:Q")
    whiskers = base.mark_rule(color=INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q")
    words = base.mark_text(align="left", dx=6, fontSize=11, color=INK).encode(
        x="end:Q", text=f"{label_field}:N"
    )
    lines = max(str(row["name"]).count("|") + 1 for row in rows)
    height = max(ROW_HEIGHT, 14 * lines + 12) if lines > 1 else 26
    return (bars + halo + whiskers + words).properties(width=WIDTH, height=height * len(rows))


_DRAWINGS: Mapping[str, Callable[[Any, ReportChart], Any]] = {
    "wages": _wages,
    "series": _series,
    "quotients": _quotients,
    "reach": _reach,
    "stores": _stores,
}
