"""Sentences on the trade are judged by what the catalog holds; when unsure, as unsourced."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchpin import catalog, reference
from benchpin.ask.assay import JudgedClaim, assay_text, judge_lines, judge_sentence
from benchpin.ask.quantities import quantities_in
from benchpin.ask.sentences import split_sentences
from benchpin.documents.answers.assay import assay_as_html, assay_as_text, segments

CATALOG = catalog.load()
REFERENCE = reference.open()
WORDS = [
    "jewelers",
    "earn",
    "$52,540",
    "52%",
    "of",
    "rings",
    "lab-grown",
    "2025",
    "no",
    "not",
    "GIA",
    "costs",
    "free",
    "online",
    "closed",
    "degree",
    "need",
    "watchmakers",
    "grow",
    "fell",
    ".",
    "!",
    "?",
    "billion",
    "euros",
    "dollars",
    "-3",
    "Rolex",
    "<p>",
    "#",
    "-",
]
TEXT = "Dr. Smith said so. It costs $1.50! 1. First\n2. Second"


def judged(text: str) -> JudgedClaim:
    return judge_sentence(text, 0, CATALOG, REFERENCE)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        # Each pair differs in one thing: value, year, unit, direction, denial.
        ("Watch repairers earned a median of $67,230 a year in May 2025.", "supported"),
        ("Watch repairers earned a median of $52,540 a year in May 2025.", "contradicted"),
        ("Personal luxury goods sales were 358 billion euros in 2025.", "supported"),
        ("Personal luxury goods sales were 358 billion dollars in 2025.", "contradicted"),
        ("Gold jewelry consumption fell by 18% by weight in 2025.", "supported"),
        ("Gold jewelry consumption rose by 18% by weight in 2025.", "contradicted"),
        ("52% of engagement rings in the US have a lab-grown center stone.", "outdated"),
        ("In 2024, 52% of engagement rings in the US had a lab-grown center stone.", "supported"),
        ("The GG is a university degree.", "contradicted"),
        ("The GG is not a university degree.", "supported"),
        ("Jewelry appraisers are licensed.", "contradicted"),
        ("Think of what you like to do.", "no-claim"),
        ("Would you like to work with your hands?", "no-claim"),
        ("A polisher in Lyon gets 1,950 euros a month.", "unsourced"),
        ("Sales of hand-made chains doubled last winter.", "unsourced"),
    ],
)
def test_minimal_pairs_are_told_apart(text: str, label: str) -> None:
    assert judged(text).label == label, judged(text)


def test_what_decides_a_claim_is_named() -> None:
    claim = judged("Watch repairers earned a median of $52,540 a year in May 2025.")
    assert claim.evidence[0].startswith("wages/")
    assert claim.right_value is not None
    assert "67,230" in claim.right_value
    assert judged("A polisher in Lyon gets 1,950 euros a month.").evidence == ()


def test_offsets_point_into_the_text() -> None:
    text = (
        "---\ntitle: x\n---\n# Heading\n\nThe GG is a university degree. Good luck!\n"
        "- Jewelry appraisers are licensed.\n<p>One more.</p><script>alert('A. B.')</script>\n"
    )
    assay = assay_text(text, CATALOG, REFERENCE)
    for claim in assay.claims:
        assert text[claim.start : claim.end] == claim.text
    assert [c.text for c in assay.claims if c.label == "contradicted"] == [
        "The GG is a university degree.",
        "Jewelry appraisers are licensed.",
    ]
    assert not any("alert" in c.text or "title" in c.text for c in assay.claims)
    assert "".join(s.text for s in segments(text, assay)) == text


def test_each_line_gives_one_label() -> None:
    lines = "The GG is a university degree.\n\nGood luck!\n"
    labels = [claim.label for claim in judge_lines(lines, CATALOG, REFERENCE)]
    assert labels == ["contradicted", "no-claim", "no-claim"]


def test_a_page_escapes_what_it_quotes() -> None:
    text = "Jewelry appraisers are licensed <script>alert(1)</script> everywhere."
    page = assay_as_html(text, assay_text(text, CATALOG, REFERENCE), CATALOG, REFERENCE)
    assert "<script" not in page
    assert 'class="contradicted"' in page


def test_quantities_are_read_with_their_units() -> None:
    (money, share, count, rate) = quantities_in(
        "It paid $1.5 million, ninety-five percent, 4,000 openings and 18 dollars an hour in 2024."
    )
    assert (money.value, money.unit) == (1_500_000, "USD")
    assert (share.value, share.unit) == (95, "pct")
    assert (count.value, count.unit) == (4000, None)
    assert (rate.value, rate.unit, rate.per) == (18, "USD", "hour")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=20,
    ).map(" ".join)
    | st.text(max_size=120)
)
def test_no_text_makes_it_fail(text: str) -> None:
    assay = assay_text(text, CATALOG, REFERENCE)
    assert assay_as_text(assay, CATALOG, REFERENCE)
    for claim in assay.claims:
        assert text[claim.start : claim.end] == claim.text
        assert claim.evidence or claim.label in ("unsourced", "no-claim")


def test_sentences_end_where_they_end() -> None:
    texts = [
        s for s, _ in split_sentences("Dr. Smith said so. It costs $1.50! 1. First\n2. Second")
    ]
    assert texts[0] == "Dr. Smith said so."
    assert texts[1].startswith("It costs $1.50!")
