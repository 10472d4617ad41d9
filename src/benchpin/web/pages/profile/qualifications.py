"""How schooling and certificates were read, in the review, and the names to pick from."""

from functools import lru_cache
from typing import Any

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadInput
from benchpin.profile import Profile
from benchpin.profile.qualification_names import find_diploma, similar_qualification
from benchpin.web.app.messages import message

PARTS = ("education", "certificates")


def entry_rows(profile: Profile, part: str, catalog: Catalog) -> list[dict[str, Any]]:
    """The entries of a part, each with what it was read as, or else what it may be."""
    rows: list[dict[str, Any]] = []
    for index, entry in enumerate(getattr(profile, part)):
        row: dict[str, Any] = {"entry": entry, "index": index, "read_as": None, "similar": None}
        if entry.qualification:
            row["read_as"] = catalog.qualifications[entry.qualification].label
        elif diploma := find_diploma(entry.what, catalog):
            row["read_as"] = f"{diploma.diploma} ({catalog.places[diploma.country]})"
        elif similar_id := similar_qualification(entry.what, catalog):
            row["similar"] = (similar_id, catalog.qualifications[similar_id].label)
        rows.append(row)
    return rows


@lru_cache(maxsize=4)
def qualification_labels(catalog: Catalog) -> tuple[str, ...]:
    """The labels of all qualifications and the names of diplomas from abroad, sorted."""
    labels = {record.label for record in catalog.qualifications.values()}
    return tuple(sorted(labels | {diploma.diploma for diploma in catalog.foreign_diplomas}))


@lru_cache(maxsize=64)
def qualification_picks(catalog: Catalog, country: str) -> tuple[tuple[str, str], ...]:
    """The trade's qualifications of a country and the international ones, as choices by label."""
    picks = (
        (identity, record.label)
        for identity, record in catalog.qualifications.items()
        if not record.outside_trade and (not record.country or country in record.country)
    )
    return tuple(sorted(picks, key=lambda pick: pick[1].casefold()))


def with_qualification(profile: Profile, target: str, catalog: Catalog) -> Profile:
    """The profile with a qualification confirmed for an entry: `education.0.gia-gg`."""
    part, index, qualification = confirmed_entry(profile, target, catalog)
    entries = list(getattr(profile, part))
    entries[index] = entries[index].model_copy(update={"qualification": qualification})
    return profile.model_copy(update={part: tuple(entries)})


def confirmed_entry(profile: Profile, target: str, catalog: Catalog) -> tuple[str, int, str]:
    """The part, index and qualification that a target names; BadInput where one is not there."""
    part, _, place = target.partition(".")
    index, _, qualification = place.partition(".")
    if (
        part not in PARTS
        or not index.isdecimal()
        or int(index) >= len(getattr(profile, part))
        or qualification not in catalog.qualifications
    ):
        raise BadInput(message("person.review.nothing_chosen"))
    return part, int(index), qualification
