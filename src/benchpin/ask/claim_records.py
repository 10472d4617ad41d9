"""Claims held against schools, qualifications, false claims, frequent questions and roles."""

from benchpin.ask.claim_figures import named_programmes
from benchpin.ask.claim_sentence import (
    ClaimSentence,
    Label,
    Verdict,
    cues,
    is_negated,
    without_cues,
)
from benchpin.ask.quantities import quantities_in
from benchpin.ask.retrieval import EntryIndex, content_stems
from benchpin.ask.understanding import grams, rule_table, stems_of
from benchpin.catalog import Catalog
from benchpin.market import occupation_projection
from benchpin.reference import Reference
from benchpin.wording.phrases import phrase

MIN_CLAIM_TERMS = 2
"""Words that say something that a sentence needs, to be held against a claim or a question."""
MAX_ROLE_CLAIM_WORDS = 18
"""A longer sentence that names a role and remote work says more than whether it can be done so."""


def by_school(sentence: ClaimSentence, catalog: Catalog) -> Verdict | None:
    """A school or a program that is named as one to attend, though it has closed."""
    if not sentence.has("recommends") or sentence.is_negated:
        return None
    programmes = named_programmes(sentence, catalog)
    gone = [(i, p) for i, p in programmes if p.status in ("closed", "superseded")]
    if gone and len(gone) == len(programmes):
        identity, programme = gone[0]
        since = f" ({programme.since})" if programme.since else ""
        return Verdict(
            "outdated", (f"programmes/{identity}",), phrase("assay.closed") + since,
            phrase("assay.closed_why"),
        )  # fmt: skip
    return None


def by_study_mode(sentence: ClaimSentence, catalog: Catalog) -> Verdict | None:
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
    says_can = not is_negated(without_cues(sentence.stems, "all-online"))
    evidence = tuple(f"programmes/{p}" for p, _ in modes)
    return Verdict(
        "supported" if can == says_can else "contradicted", evidence, None,
        phrase("assay.same_answer" if can == says_can else "assay.other_answer"),
    )  # fmt: skip


def by_education(sentence: ClaimSentence, catalog: Catalog, reference: Reference) -> Verdict | None:
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
    return Verdict(
        "supported" if needs == says_needs else "contradicted",
        (f"entry/{codes[0]}", f"roles/{role}"), str(projection.entry.education),
        phrase("assay.same_answer" if needs == says_needs else "assay.other_answer"),
    )  # fmt: skip


def by_myth(
    sentence: ClaimSentence, index: EntryIndex, catalog: Catalog, limit: float
) -> Verdict | None:
    """A sentence that says what a known false claim says, or denies it."""
    match = _nearest(sentence, index, "myths", limit)
    if match is None:
        return None
    entry_id, wording = match
    sure = rule_table("assay")["limits"]["myth_sure"]
    myth = catalog.myths[entry_id.partition("/")[2]]
    claim_stems = stems_of(wording)
    claim_negated = is_negated(claim_stems)
    # "Three levels" is not the claim of four. A number that the claim has not is for the figures
    # first. A school that is said to have closed is not recommended.
    claimed = {q.value for q in quantities_in(myth.claim)}
    stated = {q.value for q in sentence.quantities}
    if stated and not claimed & stated and (claimed or limit == sure):
        return None
    label: Label = rule_table("assay")["verdicts"].get(myth.verdict, "unsourced")
    evidence = (entry_id, *(f"figures/{f}" for f in myth.figures))
    closes = (
        label == "outdated" and sentence.has("closing") and not cues("closing") & grams(claim_stems)
    )
    if sentence.is_negated != claim_negated or closes:
        if label == "unsourced":
            return None
        return Verdict("supported", evidence, None, phrase("assay.denies_myth"))
    return Verdict(label, evidence, None, phrase("assay.myth"))


def _nearest(
    sentence: ClaimSentence, index: EntryIndex, kind: str, limit: float
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


def by_question(sentence: ClaimSentence, index: EntryIndex, catalog: Catalog) -> Verdict | None:
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
    says_yes = sentence.is_negated == is_negated(stems_of(wording))
    is_yes = first == stems_of("yes")
    return Verdict(
        "supported" if says_yes == is_yes else "contradicted", (entry_id,), None,
        phrase("assay.same_answer" if says_yes == is_yes else "assay.other_answer"),
    )  # fmt: skip


def by_role(sentence: ClaimSentence, catalog: Catalog) -> Verdict | None:
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
    return Verdict("supported" if can == says_can else "contradicted", evidence, None, because)
