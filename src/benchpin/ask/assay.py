"""Which sentences of a text about the trade are true, by the catalog.

Each sentence is judged supported, contradicted, outdated or unsourced where it claims something
about the trade's facts, and is no claim otherwise. When unsure a claim is unsourced: it is called
supported only where an entry says the same. The rules are in `claim_figures` and `claim_records`.
"""

from collections.abc import Callable, Iterator
from typing import get_args

from pydantic import BaseModel, ConfigDict, Field

from benchpin.ask.claim_figures import (
    by_employment,
    by_figures,
    by_pay,
    by_price,
    by_projection,
)
from benchpin.ask.claim_records import (
    by_education,
    by_myth,
    by_question,
    by_role,
    by_school,
    by_study_mode,
)
from benchpin.ask.claim_sentence import ClaimSentence, Label, Verdict, cues, read_sentence
from benchpin.ask.retrieval import entry_index
from benchpin.ask.sentences import split_sentences
from benchpin.ask.understanding import rule_table
from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadInput
from benchpin.reference import Reference
from benchpin.wording.phrases import phrase

ASSAY_SCHEMA = "benchpin.assay/1"
MAX_SENTENCES = 4_000
"""How many sentences of a text are judged."""
MAX_ASKED_LENGTH = 10_000
"""Characters of a text that the web app and the API check at a time."""
_MAX_EVIDENCE = 4


class JudgedClaim(BaseModel):
    """A sentence with its label, the entries that decide it, the right value and the reason."""

    model_config = ConfigDict(frozen=True)

    text: str
    start: int
    end: int
    label: Label
    evidence: tuple[str, ...] = ()
    right_value: str | None = None
    because: str | None = None


class Assay(BaseModel):
    """The judged sentences of a text and their counts (`benchpin.assay/1`)."""

    model_config = ConfigDict(frozen=True, validate_by_name=True, serialize_by_alias=True)

    schema_: str = Field(default=ASSAY_SCHEMA, alias="schema")
    claims: tuple[JudgedClaim, ...]
    summary: dict[str, int | float | None]


def judge_sentence(text: str, start: int, catalog: Catalog, reference: Reference) -> JudgedClaim:
    """The label of one sentence; `start` is its offset in the text that it stands in."""
    sentence = read_sentence(text, catalog, reference)
    verdict = _verdict(sentence, catalog, reference)
    return JudgedClaim(
        text=text,
        start=start,
        end=start + len(text),
        label=verdict.label if verdict else _without_evidence(sentence),
        evidence=verdict.evidence[:_MAX_EVIDENCE] if verdict else (),
        right_value=verdict.right_value if verdict else None,
        because=verdict.because if verdict else None,
    )


def judge_lines(text: str, catalog: Catalog, reference: Reference) -> Iterator[JudgedClaim]:
    """The label of each line of a text, one for one; at most MAX_SENTENCES lines are judged.

    Raises BadInput for more lines: none is skipped in silence.
    """
    lines = text.splitlines()
    if len(lines) > MAX_SENTENCES:
        raise BadInput(phrase("assay.too_many_lines", count=MAX_SENTENCES))
    start = 0
    for line in lines:
        yield judge_sentence(line.strip(), start, catalog, reference)
        start += len(line) + 1


def assay_text(text: str, catalog: Catalog, reference: Reference) -> Assay:
    """The sentences of a text (plain, Markdown or HTML), judged and counted.

    At most MAX_SENTENCES are judged; `summary` counts the others as `not_read`.
    """
    sentences = list(split_sentences(text))
    claims = tuple(
        judge_sentence(sentence, start, catalog, reference)
        for sentence, start in sentences[:MAX_SENTENCES]
    )
    counts: dict[str, int | float | None] = {
        label: sum(claim.label == label for claim in claims) for label in get_args(Label)
    }
    checked = sum(int(v or 0) for k, v in counts.items() if k != "no-claim")
    counts["supported_share"] = (
        round(int(counts["supported"] or 0) / checked, 3) if checked else None
    )
    counts["not_read"] = len(sentences) - len(claims)
    return Assay(claims=claims, summary=counts)


def _verdict(sentence: ClaimSentence, catalog: Catalog, reference: Reference) -> Verdict | None:
    """What the catalog says to a sentence; None where no entry decides it."""
    if sentence.text.rstrip().endswith("?"):
        return None
    if sentence.has("soft") and not sentence.quantities:
        return None
    index = entry_index(catalog)
    limits = rule_table("assay")["limits"]
    # A claim that is known to be false counts before a figure that it happens to name.
    rules: tuple[Callable[[], Verdict | None], ...] = (
        lambda: by_myth(sentence, index, catalog, limits["myth_sure"]),
        lambda: by_pay(sentence, index, catalog, reference),
        lambda: by_projection(sentence, catalog),
        lambda: by_employment(sentence, catalog, reference),
        lambda: by_price(sentence, catalog),
        lambda: by_figures(sentence, index, catalog),
        lambda: by_school(sentence, catalog),
        lambda: by_study_mode(sentence, catalog),
        lambda: by_education(sentence, catalog, reference),
        lambda: by_myth(sentence, index, catalog, limits["myth_similarity"]),
        lambda: by_question(sentence, index, catalog),
        lambda: by_role(sentence, catalog),
    )
    return next((verdict for rule in rules if (verdict := rule()) is not None), None)


def _without_evidence(sentence: ClaimSentence) -> Label:
    """Whether a sentence that no entry decides claims something: unsourced, or no claim."""
    stems = sentence.stems
    if sentence.text.rstrip().endswith(("?", ":")) or len(stems) < 4:
        return "no-claim"
    if sentence.text.lstrip().startswith("#"):
        return "no-claim"
    opens = any(stems[: len(cue)] == cue for cue in cues("opening"))
    if sentence.quantities and (not opens or any(q.unit for q in sentence.quantities)):
        return "unsourced"
    if opens or sentence.has("soft"):
        return "no-claim"
    return "unsourced"
