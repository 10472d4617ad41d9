"""Guidance carries the labels that its documents name: they are made without the catalog."""

import builtins
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import profile, reference
from benchpin.catalog import DATA
from benchpin.documents import as_html, as_json, as_markdown, as_text
from benchpin.documents.guidance.pages import guidance_summary, role_report
from benchpin.documents.render.text import document_as_text
from benchpin.guidance import Guidance, advise
from tests.documents.conftest import EXAMPLES
from tests.documents.numbers import AS_OF

Guided = Callable[[str], Guidance]
PEOPLE = ("retail-to-bench", "machinist", "india-cad", "bench-to-hybrid", "nearly-empty")
FORMATS = (as_text, as_html, as_markdown)
WORD_TABLES = {"places.toml", "units.toml"}


def documents_of(guidance: Guidance) -> list[str]:
    """Every document of a guidance: whole in each format, and page by page."""
    pages = [guidance_summary(guidance)]
    pages += [role_report(guidance, verdict.role) for verdict in guidance.role_verdicts]
    return [*(as_(guidance) for as_ in FORMATS), *(document_as_text(page) for page in pages)]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_label_that_documents_name_is_in_the_guidance(
    guided: Guided, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    guidance = guided(name)
    named: set[str] = set()

    def label(self: Guidance, folder: str, identity: str) -> str:
        named.add(f"{folder}/{identity}")
        return self.labels[f"{folder}/{identity}"]

    monkeypatch.setattr(Guidance, "label", label)
    documents_of(guidance)
    assert named <= set(guidance.labels)
    # Lists of skills and of next roles are cut when they are long: labels are of the whole list.
    assert len(named) >= len(guidance.labels) / 2


@pytest.mark.parametrize("name", PEOPLE)
def test_labels_are_those_of_the_catalog(guided: Guided, name: str) -> None:
    catalog = catalogs.load()
    for key, label in guided(name).labels.items():
        folder, identity = key.split("/")
        assert getattr(catalog, folder)[identity].label == label


def test_documents_of_a_guidance_read_no_record(
    guided: Guided, monkeypatch: pytest.MonkeyPatch
) -> None:
    guidance = Guidance.model_validate_json(as_json(guided("retail-to-bench")))
    opened: list[Path] = []
    real_open = io.open

    def noted_open(file: Any, *arguments: Any, **options: Any) -> Any:
        opened.append(Path(str(file)))
        return real_open(file, *arguments, **options)

    monkeypatch.setattr(builtins, "open", noted_open)
    monkeypatch.setattr(io, "open", noted_open)
    documents_of(guidance)
    read = {str(path.relative_to(DATA)) for path in opened if path.is_relative_to(DATA)}
    assert read <= WORD_TABLES


def test_a_label_of_an_overlay_is_in_every_format(tmp_path: Path) -> None:
    shipped = (DATA / "skills" / "soldering.toml").read_text(encoding="utf-8")
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills" / "fire-joining.toml").write_text(
        shipped.replace('label = "Soldering (silver, gold)"', 'label = "Joining by torch"'),
        encoding="utf-8",
    )
    catalog = catalogs.load([tmp_path])
    skills = ("fire-joining", "ring-sizing", "prong-setting")
    person = profile.from_table(
        {
            "aims": {"roles": ["goldsmith"]},
            "skills": [{"skill": skill, "level": 3} for skill in skills],
        },
        catalog,
    )
    guidance = advise(person, catalog, reference.open(), as_of=AS_OF, draws=16)
    assert guidance.labels["skills/fire-joining"] == "Joining by torch"
    stored = Guidance.model_validate_json(as_json(guidance))
    for as_ in (*FORMATS, as_json):
        assert "oining by torch" in as_(stored)


def test_json_from_before_there_were_labels_shows_ids_as_words() -> None:
    catalog = catalogs.load()
    person = profile.read(EXAMPLES / "retail-to-bench.toml", catalog)
    guidance = advise(person, catalog, reference.open(), as_of=AS_OF, draws=16)
    old = Guidance.model_validate_json(as_json(guidance.model_copy(update={"labels": {}})))
    assert old.labels == {}
    assert old.label("skills", "stone-setting") == "stone setting"
    assert all(documents_of(old))
