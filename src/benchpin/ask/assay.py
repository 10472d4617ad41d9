"""Which sentences of a text about the trade are true, by the catalog.

Each sentence is judged supported, contradicted, outdated or unsourced where it claims something
about the trade's facts, and is no claim otherwise. When unsure a claim is unsourced: it is called
supported only where an entry says the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from benchpin.ask.quantities import (
    StatedQuantity,
    agrees,
    figure_unit,
    quantities_in,
    same_unit,
    years_in,
)
from benchpin.ask.retrieval import EntryIndex, content_stems, entry_index
from benchpin.ask.sentences import split_sentences
from benchpin.ask.understanding import (
    Understanding,
    area_key,
    rule_table,
    stems_of,
    understand,
)
from benchpin.catalog import Catalog
from benchpin.facts import Figure, figure_value
from benchpin.inputs.errors import BadInput
from benchpin.market import occupation_projection, occupation_wages
from benchpin.reference import Reference
from benchpin.wording.format import format_figure
from benchpin.wording.phrases import phrase

ASSAY_SCHEMA = "benchpin.assay/1"
Label = Literal["supported", "contradicted", "outdated", "unsourced", "no-claim"]
MAX_SENTENCES = 4_000
"""How many sentences of a text are judged."""
MAX_SENTENCE_LENGTH = 1_000
_MAX_EVIDENCE = 4
HOURS_A_YEAR = 2_080
MAX_HOURLY = 200
"""A smaller amount of pay is by the hour, if its period is not stated."""
MIN_CLAIM_TERMS = 2
"""Words that say something that a sentence needs, to be held against a claim or a question."""
MAX_ROLE_CLAIM_WORDS = 18
"""A longer sentence that names a role and remote work says more than whether it can be done so."""
MIN_TELLING_VALUE = 100
"""From which value on a number alone tells what it is the value of."""


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


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    stems: tuple[str, ...]
    understood: Understanding
    quantities: tuple[StatedQuantity, ...]
    years: tuple[int, ...]

    def has(self, table: str) -> bool:
        return bool(_cues(table) & _grams(self.stems))

    def has_word(self, word: str) -> bool:
        return stems_of(word)[0] in self.stems

    @property
    def is_negated(self) -> bool:
        return _is_negated(self.stems)


@dataclass(frozen=True, slots=True)
class _Verdict:
    label: Label
    evidence: tuple[str, ...]
    right_value: str | None
    because: str


@lru_cache(maxsize=32)
def _cues(table: str) -> frozenset[tuple[str, ...]]:
    rules = rule_table("assay")
    cues = rules[table] if table in rules else rules["words"][table]
    return frozenset(stems_of(cue) for cue in cues)


def _without(stems: tuple[str, ...], table: str) -> tuple[str, ...]:
    """A text without the cues of a table."""
    for cue in sorted(_cues(table), key=len, reverse=True):
        for start in range(len(stems) - len(cue) + 1):
            if stems[start : start + len(cue)] == cue:
                stems = (*stems[:start], "", *stems[start + len(cue) :])
                break
    return stems


def _is_negated(stems: tuple[str, ...]) -> bool:
    """Whether a text denies: two denials make none ("not without"), "not just" is none."""
    stems = _without(stems, "no_negations")
    count = sum(
        stems[i : i + n] in _cues("negations") for n in (1, 2) for i in range(len(stems) - n + 1)
    )
    return count % 2 == 1


def _grams(stems: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {stems[i : i + n] for n in range(1, 5) for i in range(len(stems) - n + 1)}


def judge_sentence(text: str, start: int, catalog: Catalog, reference: Reference) -> JudgedClaim:
    """The label of one sentence; `start` is its offset in the text that it stands in."""
    read = text[:MAX_SENTENCE_LENGTH]
    understood = understand(read, catalog, reference)
    sentence = _Sentence(read, understood.stems, understood, quantities_in(read), years_in(read))
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
        label: sum(claim.label == label for claim in claims)
        for label in ("supported", "contradicted", "outdated", "unsourced", "no-claim")
    }
    checked = sum(int(v or 0) for k, v in counts.items() if k != "no-claim")
    counts["supported_share"] = (
        round(int(counts["supported"] or 0) / checked, 3) if checked else None
    )
    counts["not_read"] = len(sentences) - len(claims)
    return Assay(claims=claims, summary=counts)


def _verdict(sentence: _Sentence, catalog: Catalog, reference: Reference) -> _Verdict | None:
    """What the catalog says to a sentence; None where no entry decides it."""
    if sentence.text.rstrip().endswith("?"):
        return None
    if sentence.has("soft") and not sentence.quantities:
        return None
    index = entry_index(catalog)
    limits = rule_table("assay")["limits"]
    # A claim that is known to be false counts before a figure that it happens to name.
    rules: tuple[Callable[[], _Verdict | None], ...] = (
        lambda: _by_myth(sentence, index, catalog, limits["myth_sure"]),
        lambda: _by_pay(sentence, index, catalog, reference),
        lambda: _by_projection(sentence, catalog),
        lambda: _by_employment(sentence, catalog, reference),
        lambda: _by_price(sentence, catalog),
        lambda: _by_figures(sentence, index, catalog),
        lambda: _by_school(sentence, catalog),
        lambda: _by_study_mode(sentence, catalog),
        lambda: _by_education(sentence, catalog, reference),
        lambda: _by_myth(sentence, index, catalog, limits["myth_similarity"]),
        lambda: _by_question(sentence, index, catalog),
        lambda: _by_role(sentence, catalog),
    )
    return next((verdict for rule in rules if (verdict := rule()) is not None), None)


def _by_pay(
    sentence: _Sentence, index: EntryIndex, catalog: Catalog, reference: Reference
) -> _Verdict | None:
    """A claim on pay: by the survey of employers, unless another survey has this very figure."""
    verdict = _by_wages(sentence, catalog, reference)
    if verdict is None or verdict.label != "contradicted":
        return verdict
    by_figures = _by_figures(sentence, index, catalog)
    agrees_elsewhere = by_figures and by_figures.label in ("supported", "outdated")
    return by_figures if agrees_elsewhere else verdict


def _by_wages(sentence: _Sentence, catalog: Catalog, reference: Reference) -> _Verdict | None:
    """A claim about the typical pay of a role, held against the survey of employers."""
    amounts = [q for q in sentence.quantities if q.unit == "USD" and q.value >= 5]
    is_pay = "pay" in sentence.understood.intents and sentence.understood.roles
    if not amounts or not is_pay or any(c != "US" for c in sentence.understood.countries):
        return None
    if not sentence.has("typical") and not {"earn", "make", "pay"} & set(sentence.stems):
        return None
    role = sentence.understood.roles[0]
    codes = catalog.roles[role].occupations.oews
    if not codes:
        return None
    areas = sentence.understood.areas or (reference.area(None),)
    wage = occupation_wages(codes[0], areas[0], reference)
    if wage is None or wage.median is None:
        return None
    quantity = amounts[0]
    annual = (
        quantity.value * HOURS_A_YEAR
        if quantity.per == "hour" or quantity.value < MAX_HOURLY
        else quantity.value
    )
    if quantity.per == "month":
        annual = quantity.value * 12
    evidence = (f"wages/{codes[0]}@{area_key(areas[0])}",)
    right = format_figure(wage.figure("p50", wage.median, "USD/year"))
    year = int(wage.period[:4])
    if _near(annual, wage.median):
        if sentence.years and year not in sentence.years:
            return _Verdict("contradicted", evidence, right, phrase("assay.other_year"))
        return _Verdict("supported", evidence, right, phrase("assay.same_value"))
    older = [
        f for f in catalog.figures_by_subject.get(f"oews/{codes[0]}", ())
        if f.percentile == 50 and f.geography == "US" and _near(annual, f.low)
    ]  # fmt: skip
    for figure in older:
        stated = int((figure.period or "0")[:4])
        if stated in sentence.years:
            return _Verdict(
                "supported", (f"figures/{figure.id}",), format_figure(figure_value(figure)),
                phrase("assay.same_value"),
            )  # fmt: skip
        return _Verdict(
            "outdated", (*evidence, f"figures/{figure.id}"), right, phrase("assay.older_value")
        )
    return _Verdict("contradicted", evidence, right, phrase("assay.other_value"))


def _occupation(sentence: _Sentence, catalog: Catalog) -> str | None:
    """The published occupation of the first role that a sentence names."""
    if not sentence.understood.roles or any(c != "US" for c in sentence.understood.countries):
        return None
    codes = catalog.roles[sentence.understood.roles[0]].occupations.oews
    return codes[0] if codes else None


def _by_projection(sentence: _Sentence, catalog: Catalog) -> _Verdict | None:
    """A claim about the projected change of, or openings for, an occupation."""
    soc = _occupation(sentence, catalog)
    if soc is None or not sentence.quantities:
        return None
    is_openings = sentence.has("openings")
    if "pay" in sentence.understood.intents:
        return None
    if not is_openings and not (sentence.has("rises") or sentence.has("falls")):
        return None
    measure = "openings" if is_openings else "employment-change"
    family = [
        f for f in catalog.figures_by_subject.get(f"soc/{soc}", ())
        if f.measure == measure and f.period and f.status == "forecast"
    ]  # fmt: skip
    if not family:
        return None
    newest = max(family, key=lambda f: f.period or "")
    evidence, right = (f"figures/{newest.id}",), format_figure(figure_value(newest))
    quantities = [
        q for q in sentence.quantities if (q.unit == "pct") == (measure == "employment-change")
    ]
    for figure in sorted(family, key=lambda f: f.period or "", reverse=True):
        if not any(agrees(q, figure) for q in quantities):
            continue
        if measure == "openings" and sentence.has("in_total"):
            return _Verdict("contradicted", evidence, right, phrase("assay.other_unit"))
        if measure == "employment-change" and _direction_differs(sentence, figure):
            return _Verdict("contradicted", evidence, right, phrase("assay.other_direction"))
        is_of_the_year = bool(set(sentence.years) & _years_of(figure))
        if figure is newest or is_of_the_year:
            return _Verdict(
                "supported", (f"figures/{figure.id}",), right, phrase("assay.same_value")
            )
        return _Verdict("outdated", (*evidence, f"figures/{figure.id}"), right,
                        phrase("assay.older_value"))  # fmt: skip
    if not quantities:
        return None
    return _Verdict("contradicted", evidence, right, phrase("assay.other_value"))


def _by_employment(sentence: _Sentence, catalog: Catalog, reference: Reference) -> _Verdict | None:
    """A claim about how many people are employed in an occupation."""
    soc = _occupation(sentence, catalog)
    if soc is None or not sentence.has("employed"):
        return None
    wage = occupation_wages(soc, reference.area(None), reference)
    counts = [q for q in sentence.quantities if q.unit is None and q.value >= MIN_TELLING_VALUE]
    if wage is None or wage.employment is None or not counts:
        return None
    evidence = (f"wages/{soc}@US",)
    right = format_figure(wage.figure("employment", wage.employment, "jobs"))
    if not any(_near(q.value, wage.employment) for q in counts):
        return None
    if sentence.has("self_employed") and not sentence.has("counted_out"):
        return _Verdict("contradicted", evidence, right, phrase("assay.other_unit"))
    return _Verdict("supported", evidence, right, phrase("assay.same_value"))


def _near(left: float, right: float) -> bool:
    return abs(left - right) <= max(1.0, 0.006 * right)


def _by_figures(sentence: _Sentence, index: EntryIndex, catalog: Catalog) -> _Verdict | None:
    """A claim with a number, held against the figures of its subject."""
    if not sentence.quantities:
        return None
    limits = rule_table("assay")["limits"]
    overlaps = _figure_overlaps(sentence, index, catalog)
    agreeing = [
        (overlap, figure)
        for overlap, figure in overlaps
        if overlap >= limits["figure_value_overlap"]
        and _names_measure(sentence, figure)
        and any(agrees(q, figure) for q in sentence.quantities)
    ]
    for _, figure in sorted(agreeing, key=lambda pair: -pair[0])[:3]:
        newest = _newest(figure, catalog)
        evidence = tuple(dict.fromkeys((f"figures/{figure.id}", f"figures/{newest.id}")))
        right = format_figure(figure_value(newest))
        if _measure_differs(sentence, figure):
            return _Verdict("contradicted", evidence, right, phrase("assay.other_measure"))
        if _direction_differs(sentence, figure):
            return _Verdict("contradicted", evidence, right, phrase("assay.other_direction"))
        period_years = _years_of(figure)
        if newest is figure or (sentence.years and set(sentence.years) & period_years):
            if sentence.years and period_years and not set(sentence.years) & period_years:
                continue
            return _Verdict("supported", evidence, right, phrase("assay.same_value"))
        if not sentence.years:
            return _Verdict("outdated", evidence[::-1], right, phrase("assay.older_value"))
    for overlap, figure in overlaps:
        factor = figure_unit(figure.unit)[2]
        if overlap >= limits["figure_value_overlap"] and any(
            q.unit
            and q.value == abs(figure.low) * factor
            and q.value >= MIN_TELLING_VALUE
            and not same_unit(q, figure)
            for q in sentence.quantities
        ):
            return _Verdict(
                "contradicted", (f"figures/{figure.id}",), format_figure(figure_value(figure)),
                phrase("assay.other_unit"),
            )  # fmt: skip
    for overlap, figure in sorted(overlaps, key=lambda pair: (-pair[0], pair[1].id))[:1]:
        if overlap < limits["figure_overlap"]:
            continue
        newest = _newest(figure, catalog)
        comparable = [q for q in sentence.quantities if same_unit(q, newest)]
        same_number = any(
            q.value == abs(newest.low) and not same_unit(q, newest) for q in sentence.quantities
        )
        if comparable or same_number:
            why = "assay.other_value" if comparable else "assay.other_unit"
            return _Verdict(
                "contradicted", (f"figures/{newest.id}",), format_figure(figure_value(newest)),
                phrase(why),
            )  # fmt: skip
    return None


def _figure_overlaps(
    sentence: _Sentence, index: EntryIndex, catalog: Catalog
) -> list[tuple[float, Figure]]:
    """The figures that share words with a sentence, each with the share of its words, 0 to 1."""
    terms = [stem for stem in content_stems(sentence.stems) if not stem.isdigit()]
    weight_of = {term: index.weight(term) for term in set(terms)}
    total = sum(weight_of.values()) or 1.0
    overlaps = []
    for number in index.search(terms, 120):
        entry = index.entries[number]
        if entry.kind != "figures":
            continue
        figure = catalog.figures[entry.id.partition("/")[2]]
        if figure.period is None:
            continue
        words = index.bodies[number].union(*index.phrases[number])
        shared = sum(weight for stem, weight in weight_of.items() if stem in words)
        size = sum(
            index.weight(s) for s in frozenset().union(*index.phrases[number]) if not s.isdigit()
        )
        overlaps.append((shared / (total * max(size, 1.0)) ** 0.5, figure))
    return overlaps


def _names_measure(sentence: _Sentence, figure: Figure) -> bool:
    """Whether a sentence has enough of the words of a figure's measure to be about it."""
    words = set(content_stems(stems_of(figure.measure)))
    least = rule_table("assay")["limits"]["measure_share"]
    return len(words & set(sentence.stems)) >= least * len(words) if len(words) > 2 else True


