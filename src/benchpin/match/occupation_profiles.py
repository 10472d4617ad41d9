"""A role's profile from its published occupations: interests, work values, usual education."""

from benchpin.catalog import Catalog
from benchpin.facts import Role
from benchpin.profile import INTERESTS, VALUES

_ENTRY_EDUCATION = {
    "no formal educational credential": "none",
    "high school diploma or equivalent": "high-school",
    "some college, no degree": "some-college",
    "postsecondary nondegree award": "certificate",
    "associate's degree": "associate",
    "bachelor's degree": "bachelor",
    "master's degree": "master",
    "doctoral or professional degree": "doctorate",
}
_VALUE_MEASURES = {
    "achievement": "value-achievement",
    "autonomy": "value-independence",
    "recognition": "value-recognition",
    "relationships": "value-relationships",
    "support": "value-support",
    "working-conditions": "value-working-conditions",
}


def share_at(position: int, shares: tuple[float, ...]) -> float:
    """The weight of the occupation at a position of a role's list, which has the nearest first."""
    return shares[min(position, len(shares) - 1)]


def interest_profile(role: Role, catalog: Catalog) -> tuple[float, ...] | None:
    """A role's six interests, R I A S E C, on O*NET's scale of 1 to 7.

    The O*NET figures of its occupations, adjusted where the role's file says that it differs from
    them; for a role with only a proxy occupation our judgement, and None where the file has none.
    """
    judged = role.interests_judged
    if judged is not None:
        return tuple(float(getattr(judged, name)) for name in INTERESTS)
    scores = _occupation_scores(role, catalog, tuple(f"interest-{name}" for name in INTERESTS))
    if scores is None or role.interests_differ is None:
        return scores
    adjustments = {str(name): amount for name, amount in role.interests_differ.by.items()}
    return tuple(
        # Adjusted scores stay on O*NET's scale of 1 to 7.
        min(7.0, max(1.0, score + adjustments.get(name, 0.0)))
        for name, score in zip(INTERESTS, scores, strict=True)
    )


def value_profile(role: Role, catalog: Catalog) -> tuple[float, ...] | None:
    """A role's six O*NET Work Values on a scale of 1 to 7; None where the data lacks them."""
    return _occupation_scores(role, catalog, tuple(_VALUE_MEASURES[name] for name in VALUES))


def _occupation_scores(
    role: Role, catalog: Catalog, measures: tuple[str, ...]
) -> tuple[float, ...] | None:
    """A role's scores on some O*NET measures (1 to 7): the mean over its occupations, by share.

    None where the data lacks them; the figures of a proxy occupation are not used.
    """
    if role.occupations.applies == "proxy":
        return None
    total = [0.0] * len(measures)
    shares = 0.0
    for position, code in enumerate(role.occupations.onet2019):
        figures = {f.measure: f.low for f in catalog.figures_by_subject.get(f"onet/{code}", ())}
        if all(measure in figures for measure in measures):
            share = share_at(position, catalog.weights.occupation_shares)
            shares += share
            total = [t + share * figures[m] for t, m in zip(total, measures, strict=True)]
    return tuple(t / shares for t in total) if shares else None


def usual_education(role: Role, catalog: Catalog) -> str | None:
    """The typical entry-level education of a role's nearest occupation, according to BLS.

    One of EDUCATION; None for a role with only a proxy occupation, and where BLS names none.
    """
    if role.occupations.applies == "proxy":
        return None
    for soc in role.occupations.soc2018[:1]:
        entry = catalog.entries.get(soc)
        if entry is not None:
            return _ENTRY_EDUCATION.get(entry.education.lower())
    return None
