"""Pictures as images: Altair makes the drawing, vl-convert the SVG or PNG, both on this machine."""

import json
from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape  # nosec B406  # it writes here and reads nothing

from benchpin.documents.report_charts.data import ReportChart, as_table
from benchpin.inputs.errors import MissingExtra

PAPER, INK, SOFT, BRASS, TEAL, RULE = (
    "#FBF8F2",
    "#1F1D1A",
    "#5A544B",
    "#7A4E00",
    "#0B5A6B",
    "#8C8373",
)
"""The colors of the pages. Brass and teal differ for every kind of color vision, and each has a
shape of its own as well."""
WIDTH = 560
ROW = 34
_FONT = "Helvetica, Arial, DejaVu Sans, sans-serif"
_SCALE = 2.0
"""Pixels of a PNG for each unit of the drawing."""


def as_svg(picture: ReportChart) -> str:
    """A picture as SVG, with its words and its table as title and description."""
    import_altair()
    import vl_convert  # noqa: PLC0415 - an extra

    drawn = vl_convert.vegalite_to_svg(json.dumps(specification(picture)), allowed_base_urls=[])
    head, _, body = str(drawn).partition(">")
    labels = f"<title>{escape(picture.title)}</title><desc>{escape(as_table(picture))}</desc>"
    return f'{head} role="img">{labels}{body}\n'


def as_png(picture: ReportChart) -> bytes:
    """A picture as PNG, twice as many pixels as units of the drawing."""
    import_altair()
    import vl_convert  # noqa: PLC0415 - an extra

    spec = json.dumps(specification(picture))
    return bytes(vl_convert.vegalite_to_png(spec, scale=_SCALE, allowed_base_urls=[]))


def import_altair() -> Any:
    """Altair, where the extra is installed; a MissingExtra that names it where it is not."""
    try:
        import altair  # noqa: PLC0415 - an extra
        import vl_convert  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise MissingExtra(
            "pictures need the extra 'charts': pip install 'benchpin[charts]'; the table of a "
            "picture needs none"
        ) from None
    return altair


def specification(picture: ReportChart) -> Mapping[str, Any]:
    """A picture as a Vega-Lite specification with its data in it."""
    alt = import_altair()
    main = _DRAWINGS[picture.name](alt, picture)
    foot = [line for note in (*picture.notes, picture.credit) for line in _wrapped(note, 100)]
    below = (
        alt.Chart(_data(alt, [{"text": "\n".join(foot)}]))
        .mark_text(align="left", baseline="top", lineBreak="\n", fontSize=11, color=SOFT, x=0, y=0)
        .encode(text="text:N")
        .properties(width=WIDTH, height=14 * len(foot))
    )
    chart = (
        alt.vconcat(main, below, spacing=12)
        .properties(
            background=PAPER,
            padding=20,
            title=alt.TitleParams(
                _wrapped(picture.title, 74),
                subtitle=_wrapped(picture.about, 110),
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
    found: Mapping[str, Any] = chart.to_dict()
    return found


def _data(alt: Any, rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)


def _lines(text: str, width: int = 34) -> str:
    """A label in lines, kept apart by a mark that the axis splits at."""
    return "|".join(_wrapped(text, width))


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, break_on_hyphens=False, break_long_words=False)


def _names(alt: Any, field: str, rows: list[dict[str, Any]]) -> Any:
    """The rows of a chart by their names, in the order they stand in."""
    axis = alt.Axis(
        title=None, labelExpr="split(datum.label, '|')", labelLineHeight=14, ticks=False,
        domain=False, labelPadding=8,
        # Of several lines the first stands at the middle of its row: make room below it.
        labelOffset=-7 * min(str(row[field]).count("|") for row in rows),
    )  # fmt: skip
    return alt.Y(f"{field}:N", sort=[row[field] for row in rows], axis=axis)


def _wages(alt: Any, picture: ReportChart) -> Any:
    keys = ("p10", "p25", "p50", "p75", "p90")
    rows = []
    for role, occupation, area, *amounts in picture.rows:
        held = dict(zip(keys, amounts, strict=True))
        label = "|".join((_lines(f"{role}", 40), _lines(f"{occupation}", 40), f"{area}"))
        low, high = min_max(held[k] for k in keys)
        rows.append({"name": label, **held, "low": low, "high": high})
    y = _names(alt, "name", rows)
    base = alt.Chart(_data(alt, rows)).encode(y=y)
    scale = alt.Scale(zero=False, nice=True)
    axis = alt.Axis(title=picture.axis, format="$,d", grid=True)
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
    """The least and the greatest of the values that are known."""
    known = [value for value in values if value is not None]
    return (min(known), max(known)) if known else (None, None)


def _series(alt: Any, picture: ReportChart) -> Any:
    keys = ("period", "p25", "p50", "p75", "constant", "breaks")
    rows: list[dict[str, Any]] = [
        {**dict(zip(keys, row, strict=True)), "year": int(str(row[0])[:4])} for row in picture.rows
    ]
    marked = [
        {"year": row["year"] - 0.5, "text": row["breaks"].replace(", ", "\n")}
        for row in rows
        if row["breaks"]
    ]
    kinds = [picture.columns[2], picture.columns[4]]
    dots = [
        # Side by side: in the last year the two amounts are one.
        {"year": row["year"] + aside, "amount": row[key], "kind": kind}
        for row in rows
        for key, kind, aside in zip(("p50", "constant"), kinds, (0, 0.17), strict=True)
        if row[key] is not None
    ]
    years = [row["year"] for row in rows]
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[min(years) - 0.7, max(years) + 0.7], nice=False),
        axis=alt.Axis(title=None, format="d", values=years, grid=False),
    )
    scale = alt.Scale(zero=False, padding=14)
    axis = alt.Axis(title=picture.axis, format="$,d")
    y = alt.Y("amount:Q", scale=scale, axis=axis)
    half = (
        alt.Chart(_data(alt, rows))
        .mark_rule(color=BRASS, strokeWidth=2)
        .encode(x=x, y=alt.Y("p25:Q", scale=scale, axis=axis), y2="p75:Q")
    )
    kind = alt.Legend(
        title=None, orient="top", symbolOpacity=1, labelFontSize=12, labelLimit=300, labelColor=INK
    )
    points = (
        alt.Chart(_data(alt, dots))
        .mark_point(filled=True, size=85, opacity=1)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "kind:N", scale=alt.Scale(domain=kinds, range=[BRASS, TEAL]), legend=kind
            ),
            shape=alt.Shape(
                "kind:N", scale=alt.Scale(domain=kinds, range=["circle", "diamond"]), legend=kind
            ),
        )
    )
    rules = alt.Chart(_data(alt, marked)).mark_rule(color=SOFT, strokeDash=[4, 3]).encode(x=x)
    words = (
        alt.Chart(_data(alt, marked))
        .mark_text(align="left", baseline="top", dx=4, fontSize=11, color=SOFT, lineBreak="\n")
        .encode(x=x, y=alt.value(6), text="text:N")
    )
    return (rules + half + points + words).properties(width=WIDTH, height=300)