def _newest(figure: Figure, catalog: Catalog) -> Figure:
    """The newest figure of the same subject, measure, area and percentile."""
    family = [
        f
        for f in catalog.figures_by_subject.get(figure.subject, ())
        if (f.measure, f.geography, f.percentile, f.unit, f.status == "forecast")
        == (figure.measure, figure.geography, figure.percentile, figure.unit,
            figure.status == "forecast")
        and f.period
    ]  # fmt: skip
    return max(family, key=lambda f: (f.period or "", f.id == figure.id), default=figure)


def _years_of(figure: Figure) -> set[int]:
    return {int(part[:4]) for part in (figure.period or "").split("/") if part[:4].isdigit()}


def _direction_differs(sentence: _Sentence, figure: Figure) -> bool:
    """Whether a sentence says that a change went up that went down, or the other way."""
    if "change" not in figure.measure and figure.low >= 0:
        return False
    rises, falls = sentence.has("rises"), sentence.has("falls")
    if rises == falls:
        return False
    return (figure.low < 0) == rises


def _measure_differs(sentence: _Sentence, figure: Figure) -> bool:
    """Whether a sentence calls a cost what is an income, or the other way."""
    grams = _grams(stems_of(figure.measure))
    for measure, opposite in (("cost", "income"), ("income", "cost")):
        says_opposite = sentence.has(opposite) and not sentence.has(measure)
        if _cues(measure) & grams and not _cues(opposite) & grams and says_opposite:
            return True
    return False


