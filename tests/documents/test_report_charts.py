"""Report pictures: each says its finding, unit, period and source, and has a table beside it."""

import re
import sys
from collections.abc import Callable
from functools import cache
from xml.etree import ElementTree

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.documents.report_charts import altair as draw
from benchpin.documents.report_charts import data as pictures
from benchpin.documents.report_charts.data import ReportChart
from benchpin.inputs.errors import BadInput, MissingExtra

CATALOG = catalogs.load()
REFERENCE = references.open()
SVG = "{http://www.w3.org/2000/svg}"

MADE: dict[str, Callable[[], ReportChart]] = {
    "wages": lambda: pictures.wage_chart(
        ["bench-jeweler", "stone-setter", "watchmaker", "sales-associate"],
        REFERENCE.area("Providence"), CATALOG, REFERENCE,
    ),
    "series": lambda: pictures.wage_series_chart("51-9071", CATALOG, REFERENCE),
    "quotients": lambda: pictures.location_quotient_chart("51-9071", CATALOG, REFERENCE, 5),
    "reach": lambda: pictures.reach_chart(
        "bench-jeweler", REFERENCE.area("Providence"), CATALOG, REFERENCE
    ),
    "stores": lambda: pictures.store_count_chart(CATALOG, REFERENCE),
}  # fmt: skip


@cache
def svg_of(name: str) -> str:
    return draw.as_svg(MADE[name]())


def words_of(svg: str) -> str:
    """Every text of a drawing, in one row, with single spaces."""
    root = ElementTree.fromstring(svg)
    drawn = " ".join(part for text in root.iter(f"{SVG}text") for part in text.itertext())
    return re.sub(r"\s+", " ", drawn)


@pytest.mark.parametrize("name", MADE)
def test_a_picture_says_its_finding_unit_and_source_in_the_image(name: str) -> None:
    picture = MADE[name]()
    svg = svg_of(name)
    seen = words_of(svg)
    for said in (picture.title, picture.about, picture.axis, picture.credit, *picture.notes):
        assert said in seen, said
    assert re.search(r"\d", picture.title), "a title says the finding"
    assert re.search(r"\b20\d\d\b", seen), "a picture names its period"


@pytest.mark.parametrize("name", MADE)
def test_the_table_stands_in_the_image_for_whoever_cannot_see_it(name: str) -> None:
    picture = MADE[name]()
    root = ElementTree.fromstring(svg_of(name))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == picture.title
    assert root.findtext(f"{SVG}desc") == pictures.chart_as_text(picture)


@pytest.mark.parametrize("name", MADE)
def test_an_image_asks_nothing_of_the_network(name: str) -> None:
    svg = svg_of(name)
    drawn = re.sub(r"<desc>.*?</desc>", "", svg, flags=re.S)
    addresses = set(re.findall(r"https?://[^\"'<> ]+", drawn))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "<image" not in drawn


def test_the_same_picture_is_the_same_bytes() -> None:
    assert svg_of("stores") == draw.as_svg(MADE["stores"]())


def test_a_png_is_one() -> None:
    image = draw.as_png(MADE["reach"]())
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(image[16:20]) > 1000, "too few pixels for print"


def test_every_value_of_the_ranges_is_the_published_one() -> None:
    rows = {row[0]: row for row in MADE["wages"]().rows}
    shared = rows["Bench jeweler and stone setter"]
    assert shared[1:] == (
        "Jewelers and Precious Stone and Metal Workers", "Providence-Warwick, RI-MA",
        36590, 41890, 48800, 60840, 77210,
    )  # fmt: skip
    assert rows["Watchmaker"][2] == "United States", "what fell back is named"


def test_the_yearly_medians_are_points_with_their_breaks() -> None:
    picture = MADE["series"]()
    medians = [row[2] for row in picture.rows]
    assert medians == [37960, 39440, 40870, 41900, 46640, 47140, 47450, 49140, 52540]
    breaks = {str(row[0])[:4]: row[5] for row in picture.rows if row[5]}
    assert set(breaks) == {"2019", "2021"}
    marks = [layer["mark"]["type"] for layer in draw.specification(picture)["vconcat"][0]["layer"]]
    assert "line" not in marks
    assert "point" in marks


def test_location_quotients_are_ranked() -> None:
    times = [row[1] for row in MADE["quotients"]().rows]
    assert times == sorted(times, reverse=True, key=lambda value: float(value or 0))
    assert times[0] == 6.89
    assert "about 7 times" in MADE["quotients"]().title


def test_what_is_not_measured_has_no_bar_and_says_so() -> None:
    rows = {row[0]: row for row in MADE["reach"]().rows}
    assert rows["remote"][1] is None
    assert rows["remote"][5] == "not measured"
    assert "not measured" in words_of(svg_of("reach"))


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("color", [draw.INK, draw.SOFT, draw.BRASS, draw.TEAL])
def test_marks_and_words_stand_out_from_the_paper(color: str) -> None:
    assert contrast(color, draw.PAPER) >= 4.5


def test_the_two_colors_differ_for_every_kind_of_color_vision() -> None:
    """By the matrices of Vienot, Brettel and Mollon (1999) the two stay far apart in Lab."""
    for kind, matrix in SIGHT.items():
        one, other = (lab(seen(color, matrix)) for color in (draw.BRASS, draw.TEAL))
        apart = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        assert apart > 25, kind


SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.1124, 0.8876, 0), (0.1124, 0.8876, 0), (0.0040, -0.0040, 1)),
    "deutan": ((0.2920, 0.7080, 0), (0.2920, 0.7080, 0), (-0.0223, 0.0223, 1)),
}


def seen(color: str, matrix: tuple[tuple[float, ...], ...]) -> list[float]:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return [sum(m * v for m, v in zip(row, linear, strict=True)) for row in matrix]


def lab(linear: list[float]) -> tuple[float, float, float]:
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        max(0.0, sum(m * v for m, v in zip(row, linear, strict=True)) / w) ** (1 / 3)
        for row, w in zip(to_xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_a_missing_extra_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtra, match=r"pictures need the extra 'charts': pip install"):
        draw.as_svg(MADE["stores"]())
    assert pictures.chart_as_text(MADE["stores"]()), "the table needs no extra"


def test_what_has_no_figures_is_refused() -> None:
    with pytest.raises(BadInput, match="no yearly figures are held for 00-9999"):
        pictures.wage_series_chart("00-9999", CATALOG, REFERENCE)
    with pytest.raises(BadInput, match="no location quotients are published for '00-9999'"):
        pictures.location_quotient_chart("00-9999", CATALOG, REFERENCE)
