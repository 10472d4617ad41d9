"""The sheet made from the short answer: which roles and which words go on the one page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from benchpin.catalog import Catalog
from benchpin.documents.sheet.model import Paper, Sheet, SheetContact, SheetRole
from benchpin.documents.short_answer import RoleCard, ShortAnswer, card_footnotes
from benchpin.guidance import Guidance
from benchpin.profile import Profile
from benchpin.reference import Reference
from benchpin.wording.format import format_area, format_period, lower_first, words
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text, with_text

MAX_ROLES = 3
MAX_THEN = 4
"""How many further steps have a box to tick."""
MAX_PROGRAMMES = 2
MAX_PEOPLE = 3
MAX_OFFER = 110
"""Characters of what a contact offers; a longer text ends at a sentence, or is left out."""
LETTER_COUNTRIES = frozenset({
    "BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE",
})  # fmt: skip
"""Where Letter is the common paper; everywhere else it is A4. Source: Unicode CLDR, paperSize."""
LIMITS_TERM = "circumstances.limits"


def paper_size(profile: Profile) -> Paper:
    """The paper of the person's country."""
    return "letter" if (profile.circumstances.country or "US") in LETTER_COUNTRIES else "a4"


def guidance_sheet(
    profile: Profile,
    guidance: Guidance,
    answer: ShortAnswer,
    catalog: Catalog,
    reference: Reference,
    *,
    paper: Paper | None = None,
    with_limits: bool = False,
) -> Sheet:
    """The sheet of one person; a limit that they named is on it only `with_limits`."""
    limits = frozenset(() if with_limits else profile.circumstances.limits)
    privacy = _Privacy(limits)
    cards = _cards(answer, privacy) if guidance.enough else ()
    area = guidance.market.area
    notes = card_footnotes(guidance, cards, catalog, reference)
    for card in cards:
        notes.of(card.figures.sources if card.figures else ())
    sources = [", ".join((note.title, *note.details[:1])) for note in notes.cited()]
    return Sheet(
        paper=paper or paper_size(profile),
        day=format_period(guidance.as_of),
        area=format_area(area.name) if area else format_area(profile.circumstances.area or ""),
        about=privacy.cleared(answer.about),
        headline=answer.headline,
        lede=_lede(answer, privacy),
        roles=tuple(_role(card, answer, privacy) for card in cards),
        scale=answer.scale,
        week=privacy.cleared(answer.step.text) or phrase("sheet.week_plain"),
        then_heading=phrase("sheet.afterward" if guidance.enough else "headings.first"),
        then=tuple(_then(cards, guidance, catalog, privacy))[:MAX_THEN]
        if guidance.enough
        else tuple(_open_questions(guidance)),
        people=tuple(_people(guidance, privacy)),
        questions=tuple(_questions(profile, answer, with_limits=with_limits)),
        limits=answer.limits if with_limits else "",
        small_print=tuple(_small_print(cards, sources, guidance)),
    )


class _Privacy:
    """Keeps what a person ruled out off the sheet: sentences that name it are left out."""

    def __init__(self, limits: Iterable[str]) -> None:
        terms = words()["terms"]
        stems = [
            stem.strip()
            for limit in sorted(limits)
            for stem in (*phrase(f"sheet.limit_words.{limit}").split(";"), terms.get(limit, limit))
        ]
        joined = "|".join(re.escape(stem) for stem in stems if stem)
        self._pattern = re.compile(rf"\b(?:{joined})", re.IGNORECASE) if joined else None

    def hides(self, text: str) -> bool:
        """Whether a text names what the person ruled out."""
        return bool(self._pattern and self._pattern.search(text))

    def cleared(self, text: str) -> str:
        """A text without the sentences that name it."""
        if not self.hides(text):
            return text
        sentences = re.split(r"(?<=[.?!]) +", text)
        return " ".join(sentence for sentence in sentences if not self.hides(sentence))

    def hides_card(self, card: RoleCard) -> bool:
        """Whether a role is ruled out by what the person keeps to themselves."""
        return self._pattern is not None and LIMITS_TERM in card.match.breaks


def _cards(answer: ShortAnswer, privacy: _Privacy) -> tuple[RoleCard, ...]:
    """The roles that were asked about and the first ones, in the order of their groups.

    Where no role is inside the person's terms, those outside them are shown.
    """
    groups = {group.key: group.first for group in answer.groups}
    inside = [card for key in ("now", "train", "later") for card in groups.get(key, ())]
    outside = [card for card in groups.get("outside", ()) if not privacy.hides_card(card)]
    cards = inside or outside
    first = sorted(cards, key=lambda card: not card.is_asked)[:MAX_ROLES]
    return tuple(card for card in cards if card in first)


def _lede(answer: ShortAnswer, privacy: _Privacy) -> str:
    """The two sentences of the answer, without one on a role that a limit rules out."""
    text = " ".join(part for part in answer.lede if part)
    for card in answer.cards():
        if privacy.hides_card(card):
            text = text.replace(phrase("short.lede.breaks_limits", role=card.label), "")
    return " ".join(privacy.cleared(text).split())