def _quotients(alt: Any, picture: ReportChart) -> Any:
    keys = ("area", "times", "low", "high", "jobs")
    rows: list[dict[str, Any]] = [dict(zip(keys, row, strict=True)) for row in picture.rows]
    for row in rows:
        row["name"] = _lines(str(row["area"]), 44)
        row["told"] = f"{row['times']:.2f}"
    return _bars(alt, picture, rows, "times", "told", BRASS)


def _reach(alt: Any, picture: ReportChart) -> Any:
    keys = ("mode", "jobs", "low", "high", "areas", "words")
    rows: list[dict[str, Any]] = [dict(zip(keys, row, strict=True)) for row in picture.rows]
    for row in rows:
        row["name"] = _lines(f"{row['mode']}") + (
            f"|{_lines(row['areas'], 40)}" if row["areas"] else ""
        )
        row["told"] = row["words"]
    return _bars(alt, picture, rows, "jobs", "told", TEAL)


def _stores(alt: Any, picture: ReportChart) -> Any:
    keys = ("kind", "period", "count")
    rows: list[dict[str, Any]] = [dict(zip(keys, row, strict=True)) for row in picture.rows]
    for row in rows:
        row["name"] = f"{row['kind']}|{row['period']}"
        row["told"] = f"{row['count']:,.0f}"
        row["low"] = row["high"] = None
    return _bars(alt, picture, rows, "count", "told", BRASS)


def _bars(
    alt: Any, picture: ReportChart, rows: list[dict[str, Any]], field: str, told: str, color: str
) -> Any:
    """Bars from nought, each with its value in words; a whisker where an error is known."""
    for row in rows:
        # A row without a value has no bar; its words stand where the bar would begin.
        row["end"] = row["high"] or row[field] or 0
    greatest = max(row["end"] for row in rows) or 1
    longest = max(len(row[told]) for row in rows)
    # Room for the words behind the longest bar, at some six units a letter.
    room = WIDTH / max(WIDTH / 3, WIDTH - 6.5 * longest - 12)
    scale = alt.Scale(domain=[0, greatest * room], nice=False)
    axis = alt.Axis(title=picture.axis, format=",d" if greatest > 20 else ",", tickCount=5)
    base = alt.Chart(_data(alt, rows)).encode(y=_names(alt, "name", rows))
    bars = base.mark_bar(color=color, size=16).encode(x=alt.X(f"{field}:Q", scale=scale, axis=axis))
    # Paper around the ink, so that a whisker is seen inside its bar as well.
    halo = base.mark_rule(color=PAPER, strokeWidth=4).encode(x="low:Q", x2="high:Q")
    whiskers = base.mark_rule(color=INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q")
    words = base.mark_text(align="left", dx=6, fontSize=11, color=INK).encode(
        x="end:Q", text=f"{told}:N"
    )
    lines = max(str(row["name"]).count("|") + 1 for row in rows)
    height = max(ROW, 14 * lines + 12) if lines > 1 else 26
    return (bars + halo + whiskers + words).properties(width=WIDTH, height=height * len(rows))


_DRAWINGS: Mapping[str, Callable[[Any, ReportChart], Any]] = {
    "wages": _wages,
    "series": _series,
    "quotients": _quotients,
    "reach": _reach,
    "stores": _stores,
}
