"""What could leave the workplace, and what is offered."""

from benchpin import catalog as catalogs
from benchpin.market.telework import role_work_mode

CATALOG = catalogs.load()


def test_what_could_leave_and_what_is_offered_are_two_things() -> None:
    for role, record in CATALOG.roles.items():
        found = role_work_mode(role, CATALOG)
        kinds = [s.kind for s in found.statements]
        assert kinds[0] in ("could-leave-modes", "could-leave-onsite")
        assert found.could.modes == record.could_leave_the_workplace.modes
        if record.offered is None:
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