def _by_price(sentence: _Sentence, catalog: Catalog) -> _Verdict | None:
    """The price of a program that is named, or that it is free."""
    named_ids = {*sentence.understood.providers, *sentence.understood.qualifications}
    if not named_ids or not (sentence.has("cost") or sentence.has("free")):
        return None
    prices = [
        (f"programmes/{i}", price)
        for i, p in catalog.programmes.items()
        if {p.provider, p.qualification} & named_ids
        for price in p.prices
        if price.year and price.covers == "tuition"
    ]
    if not prices:
        return None
    newest = max(price.year or 0 for _, price in prices)
    if sentence.has("free") and not sentence.quantities:
        free = [i for i, price in prices if price.amount_high == 0]
        return _Verdict("supported", tuple(free), "0", phrase("assay.same_value")) if free else None
    for identity, price in prices:
        for quantity in sentence.quantities:
            if quantity.unit != price.currency or not quantity.value:
                continue
            if not price.amount_low <= quantity.value <= price.amount_high:
                continue
            if price.year == newest or price.year in sentence.years:
                return _Verdict("supported", (identity,), None, phrase("assay.same_value"))
            if not sentence.years:
                return _Verdict("outdated", (identity,), None, phrase("assay.older_value"))
    return None


def _by_study_mode(sentence: _Sentence, catalog: Catalog) -> _Verdict | None:
    """A claim that a qualification can be had wholly online."""
    if not sentence.understood.qualifications or not sentence.has("all-online"):
        return None
    identity = sentence.understood.qualifications[0]
    programmes = [(p, catalog.programmes[p]) for p in catalog.programmes_of.get(identity, ())]
    modes = [(p, r.study_mode) for p, r in programmes if r.study_mode and r.status != "closed"]
    if not modes:
        return None
    can = any(set(mode) == {"online"} for _, mode in modes)
    # "Without attending labs" denies the labs, not the claim.
    says_can = not _is_negated(_without(sentence.stems, "all-online"))
    evidence = tuple(f"programmes/{p}" for p, _ in modes)
    return _Verdict(
        "supported" if can == says_can else "contradicted", evidence, None,
        phrase("assay.same_answer" if can == says_can else "assay.other_answer"),
    )  # fmt: skip


