"""Whatever a file holds, a reader answers or says in one sentence why not, soon."""

import json
import time
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchpin import catalog
from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile, BadProfile
from benchpin.profile.document_reader import read_content
from benchpin.profile.resume import ReadResume
from tests.profile.resume.conftest import RESUMES

MOST_SECONDS = 5.0
QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FEW = settings(QUICK, max_examples=8)
FORMS = {
    "text": "private.txt", "markdown": "career-gap.md", "json": "json-resume.json",
    "passport": "europass.xml", "candidate": "candidate.xml", "word": "table.docx",
}  # fmt: skip
FRAGMENTS = (
    "EXPERIENCE", "Education", "SKILLS:", "Languages", "CERTIFICATIONS", "REFERENCES", "Jeweler",
    "A Shop Ltd", "Providence, RI", "2019 - 2020", "Mar 2019 – present", "31/02/2020", "since 1899",
    "2020 – 2018", "• did", "- did things.", "Spanish (B2)", "fluent", "Date of birth: 1/1/1980",
    "(401) 555-0142", "a@example.com", "GG, GIA", "BFA", "I was a polisher at Alder Ltd", "\t", "|",
    "Position: Setter", "1. Setter, 2019", "(part-time)", "expected 2030", "[name]", "[[", "Größe",
)  # fmt: skip


@cache
def knowledge() -> Catalog:
    return catalog.load()


def answered(content: bytes) -> ReadResume | None:
    began = time.monotonic()
    read, complaint = None, "cv: "
    try:
        read = read_content(content, knowledge(), name="cv")
    except (BadFile, BadProfile) as error:
        complaint = str(error)
    assert complaint.startswith("cv: ")
    assert "\n" not in complaint
    assert time.monotonic() - began < MOST_SECONDS
    if read is not None:
        assert all(0 <= s.start <= s.end <= len(read.text) for s in read.spans)
        assert all(0 <= s.start <= s.end <= len(read.text) for s in read.spotted)
    return read


@QUICK
@given(st.binary(max_size=3000))
def test_random_bytes(content: bytes) -> None:
    answered(content)


@QUICK
@given(st.text(max_size=3000))
def test_random_text(text: str) -> None:
    answered(text.encode("utf-8", "replace"))


@QUICK
@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=60), st.lists(st.sampled_from("\n, "), max_size=8)
)
def test_pieces_of_resumes_in_any_order(parts: list[str], joins: list[str]) -> None:
    joins = joins or ["\n"]
    text = "".join(part + joins[n % len(joins)] for n, part in enumerate(parts))
    answered(text.encode())


def mutated(content: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    for place, length, new in cuts:
        at = place % (len(content) + 1)
        content = content[:at] + new + content[at + length :]
    return content


CUTS = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 40), st.binary(max_size=12)),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("form", FORMS)
@QUICK
@given(cuts=CUTS)
def test_mutated_files(form: str, cuts: list[tuple[int, int, bytes]]) -> None:
    answered(mutated((RESUMES / FORMS[form]).read_bytes(), cuts))


@pytest.mark.parametrize("name", ["two-columns.pdf", "europass-pdf.pdf"])
@FEW
@given(cuts=CUTS)
def test_mutated_pdfs(name: str, cuts: list[tuple[int, int, bytes]]) -> None:
    answered(mutated((RESUMES / name).read_bytes(), cuts))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4)
    | st.dictionaries(
        st.sampled_from(["position", "name", "startDate", "endDate", "highlights", "institution",
                         "studyType", "language", "fluency", "keywords", "summary", "x"]),
        inside, max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


PARTS = (
    "basics", "work", "education", "certificates", "languages", "skills", "projects", "references",
)  # fmt: skip


@QUICK
@given(st.dictionaries(st.sampled_from(PARTS), JSON, max_size=5))
def test_json_of_any_shape(held: dict[str, object]) -> None:
    answered(json.dumps(held).encode())
