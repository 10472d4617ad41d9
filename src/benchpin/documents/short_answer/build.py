"""The short answer made from guidance: which roles stand in which group, and in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchpin.catalog import Catalog
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.short_answer.cards import role_card
from benchpin.documents.short_answer.headline import (
    about_line,
    headline,
    lede,
    limits_text,
    term_rows,
)
from benchpin.documents.short_answer.model import (
    CardGroup,
    PayFigures,
    PayScale,
    RoleCard,
    ShortAnswer,
    Step,
)
from benchpin.documents.short_answer.pay import pay_figures, pay_scale
from benchpin.documents.short_answer.qualify import Searcher
from benchpin.guidance import Guidance, nearness_of_areas, role_step
from benchpin.match import Match
from benchpin.profile import Profile
from benchpin.reference import Area, Reference
from benchpin.reference.bibliography import bibliography_entry
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import is_under_18, short_text

CARD_GROUPS = ("now", "train", "later")
GROUPS = (*CARD_GROUPS, "outside")
MAX_CARDS = {"now": 2, "train": 2, "later": 1, "outside": 3}
"""How many roles of a group are shown at once; the others are folded."""
MAX_AT_ONCE, MAX_AT_ONCE_NEWCOMER = 4, 3
"""How many cards are shown at once in all: to somebody without work behind them, fewer."""
MAX_REQUESTED = 4
"""Of so many roles that were asked about the cards are always shown."""
MIN_CARDS = 3
"""Where less points to so few roles more strongly, those that interests alone point to are shown
too."""


@dataclass(frozen=True, slots=True)
class _CardBuilder:
    """Makes the cards of one person; `catalog` is that of their country."""

    profile: Profile
    guidance: Guidance
    catalog: Catalog
    reference: Reference
    area: Area | None
    minimum: float | None
    searcher: Searcher

    def figures(self, role: str) -> PayFigures | None:
        """The pay of a role where the person is."""
        if self.area is None:
            return None
        return pay_figures(role, self.area, self.catalog, self.reference)

    def scale(self, roles: Iterable[str]) -> PayScale | None:
        """The scale on which the bars of some roles stand."""
        return pay_scale((self.figures(role) for role in roles), self.minimum)

    def card(self, match: Match, scale: PayScale | None) -> RoleCard:
        """The card of a role."""
        return role_card(
            match,
            profile=self.profile,
            guidance=self.guidance,
            searcher=self.searcher,
            figures=self.figures(match.role),
            scale=scale,
            minimum=self.minimum,
            catalog=self.catalog,
        )


def _card_builder(
    profile: Profile, guidance: Guidance, catalog: Catalog, reference: Reference
) -> _CardBuilder:
    catalog = catalog.in_country(profile.circumstances.country)
    area = _area(guidance, reference)
    awards = catalog.qualifications_covered(
        {coded.qualification for coded in guidance.qualifications if coded.qualification}
    )
    searcher = Searcher(profile, nearness_of_areas(area, reference), awards)
    minimum = _minimum(profile) if area else None
    return _CardBuilder(profile, guidance, catalog, reference, area, minimum, searcher)


def short_answer(
    profile: Profile,
    guidance: Guidance,
    catalog: Catalog,
    reference: Reference,
    *,
    chosen: Sequence[str] = (),
) -> ShortAnswer:
    """The short answer for a person, from their profile and the guidance that was made for it.

    The step leads to the last of the `chosen` roles, if there are any, whatever their rank.
    """
    builder = _card_builder(profile, guidance, catalog, reference)
    first, folded = _selected(profile, guidance.matches)
    ordered = [match for key in GROUPS for match in first[key]]
    scale = builder.scale(match.role for match in ordered)
    # Only what is shown as a card has a bar; the others stand in rows.
    with_bar = {match.role for match in ordered}
    cards = {
        match.role: builder.card(match, scale if match.role in with_bar else None)
        for match in guidance.matches
    }
    return ShortAnswer(
        about=about_line(profile, guidance),
        headline=headline(profile, guidance, ordered, builder.catalog),
        lede=lede(profile, guidance, ordered, builder.catalog, builder.figures),
        step=_step(profile, guidance, chosen, builder.catalog),
        groups=tuple(_group(key, first[key], folded[key], cards) for key in GROUPS),
        further=tuple(cards[match.role] for match in folded["none"]),
        terms=term_rows(profile, guidance),
        limits=limits_text(profile),
        scale=scale,
    )


def card_alone(
    role: str, profile: Profile, guidance: Guidance, catalog: Catalog, reference: Reference
) -> tuple[RoleCard | None, PayScale | None]:
    """The card of one role, with a scale of its own; None where nothing is ranked."""
    match = next((match for match in guidance.matches if match.role == role), None)
    if match is None:
        return None, None
    builder = _card_builder(profile, guidance, catalog, reference)
    scale = builder.scale([role])
    return builder.card(match, scale), scale


def _area(guidance: Guidance, reference: Reference) -> Area | None:
    """The area whose figures are used; None abroad."""
    place = guidance.market.area
    if place is None:
        return None
    return next(
        (area for area in (reference.area(None), *reference.areas) if area.code == place.code), None
    )


def _minimum(profile: Profile) -> float | None:
    """The least yearly pay in US dollars; None where it is not set, or in other money."""
    circumstances = profile.circumstances
    if circumstances.minimum_pay is None or circumstances.currency not in (None, "USD"):
        return None
    return circumstances.minimum_pay


def _selected(
    profile: Profile, matches: Sequence[Match]
) -> tuple[dict[str, list[Match]], dict[str, list[Match]]]:
    """The roles that are shown at once and those that are folded, by group.

    What was asked about comes first and is always shown. Where more would be shown at once than a
    first look holds, the second role of a group goes, of those after training first. Roles that
    interests alone point to are shown where few others are; those to which nothing points (`none`)
    are folded.
    """
    requested = profile.aims.roles[:MAX_REQUESTED]
    is_strong = {m.role: m.strength in ("asked", "own", "any") for m in matches}
    strong_count = sum(is_strong[m.role] and bool(m.signs) and not m.breaks for m in matches)
    first: dict[str, list[Match]] = {key: [] for key in GROUPS}
    folded: dict[str, list[Match]] = {key: [] for key in (*GROUPS, "none")}
    by_group: dict[str, list[Match]] = {key: [] for key in GROUPS}
    for match in matches:
        if match.signs or match.role in requested:
            by_group[match.group].append(match)
        else:
            folded["outside" if match.breaks else "none"].append(match)
    for key, group in by_group.items():
        group.sort(key=lambda match: match.role not in requested)
        for match in group:
            is_weak = not match.breaks and not is_strong[match.role] and strong_count >= MIN_CARDS
            is_next = len(first[key]) < MAX_CARDS[key] and not is_weak
            (first if match.role in requested or is_next else folded)[key].append(match)
    card_limit = MAX_AT_ONCE if profile.experience else MAX_AT_ONCE_NEWCOMER
    for key in ("train", "now"):
        while sum(len(first[k]) for k in CARD_GROUPS) > card_limit and len(first[key]) > 1:
            if first[key][-1].role in requested:
                break
            folded[key].insert(0, first[key].pop())
    return first, folded


def _group(
    key: str, first_matches: Sequence[Match], folded: Sequence[Match], cards: Mapping[str, RoleCard]
) -> CardGroup:
    count = len(first_matches) + len(folded)
    number = phrase("short.groups.one" if count == 1 else "short.groups.many", count=count)
    amount = "none" if not count else "one" if count == 1 else "many"
    return CardGroup(
        key=key,
        heading=phrase(f"short.groups.{key}"),
        sentence=phrase(f"short.groups.{key}_{amount}", count=count),
        station=phrase(f"short.groups.{key}_station"),
        count=number if count else phrase("short.groups.no_role"),
        first=tuple(cards[match.role] for match in first_matches),
        more=tuple(cards[match.role] for match in folded),
    )


def _step(profile: Profile, guidance: Guidance, chosen: Sequence[str], catalog: Catalog) -> Step:
    """The step for this week in its short words, and the role that it leads to."""
    step = guidance.next_step
    match = next((m for m in guidance.matches if chosen and m.role == chosen[-1]), None)
    if match is not None:
        step = role_step(match, profile, catalog)
    label = step.values.get("role")
    role = label.from_.split("/")[1] if label and label.from_.startswith("catalog:roles/") else None
    return Step(short_text(step, with_adult=is_under_18(guidance)), role)


def card_footnotes(
    guidance: Guidance, cards: Sequence[RoleCard], catalog: Catalog, reference: Reference
) -> Footnotes:
    """Footnotes that know the sources of the cards too, beside those of the guidance."""
    cited = {source for card in cards for source in card.sources} - set(guidance.sources)
    added = {source: bibliography_entry(source, catalog, reference) for source in sorted(cited)}
    return Footnotes({**guidance.sources, **added})
