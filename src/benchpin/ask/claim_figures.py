"""Claims with a number, held against wages, projections, prices and the other figures."""

from benchpin.ask.claim_sentence import ClaimSentence, Verdict, cues
from benchpin.ask.projections import projected_figures
from benchpin.ask.quantities import agrees, figure_unit, same_unit
from benchpin.ask.retrieval import EntryIndex, content_stems
from benchpin.ask.understanding import area_key, grams, rule_table, stems_of
from benchpin.catalog import Catalog
from benchpin.facts import Figure, Programme, figure_value
from benchpin.market import occupation_wages
from benchpin.reference import Reference
from benchpin.wording.format import format_figure
from benchpin.wording.phrases import phrase

HOURS_A_YEAR = 2_080
MONTHS_A_YEAR = 12
MAX_HOURLY = 200
"""A smaller amount of pay is by the hour, if its period is not stated."""
MIN_TELLING_VALUE = 100
"""From which value on a number alone tells what it is the value of."""


def by_pay(
    sentence: ClaimSentence, index: EntryIndex, catalog: Catalog, reference: Reference
) -> Verdict | None:
    """A claim on pay: by the survey of employers, unless another survey has this very figure."""
    verdict = by_wages(sentence, catalog, reference)
    if verdict is None or verdict.label != "contradicted":
        return verdict
    by_survey = by_figures(sentence, index, catalog)
    agrees_elsewhere = by_survey and by_survey.label in ("supported", "outdated")
    return by_survey if agrees_elsewhere else verdict


def by_wages(sentence: ClaimSentence, catalog: Catalog, reference: Reference) -> Verdict | None:
    """A claim about the typical pay of a role, held against the survey of employers."""
    amounts = [q for q in sentence.quantities if q.unit == "USD" and q.value >= 5]
    soc = _occupation(sentence, catalog)
    if soc is None or not amounts or "pay" not in sentence.understood.intents:
        return None
    if not sentence.has("typical") and not {"earn", "make", "pay"} & set(sentence.stems):
        return None
    areas = sentence.understood.areas or (reference.area(None),)
    wage = occupation_wages(soc, areas[0], reference)
    if wage is None or wage.median is None:
        return None
    quantity = amounts[0]
    annual = quantity.value
    if quantity.per == "month":
        annual *= MONTHS_A_YEAR
    elif quantity.per == "hour" or quantity.value < MAX_HOURLY:
        annual *= HOURS_A_YEAR
    evidence = (f"wages/{soc}@{area_key(areas[0])}",)
    right = format_figure(wage.figure("p50", wage.median, "USD/year"))
    year = int(wage.period[:4])
    if _near(annual, wage.median):
        if sentence.years and year not in sentence.years:
            return Verdict("contradicted", evidence, right, phrase("assay.other_year"))
        return Verdict("supported", evidence, right, phrase("assay.same_value"))
    older = [
        f for f in catalog.figures_by_subject.get(f"oews/{soc}", ())
        if f.percentile == 50 and f.geography == "US" and _near(annual, f.low)
    ]  # fmt: skip
    for figure in older:
        stated = int((figure.period or "0")[:4])
        if stated in sentence.years:
            return Verdict(
                "supported", (f"figures/{figure.id}",), format_figure(figure_value(figure)),
                phrase("assay.same_value"),
            )  # fmt: skip
        return Verdict(
            "outdated", (*evidence, f"figures/{figure.id}"), right, phrase("assay.older_value")
        )
    return Verdict("contradicted", evidence, right, phrase("assay.other_value"))


def _occupation(sentence: ClaimSentence, catalog: Catalog) -> str | None:
    """The published occupation of the first role that a sentence names."""
    if not sentence.understood.roles or any(c != "US" for c in sentence.understood.countries):
        return None
    codes = catalog.roles[sentence.understood.roles[0]].occupations.oews
    return codes[0] if codes else None


def by_projection(sentence: ClaimSentence, catalog: Catalog) -> Verdict | None:
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
    family = projected_figures(soc, measure, catalog)
    if not family:
        return None
    newest = family[0]
    evidence, right = (f"figures/{newest.id}",), format_figure(figure_value(newest))
    quantities = [
        q for q in sentence.quantities if (q.unit == "pct") == (measure == "employment-change")
    ]
    for figure in family:
        if not any(agrees(q, figure) for q in quantities):
            continue
        if measure == "openings" and sentence.has("in_total"):
            return Verdict("contradicted", evidence, right, phrase("assay.other_unit"))
        if measure == "employment-change" and _direction_differs(sentence, figure):
            return Verdict("contradicted", evidence, right, phrase("assay.other_direction"))
        is_of_the_year = bool(set(sentence.years) & _years_of(figure))
        if figure is newest or is_of_the_year:
            return Verdict(
                "supported", (f"figures/{figure.id}",), right, phrase("assay.same_value")
            )
        return Verdict("outdated", (*evidence, f"figures/{figure.id}"), right,
                        phrase("assay.older_value"))  # fmt: skip
    if not quantities:
        return None
    return Verdict("contradicted", evidence, right, phrase("assay.other_value"))


