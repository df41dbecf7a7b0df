"""Who may do what: the table as each role relies on it, and its two forms held equal."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from desk.cast import OFFICES, SINCE, Cast, actor, set_up_second_factor
from rembuk.casework.models import CaseAssignment, CaseOffice, CaseRow
from rembuk.desk.accounts.models import User
from rembuk.desk.actor import Actor
from rembuk.desk.offices.models import Post
from rembuk.desk.policy import APPROVING_ROLES, DESK_RIGHTS, RELATIONS, TABLE, may, visible_cases, why_not
from rembuk.desk.roles import EVERYWHERE, ROLES, ROLES_OF

EVERY_RIGHT = sorted(TABLE)


def case_at(office: str, case_id: str = "node.1", **fields: Any) -> CaseRow:
    """A case that an office holds."""
    now = timezone.now()
    plain = {"title": "Pencurian ayam", "practice": "police", "stage": "police", "status": "open", "opened_on": SINCE, "changed_at": now}
    row = CaseRow.objects.create(id=case_id, office=office, acts=1, view=b"", view_for="", **plain | fields)
    concerned(row, office, "holds")
    return row


def concerned(case: CaseRow, office: str, basis: str) -> None:
    """Another office has to do with the case."""
    CaseOffice.objects.create(case=case, office=office, basis=basis, changed_at=timezone.now(), opened_on=SINCE)


def assigned(case: CaseRow, user: User, until: date | None = None) -> None:
    """The user works on the case."""
    CaseAssignment.objects.create(case=case, user=user.username, role="facilitator", until=until, changed_at=timezone.now())


@pytest.fixture
def kebumen(cast: Cast) -> CaseRow:
    """A case of Kebumen's police, Ani its investigator."""
    case = case_at("polres-kebumen")
    assigned(case, cast["ani"])
    return case


def rights(user: User, case: CaseRow) -> set[str]:
    """Everything the user may do to the case."""
    return {action for action in EVERY_RIGHT if may(actor(user), action, case)}


def test_the_investigator_of_a_case_sees_it_works_on_it_and_may_reveal_identities(cast: Cast, kebumen: CaseRow) -> None:
    assert rights(cast["ani"], kebumen) == {"see", "act", "reveal_identity"}


def test_an_investigator_loses_the_case_when_the_assignment_ends(cast: Cast) -> None:
    case = case_at("polres-kebumen")
    assigned(case, cast["ani"], until=date(2026, 2, 1))
    assert not rights(cast["ani"], case)


def test_an_officer_of_another_district_may_do_nothing_at_all(cast: Cast, kebumen: CaseRow) -> None:
    assert not rights(cast["fajar"], kebumen)
    assert not any(visible_cases(actor(cast["fajar"]), action).exists() for action in EVERY_RIGHT)


@pytest.mark.parametrize("name", ["budi", "gita", "hadi", "citra", "joko", "dewa", "lia"])
def test_nobody_of_an_office_without_a_part_in_it_sees_the_case(name: str, cast: Cast, kebumen: CaseRow) -> None:
    assert not rights(cast[name], kebumen)


def test_the_head_sees_his_offices_cases_but_approves_only_with_a_second_factor(cast: Cast, kebumen: CaseRow) -> None:
    assert rights(cast["indra"], kebumen) == {"see", "act", "assign", "reveal_identity", "see_numbers"}
    refused = why_not(actor(cast["indra"]), "approve", kebumen)
    assert refused and refused.code == "no-second-factor"
    set_up_second_factor(cast["indra"])
    assert may(actor(cast["indra"]), "approve", kebumen)


def test_exporting_is_a_right_of_its_own(cast: Cast, kebumen: CaseRow) -> None:
    assert not may(actor(cast["indra"]), "export", kebumen)
    Post.objects.filter(user=cast["indra"]).update(may_export=True)
    assert may(actor(cast["indra"]), "export", kebumen)
    Post.objects.filter(user=cast["ani"]).update(may_export=True)
    assert not may(actor(cast["ani"]), "export", kebumen), "the post's mark does not replace the role's right"


def test_an_office_to_which_a_case_is_handed_may_take_it_over(cast: Cast, kebumen: CaseRow) -> None:
    concerned(kebumen, "kejari-kebumen", "handed")
    assert {"see", "act", "assign"} <= rights(cast["gita"], kebumen)
    assert not rights(cast["budi"], kebumen), "a prosecutor sees only what is assigned to him"


def test_an_office_that_held_a_case_may_look_but_no_longer_act(cast: Cast) -> None:
    case = case_at("kejari-kebumen")
    concerned(case, "polres-kebumen", "held")
    assert rights(cast["indra"], case) == {"see"}