def _by_education(sentence: _Sentence, catalog: Catalog, reference: Reference) -> _Verdict | None:
    """A claim that a role needs a degree, held against the usual education of its occupation."""
    if not sentence.understood.roles or not sentence.has("education") or not sentence.has("needs"):
        return None
    role = sentence.understood.roles[0]
    codes = catalog.roles[role].occupations.oews
    projection = occupation_projection(codes[0], catalog, reference) if codes else None
    if projection is None or projection.entry is None or projection.entry.education is None:
        return None
    needs = str(projection.entry.education) in ("bachelor", "master", "doctorate")
    says_needs = not sentence.is_negated and not sentence.has_word("without")
    return _Verdict(
        "supported" if needs == says_needs else "contradicted",
        (f"entry/{codes[0]}", f"roles/{role}"), str(projection.entry.education),
        phrase("assay.same_answer" if needs == says_needs else "assay.other_answer"),
    )  # fmt: skip


def _by_school(sentence: _Sentence, catalog: Catalog) -> _Verdict | None:
    """A school or a program that is named as one to attend, though it has closed."""
    named_ids = {*sentence.understood.providers, *sentence.understood.qualifications}
    if not named_ids or not sentence.has("recommends") or sentence.is_negated:
        return None
    programmes = [
        (i, p) for i, p in catalog.programmes.items() if {p.provider, p.qualification} & named_ids
    ]
    gone = [(i, p) for i, p in programmes if p.status in ("closed", "superseded")]
    if gone and len(gone) == len(programmes):
        identity, programme = gone[0]
        since = f" ({programme.since})" if programme.since else ""
        return _Verdict(
            "outdated", (f"programmes/{identity}",), phrase("assay.closed") + since,
            phrase("assay.closed_why"),
        )  # fmt: skip
    return None