def by_employment(
    sentence: ClaimSentence, catalog: Catalog, reference: Reference
) -> Verdict | None:
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
        return Verdict("contradicted", evidence, right, phrase("assay.other_unit"))
    return Verdict("supported", evidence, right, phrase("assay.same_value"))


def _near(left: float, right: float) -> bool:
    return abs(left - right) <= max(1.0, 0.006 * right)


def by_figures(sentence: ClaimSentence, index: EntryIndex, catalog: Catalog) -> Verdict | None:
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
            return Verdict("contradicted", evidence, right, phrase("assay.other_measure"))
        if _direction_differs(sentence, figure):
            return Verdict("contradicted", evidence, right, phrase("assay.other_direction"))
        period_years = _years_of(figure)
        if newest is figure or (sentence.years and set(sentence.years) & period_years):
            if sentence.years and period_years and not set(sentence.years) & period_years:
                continue
            return Verdict("supported", evidence, right, phrase("assay.same_value"))
        if not sentence.years:
            return Verdict("outdated", evidence[::-1], right, phrase("assay.older_value"))
    for overlap, figure in overlaps:
        factor = figure_unit(figure.unit)[2]
        if overlap >= limits["figure_value_overlap"] and any(
            q.unit
            and q.value == abs(figure.low) * factor
            and q.value >= MIN_TELLING_VALUE
            and not same_unit(q, figure)
            for q in sentence.quantities
        ):
            return Verdict(
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
            return Verdict(
                "contradicted", (f"figures/{newest.id}",), format_figure(figure_value(newest)),
                phrase(why),
            )  # fmt: skip
    return None


def _figure_overlaps(
    sentence: ClaimSentence, index: EntryIndex, catalog: Catalog
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


def _names_measure(sentence: ClaimSentence, figure: Figure) -> bool:
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


def _direction_differs(sentence: ClaimSentence, figure: Figure) -> bool:
    """Whether a sentence says that a change went up that went down, or the other way."""
    if "change" not in figure.measure and figure.low >= 0:
        return False
    rises, falls = sentence.has("rises"), sentence.has("falls")
    if rises == falls:
        return False
    return (figure.low < 0) == rises


def _measure_differs(sentence: ClaimSentence, figure: Figure) -> bool:
    """Whether a sentence calls a cost what is an income, or the other way."""
    measure_grams = grams(stems_of(figure.measure))
    for measure, opposite in (("cost", "income"), ("income", "cost")):
        says_opposite = sentence.has(opposite) and not sentence.has(measure)
        if says_opposite and cues(measure) & measure_grams and not cues(opposite) & measure_grams:
            return True
    return False


def named_programmes(sentence: ClaimSentence, catalog: Catalog) -> list[tuple[str, Programme]]:
    """The programmes of the bodies and qualifications that a sentence names."""
    named_ids = {*sentence.understood.providers, *sentence.understood.qualifications}
    return [
        (identity, programme)
        for identity, programme in catalog.programmes.items()
        if {programme.provider, programme.qualification} & named_ids
    ]


def by_price(sentence: ClaimSentence, catalog: Catalog) -> Verdict | None:
    """The price of a program that is named, or that it is free."""
    if not (sentence.has("cost") or sentence.has("free")):
        return None
    prices = [
        (f"programmes/{identity}", price)
        for identity, programme in named_programmes(sentence, catalog)
        for price in programme.prices
        if price.year and price.covers == "tuition"
    ]
    if not prices:
        return None
    newest = max(price.year or 0 for _, price in prices)
    if sentence.has("free") and not sentence.quantities:
        free = [i for i, price in prices if price.amount_high == 0]
        return Verdict("supported", tuple(free), "0", phrase("assay.same_value")) if free else None
    for identity, price in prices:
        for quantity in sentence.quantities:
            if quantity.unit != price.currency or not quantity.value:
                continue
            if not price.amount_low <= quantity.value <= price.amount_high:
                continue
            if price.year == newest or price.year in sentence.years:
                return Verdict("supported", (identity,), None, phrase("assay.same_value"))
            if not sentence.years:
                return Verdict("outdated", (identity,), None, phrase("assay.older_value"))
    return None
