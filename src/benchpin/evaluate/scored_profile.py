"""The scores and entries of a profile, as guidance computes them, without reasons and words."""

from datetime import date

from benchpin.catalog import Catalog
from benchpin.guidance import title_reader
from benchpin.guidance.place import figure_area, read_place, with_settled_place
from benchpin.match import ScoreTable, resolve_candidate, score_roles
from benchpin.profile import Profile
from benchpin.reference import Reference


def score_profile(
    profile: Profile, catalog: Catalog, reference: Reference, as_of: date
) -> ScoreTable:
    """The scores of all roles for a profile, and how each is entered."""
    place = read_place(profile, reference)
    profile = with_settled_place(profile, place)
    coder = title_reader(catalog, reference)
    catalog = catalog.in_country(profile.circumstances.country)
    candidate = resolve_candidate(profile, catalog, reference, coder, as_of)
    area = figure_area(profile, place, reference)
    return score_roles(candidate, catalog, reference, area=area)