def _by_myth(
    sentence: _Sentence, index: EntryIndex, catalog: Catalog, limit: float
) -> _Verdict | None:
    """A sentence that says what a known false claim says, or denies it."""
    match = _nearest(sentence, index, "myths", limit)
    if match is None:
        return None
    entry_id, wording = match
    sure = rule_table("assay")["limits"]["myth_sure"]
    myth = catalog.myths[entry_id.partition("/")[2]]
    claim_stems = stems_of(wording)
    claim_negated = _is_negated(claim_stems)
    # "Three levels" is not the claim of four. A number that the claim has not is for the figures
    # first. A school that is said to have closed is not recommended.
    claimed = {q.value for q in quantities_in(myth.claim)}
    stated = {q.value for q in sentence.quantities}
    if stated and not claimed & stated and (claimed or limit == sure):
        return None
    label: Label = rule_table("assay")["verdicts"].get(myth.verdict, "unsourced")
    evidence = (entry_id, *(f"figures/{f}" for f in myth.figures))
    closes = (
        label == "outdated"
        and sentence.has("closing")
        and not _cues("closing") & _grams(claim_stems)
    )
    if sentence.is_negated != claim_negated or closes:
        if label == "unsourced":
            return None
        return _Verdict("supported", evidence, None, phrase("assay.denies_myth"))
    return _Verdict(label, evidence, None, phrase("assay.myth"))