def _role(card: RoleCard, answer: ShortAnswer, privacy: _Privacy) -> SheetRole:
    station = next((g.key for g in answer.groups if card in (*g.first, *g.more)), "outside")
    figures, bar = card.figures, card.bar
    has_pay = figures is not None and bool(figures.amounts)
    return SheetRole(
        label=card.label,
        station=phrase(f"sheet.stations.{station}"),
        kind=figures.kind if figures and has_pay else "",
        group=figures.group if figures and has_pay else "",
        bar=bar if has_pay else None,
        pay=figures.typical if figures and has_pay else card.no_pay,
        half=figures.half if figures and has_pay else "",
        where=figures.where if figures and has_pay else card.ask,
        mode=card.mode_text,
        qualify=privacy.cleared(_qualify(card)),
        weigh=_weigh(card, privacy),
    )


def _qualify(card: RoleCard) -> str:
    """What it takes, or what would have to change where a role breaks a term."""
    if card.needs:
        return f"{phrase('short.card.needs')} {card.needs}."
    nearest = card.nearest.text if card.nearest.programme else ""
    return " ".join(filter(None, (card.qualify, nearest)))


def _weigh(card: RoleCard, privacy: _Privacy) -> str:
    """One thing to weigh: what to keep in mind, else that no pay of the role is published."""
    mind = privacy.cleared(card.mind)
    if mind:
        return mind
    figures = card.figures
    return figures.alone if figures and figures.alone else card.pay_sure.text


def _then(
    cards: Sequence[RoleCard], guidance: Guidance, catalog: Catalog, privacy: _Privacy
) -> Iterator[str]:
    """Further steps, each to be ticked: prices, the skills to check and to learn, pay to ask for.

    Each names the role or the place that it is about, and each is said once.
    """
    groups = (
        _programme_steps(cards, catalog)[:MAX_PROGRAMMES],
        [_pay_step(cards)],
        [_skill_step(card, guidance, catalog) for card in cards],
    )
    texts = (text for group in groups for text in group if text and not privacy.hides(text))
    yield from dict.fromkeys(texts)


def _open_questions(guidance: Guidance) -> Iterator[str]:
    """What to answer first, where too little is known for a role."""
    for question in with_text(guidance).ask_next:
        yield question.text


def _programme_steps(cards: Sequence[RoleCard], catalog: Catalog) -> list[str]:
    """What to ask the providers of the courses that come first, each provider once."""
    steps: dict[str, str] = {}
    for card in cards:
        programme = card.nearest.programme
        if programme is not None and card.match.reach != "now":
            record = catalog.programmes[programme]
            provider = catalog.providers[record.provider].label
            text = phrase("sheet.then.programme", provider=provider, programme=record.label)
            steps.setdefault(record.provider, text)
    return list(steps.values())


def _skill_step(card: RoleCard, guidance: Guidance, catalog: Catalog) -> str:
    """A skill that is only assumed, else one that is missing where no course comes first."""
    essential = {n.skill for n in catalog.roles[card.role].skills if n.need == "essential"}
    assumed = [skill for skill in card.match.assumed if skill in essential]
    missing = card.match.essential_missing if card.match.reach == "now" else ()
    for key, skills in (("assumed", assumed), ("missing", missing)):
        if skills:
            skill = lower_first(guidance.label("skills", skills[0]))
            return phrase(f"sheet.then.{key}", skill=skill)
    return ""


def _pay_step(cards: Sequence[RoleCard]) -> str:
    """The first role whose own pay is not published: employers know it."""
    unpublished = [card for card in cards if card.figures is None or card.figures.kind != "own"]
    return phrase("sheet.then.pay", role=lower_first(unpublished[0].label)) if unpublished else ""


def _people(guidance: Guidance, privacy: _Privacy) -> Iterator[SheetContact]:
    """Whom to ask first; without a name it is the trusted adult of somebody under 18."""
    for suggestion in guidance.people[:MAX_PEOPLE]:
        text = " ".join(s.text or statement_text(s) for s in suggestion.statements)
        address = urlsplit(suggestion.url or "").netloc.removeprefix("www.")
        yield SheetContact(suggestion.label or "", address, privacy.cleared(_shortened(text)))


def _shortened(text: str) -> str:
    """The first sentences of a text that fit; the first one whole in any case."""
    sentences = re.split(r"(?<=[.?!]) +", text)
    offer = sentences[0]
    for sentence in sentences[1:]:
        if len(offer) + len(sentence) + 1 > MAX_OFFER:
            break
        offer = f"{offer} {sentence}"
    return offer


def _questions(profile: Profile, answer: ShortAnswer, *, with_limits: bool) -> Iterator[str]:
    """What to ask every employer, by what the person wants."""
    modes = set(profile.circumstances.work_modes)
    if modes & {"hybrid", "remote"}:
        yield phrase("sheet.ask.home")
    yield phrase("sheet.ask.training" if modes != {"remote"} else "sheet.ask.team")
    yield phrase("sheet.ask.pay")
    if with_limits and answer.limits:
        yield phrase("sheet.ask.limits", limits=answer.limits)


def _small_print(
    cards: Sequence[RoleCard], sources: Sequence[str], guidance: Guidance
) -> Iterator[str]:
    """Sources of the pay, what a striped bar is, and what the sheet is not."""
    kinds = {card.figures.kind for card in cards if card.figures and card.figures.amounts}
    if kinds and sources:
        yield phrase("sheet.small.pay", sources="; ".join(sources))
    if "stand-in" in kinds:
        yield phrase("sheet.small.stand_in")
    if any("(" in card.qualify for card in cards):
        yield phrase("sheet.small.prices")
    yield phrase("sheet.small.what_it_is_not")
    yield phrase("sheet.small.full", fingerprint=guidance.fingerprint[:19])