def test_the_office_above_sees_a_case_only_when_it_waits_for_its_approval(cast: Cast) -> None:
    case = case_at("kejari-kebumen")
    assert rights(cast["hadi"], case) == {"see_numbers"}
    concerned(case, "kejati-jateng", "approves")
    set_up_second_factor(cast["hadi"])
    assert {"see", "approve"} <= rights(cast["hadi"], case)


def test_the_court_chair_confirms_what_is_handed_to_the_court(cast: Cast) -> None:
    case = case_at("kejari-kebumen")
    concerned(case, "pn-kebumen", "handed")
    set_up_second_factor(cast["joko"])
    assert {"see", "act", "approve", "assign"} <= rights(cast["joko"], case)
    assert not rights(cast["citra"], case)


def test_a_supervisor_sees_signals_and_numbers_below_and_no_case(cast: Cast, kebumen: CaseRow) -> None:
    assert rights(cast["kartika"], kebumen) == {"see_signals", "see_numbers"}
    assert not rights(cast["kartika"], case_at("kejari-kebumen", "node.2"))


def test_an_administrator_administers_and_sees_no_case(cast: Cast, kebumen: CaseRow) -> None:
    assert not rights(cast["lia"], kebumen)
    assert may(actor(cast["lia"]), "administer") and not may(actor(cast["indra"]), "administer")


def test_a_village_head_sees_the_cases_of_his_village_only(cast: Cast, kebumen: CaseRow) -> None:
    assert {"see", "act", "assign"} <= rights(cast["dewa"], case_at("desa-karangsari", "node.2"))
    assert not rights(cast["dewa"], kebumen)


def test_without_a_post_one_may_do_nothing(cast: Cast, kebumen: CaseRow) -> None:
    nobody = Actor(cast["ani"], None)
    assert {why_not(nobody, action, kebumen).code for action in EVERY_RIGHT} == {"no-post"}  # type: ignore[union-attr]
    assert not any(may(nobody, action) for action in DESK_RIGHTS)


def test_a_right_that_the_table_does_not_know_is_our_own_mistake(cast: Cast) -> None:
    with pytest.raises(KeyError):
        may(actor(cast["ani"]), "delete")


def test_the_table_speaks_only_of_roles_and_relations_that_exist() -> None:
    assert {role for rule in TABLE.values() for role in rule} <= ROLES.keys()
    assert {role for roles in DESK_RIGHTS.values() for role in roles} <= ROLES.keys()
    assert {relation for rule in TABLE.values() for relations in rule.values() for relation in relations} <= set(RELATIONS)
    assert {role for roles in ROLES_OF.values() for role in roles} | set(EVERYWHERE) == ROLES.keys()
    assert "administrator" not in APPROVING_ROLES and "supervisor" not in APPROVING_ROLES


def test_whoever_may_act_approve_assign_or_reveal_may_also_see() -> None:
    for action in ("act", "approve", "assign", "reveal_identity", "export"):
        for role, relations in TABLE[action].items():
            seen_as = {"assigned" if relation == "assigned_here" else relation for relation in relations}
            assert seen_as <= TABLE["see"].get(role, frozenset()), f"{role} may {action} what he cannot see"


def _generated_cases(chance: random.Random, users: list[User]) -> Iterator[CaseRow]:
    for number in range(12):
        case = case_at(chance.choice(list(OFFICES)), f"node.{number + 100}", shielded=chance.random() < 0.3)
        for office in chance.sample(sorted(set(OFFICES) - {case.office}), chance.randrange(4)):
            concerned(case, office, chance.choice(["held", "handed", "approves"]))
        for user in chance.sample(users, chance.randrange(4)):
            assigned(case, user, chance.choice([None, None, date(2026, 3, 1)]))
        yield case


@pytest.mark.parametrize("seed", range(3))
def test_what_one_may_do_and_the_list_of_what_one_may_do_it_to_are_the_same(seed: int, cast: Cast) -> None:
    chance = random.Random(seed)
    cases = list(_generated_cases(chance, list(cast.values())))
    for user in chance.sample(list(cast.values()), 3):
        if chance.random() < 0.5:
            set_up_second_factor(user)
        for post in user.posts.select_related("office"):
            post.may_export = chance.random() < 0.5
            # Every role in every office, also where no institution has it: the table must not depend on good data.
            for role in ROLES:
                post.role = role
                acting = Actor(user, post)
                for action in EVERY_RIGHT:
                    listed = set(visible_cases(acting, action).values_list("pk", flat=True))
                    assert listed == {case.pk for case in cases if may(acting, action, case)}, f"{user.username} as {role}: {action}"