def _nearest(
    sentence: _Sentence, index: EntryIndex, kind: str, limit: float
) -> tuple[str, str] | None:
    """The entry of a kind whose claim, in one of its wordings, a sentence is most like.

    The id and the wording; None below `limit`.
    """
    terms = content_stems(sentence.stems)
    if len(set(terms)) < MIN_CLAIM_TERMS:
        return None
    weight_of = {term: index.weight(term) for term in terms}
    best: tuple[float, str, str] | None = None
    for number in sorted(index.with_label_stem(terms, kind)):
        similarity, wording = index.nearest_claim(number, weight_of)
        if similarity >= limit and (best is None or similarity > best[0]):
            best = (similarity, index.entries[number].id, wording)
    return (best[1], best[2]) if best else None


def _by_question(sentence: _Sentence, index: EntryIndex, catalog: Catalog) -> _Verdict | None:
    """A sentence that says yes or no to a frequent question whose answer begins with yes or no."""
    limit = rule_table("assay")["limits"]["question_similarity"]
    match = _nearest(sentence, index, "questions", limit)
    if match is None:
        return None
    entry_id, wording = match
    record = catalog.questions[entry_id.partition("/")[2]]
    first = stems_of(record.answer)[:1]
    if first not in (stems_of("yes"), stems_of("no"), stems_of("not")):
        return None
    says_yes = sentence.is_negated == _is_negated(stems_of(wording))
    is_yes = first == stems_of("yes")
    return _Verdict(
        "supported" if says_yes == is_yes else "contradicted", (entry_id,), None,
        phrase("assay.same_answer" if says_yes == is_yes else "assay.other_answer"),
    )  # fmt: skip


def _by_role(sentence: _Sentence, catalog: Catalog) -> _Verdict | None:
    """A claim that a role can, or cannot, be done from home."""
    if "remote" not in sentence.understood.intents or not sentence.understood.roles:
        return None
    if sentence.quantities or len(sentence.stems) > MAX_ROLE_CLAIM_WORDS:
        return None
    role = sentence.understood.roles[0]
    modes = catalog.roles[role].could_leave_the_workplace.modes
    can = "remote" in modes or "hybrid" in modes
    says_can = not sentence.is_negated
    evidence = (f"roles/{role}",)
    because = phrase("assay.modes", modes=", ".join(modes))
    return _Verdict("supported" if can == says_can else "contradicted", evidence, None, because)


def _without_evidence(sentence: _Sentence) -> Label:
    """Whether a sentence that no entry decides claims something: unsourced, or no claim."""
    stems = sentence.stems
    if sentence.text.rstrip().endswith(("?", ":")) or len(stems) < 4:
        return "no-claim"
    if sentence.text.lstrip().startswith("#"):
        return "no-claim"
    opens = any(stems[: len(cue)] == cue for cue in _cues("opening"))
    if sentence.quantities and (not opens or any(q.unit for q in sentence.quantities)):
        return "unsourced"
    if opens or sentence.has("soft"):
        return "no-claim"
    return "unsourced"
