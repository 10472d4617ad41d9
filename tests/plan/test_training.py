"""What teaches what is missing."""

from benchpin import catalog as catalogs
from benchpin.guidance.place import nearness_of_areas
from benchpin.plan import is_within_reach, plan_training, programme_option, total_price
from benchpin.profile import Profile, from_table
from benchpin.reference import open as open_reference

CATALOG = catalogs.load()
ALL_OF = {role: tuple(n.skill for n in r.skills) for role, r in CATALOG.roles.items()}


def somebody(**terms: object) -> Profile:
    return from_table({"circumstances": terms}, CATALOG)


def test_every_programme_named_teaches_the_skill_and_is_not_closed() -> None:
    for role, lacking in ALL_OF.items():
        plan = plan_training(role, lacking, somebody(country="US"), CATALOG)
        cards = {option.programme: option for option in plan.options}
        for closing in plan.closes:
            for programme in closing.programmes:
                record = CATALOG.programmes[programme]
                assert record.status in ("open", "unverified")
                assert closing.skill in CATALOG.qualifications[record.qualification].teaches
                assert programme in cards
        assert set(plan.uncovered).isdisjoint(c.skill for c in plan.closes)
        assert {c.skill for c in plan.closes} | set(plan.uncovered) == set(lacking)


def test_a_part_never_counts_as_a_price_of_the_whole() -> None:
    for programme in CATALOG.programmes.values():
        price = total_price(programme)
        if price is not None:
            assert (price.covers, price.per) == ("tuition", "whole")
            assert price.year is not None


def test_a_price_without_a_year_is_told_without_the_number() -> None:
    undated = [
        i
        for i, p in CATALOG.programmes.items()
        if p.prices and not any(price.year for price in p.prices)
    ]
    assert undated
    for programme in undated:
        option = programme_option(programme, somebody(country="US"), CATALOG)
        kinds = [s.kind for s in option.statements]
        assert "programme-price-undated" in kinds
        assert option.total is None
        assert not any("amount" in s.values for s in option.statements)


def test_budget_is_compared_only_in_its_own_currency() -> None:
    priced = next(
        i
        for i, p in CATALOG.programmes.items()
        if ((price := total_price(p)) and price.currency == "GBP")
    )
    assert (
        programme_option(priced, somebody(country="GB", budget=10**6), CATALOG).within_budget
        is True
    )
    assert (
        programme_option(priced, somebody(country="GB", budget=1), CATALOG).within_budget is False
    )
    assert (
        programme_option(priced, somebody(country="US", budget=10**6), CATALOG).within_budget
        is None
    )
    assert programme_option(priced, somebody(country="GB"), CATALOG).within_budget is None


def test_programmes_abroad_stand_only_where_there_is_none_at_home_or_online_and_say_so() -> None:
    here = somebody(country="GB")
    for role, lacking in ALL_OF.items():
        plan = plan_training(role, lacking, here, CATALOG)
        cards = {option.programme: option for option in plan.options}
        for closing in plan.closes:
            near = {is_within_reach(CATALOG.programmes[p], here) for p in closing.programmes}
            assert len(near) == 1
            for programme in closing.programmes:
                kinds = [s.kind for s in cards[programme].statements]
                assert ("programme-abroad" in kinds) == (near == {False})


def test_nothing_is_offered_that_a_held_qualification_covers() -> None:
    assert CATALOG.qualifications_covered(["gia-gg"]) >= {"gia-gg", "gia-gd", "gia-gcs"}
    assert CATALOG.qualifications_covered(["ja-cmbj"]) >= {"ja-cbj", "ja-cbbj"}
    assert CATALOG.qualifications_covered([]) == frozenset()
    here = somebody(country="US")
    for award in ("gia-gg", "dca-dip", "ja-cmbj", "wostep-cw21", "gema-dip"):
        held = CATALOG.qualifications_covered([award])
        for role, lacking in ALL_OF.items():
            plan = plan_training(role, lacking, here, CATALOG, awards=frozenset([award]))
            assert held.isdisjoint(option.qualification for option in plan.options), (award, role)


def test_a_skill_of_the_bench_that_no_program_lists_is_learned_at_work() -> None:
    plan = plan_training("bench-jeweler", ALL_OF["bench-jeweler"], somebody(country="US"), CATALOG)
    assert "earring-repair" in plan.uncovered
    assert set(plan.at_work) <= set(plan.uncovered)
    for skill in plan.uncovered:
        category = CATALOG.skills[skill].category
        at_work = category in CATALOG.weights.training.learned_at_work
        assert (skill in plan.at_work) == at_work


def test_no_test_is_offered_as_a_way_to_learn() -> None:
    for role, lacking in ALL_OF.items():
        plan = plan_training(role, lacking, somebody(country="US"), CATALOG)
        for option in plan.options:
            assert CATALOG.qualifications[option.qualification].teaches, option.programme


def test_a_course_of_another_trade_is_offered_only_for_the_roles_that_it_names() -> None:
    outside = {i for i, q in CATALOG.qualifications.items() if q.outside_trade}
    assert "dmacc-fashion-buying" in outside
    offered = set()
    for role, lacking in ALL_OF.items():
        for option in plan_training(role, lacking, somebody(country="US"), CATALOG).options:
            if option.qualification in outside:
                offered.add(option.qualification)
                assert role in CATALOG.qualifications[option.qualification].roles
    assert offered


def test_a_skill_that_differs_by_role_is_taught_by_what_is_for_the_role() -> None:
    for role, taught in (("diamond-grader", True), ("product-photographer", False)):
        plan = plan_training(role, ("colour-vision",), somebody(country="US"), CATALOG)
        assert bool(plan.closes) is taught, role


def test_programs_near_somebody_come_before_those_far_away() -> None:
    reference = open_reference()
    boston = nearness_of_areas(reference.area("Boston"), reference)
    assert boston["Boston-Cambridge-Newton, MA-NH"] == "area"
    assert boston["Providence-Warwick, RI-MA"] == "state"
    assert "Dallas-Fort Worth-Arlington, TX" not in boston
    assert not nearness_of_areas(reference.area(None), reference)
    skills = ALL_OF["bench-jeweler"]
    for nearness in (boston, nearness_of_areas(reference.area("Dallas"), reference)):
        near_first = plan_training("bench-jeweler", skills, somebody(), CATALOG, nearness=nearness)
        options = {option.programme: option for option in near_first.options}
        assert any(option.near for option in options.values())
        for closure in near_first.closes:
            # Of programs that are alike in status, those out of reach come last.
            is_far = [
                options[i].near is None
                and not {"online", "self-study"} & set(CATALOG.programmes[i].study_mode)
                for i in closure.programmes
                if options[i].status == "open"
            ]
            assert is_far == sorted(is_far)
