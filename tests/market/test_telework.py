"""What could leave the workplace, and what is offered."""

from benchpin import catalog as catalogs
from benchpin.market.telework import role_work_mode, social_interaction
from benchpin.wording.statements import statement_text

CATALOG = catalogs.load()


def said(role: str) -> dict[str, str]:
    """The text of each statement on a role's work modes, by its kind."""
    return {s.kind: statement_text(s) for s in role_work_mode(role, CATALOG).statements}


def test_what_could_leave_and_what_is_offered_are_two_things() -> None:
    for role, record in CATALOG.roles.items():
        found = role_work_mode(role, CATALOG)
        kinds = [s.kind for s in found.statements]
        assert kinds[0] in ("could-leave-modes", "could-leave-onsite")
        assert found.could.modes == record.could_leave_the_workplace.modes
        if not any(offered.of == "role" for offered in record.offered):
            assert found.offered is None
            onsite = "-onsite" if found.could.modes == ("onsite",) else ""
            assert f"offered-not-measured{onsite}" in kinds


def test_our_judgement_is_marked_as_such() -> None:
    for role, record in CATALOG.roles.items():
        leave = record.could_leave_the_workplace
        found = role_work_mode(role, CATALOG)
        assert found.could.source == (leave.source if leave.basis == "source" else "benchpin")


def test_gem_work_is_not_called_remote() -> None:
    for role in ("gemologist", "diamond-grader", "gem-cutter", "rough-sorter"):
        assert role_work_mode(role, CATALOG).could.modes == ("onsite",)


def test_what_ties_a_role_to_the_workplace_is_said_by_how_far_it_holds() -> None:
    grader = said("diamond-grader")
    assert grader["gates-most"].endswith(
        "holding or working on the piece; tools, machines or systems that stand there; and stock "
        "that stays locked up or under guard."
    )
    assert "gates-core" in said("appraiser")
    assert "gates-part" in said("virtual-sales")
    assert "gates-none" in said("render-artist")


def test_a_hybrid_week_is_told_where_one_is_possible_and_only_there() -> None:
    for role, record in CATALOG.roles.items():
        kinds = set(said(role))
        hybrid = "hybrid" in record.could_leave_the_workplace.modes
        assert ({"hybrid-week", "remote-entry"} <= kinds) == hybrid, role
        assert {"hybrid-week", "remote-entry"} & kinds == set() or hybrid, role


def test_a_share_is_said_to_be_of_every_trade_and_whether_it_was_confirmed() -> None:
    care = said("customer-care")
    assert "in every trade" in care["offered-occupation"]
    assert "2022" in care["offered-occupation"]
    assert "not confirmed in the survey's own file" in care["offered-occupation-unconfirmed"]
    assert "2023" in care["offered-occupation-unconfirmed"]
    assert "offered-not-measured" in care


def test_what_one_employer_does_is_dated_where_the_date_is_known() -> None:
    assert said("virtual-sales")["offered-seen-in"].startswith("Seen with an employer in 2020: ")
    assert said("supply-chain")["offered-seen"].startswith("Seen with an employer: ")


def test_talk_with_others_is_of_the_nearest_occupation_or_missing() -> None:
    figure = social_interaction("sales-associate", CATALOG)
    assert figure is not None
    assert figure.subject == "soc/41-2031"
    assert role_work_mode("sales-associate", CATALOG).social == figure.low
    assert "social-talk" in said("sales-associate")
    for role, record in CATALOG.roles.items():
        if record.occupations.applies == "proxy":
            assert social_interaction(role, CATALOG) is None
    assert role_work_mode("bench-jeweler", CATALOG).social is None
