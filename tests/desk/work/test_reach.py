"""Who finds which case in the lists: as far as the policy table reaches, and not a step further."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from desk.cast import OFFICES, Cast
from desk.conftest import SignedIn
from desk.work.office_day import OfficeDay
from rembuk.casework.listing import SORTS, Wanted, cases, search, within
from rembuk.casework.models import NARROWING, CaseAssignment, CaseKey, CaseOffice, CaseRow
from rembuk.desk.actor import Actor
from rembuk.desk.policy import TABLE, visible_cases
from rembuk.desk.roles import ROLES
from rembuk.desk.work.reach import reach_of

LISTED = ("assigned", "own", "held", "handed", "approves")


def any_cases(chance: random.Random, cast: Cast, count: int) -> list[CaseRow]:
    """Cases in any office, with any other offices and people in them, some changed at the same moment."""
    made = []
    for number in range(count):
        office, moment = chance.choice(list(OFFICES)), timezone.now() - timedelta(minutes=chance.randrange(8))
        row = CaseRow.objects.create(
            id=f"node.{number}", title=f"Perkara {number}", veiled_title=f"Perkara {number}",
            practice=chance.choice(["general", "traffic"]), stage=chance.choice(["police", "court"]), office=office,
            status=chance.choice(["open", "rj"]), shielded=chance.random() < 0.3, opened_on=date(2026, 1, chance.randint(1, 28)),
            changed_at=moment, due_on=chance.choice([None, date(2026, 3, chance.randint(1, 9))]), finding=chance.choice(["eligible", "unknown"]),
            acts=1, view=b"", view_for="",
        )  # fmt: skip
        bases = {office: "holds"} | {other: chance.choice(["held", "handed", "approves"]) for other in chance.sample(sorted(OFFICES), 2) if other != office}
        for place, basis in bases.items():
            CaseOffice.objects.create(case=row, office=place, basis=basis, changed_at=moment, **{name: getattr(row, name) for name in NARROWING})
            CaseKey.objects.create(case=row, key=f"perkara {number}", kind="name", office=place, shielded=row.shielded)
        for user in chance.sample(sorted(cast), chance.randrange(4)):
            CaseAssignment.objects.create(case=row, user=user, role="", until=chance.choice([None, None, date(2026, 2, 2)]), changed_at=moment)
        made.append(row)
    return made


def everybody(cast: Cast) -> list[Actor]:
    """Every role in some office, whether or not its institution has it."""
    out = []
    for place, role in enumerate(ROLES):
        user = cast[sorted(cast)[place % len(cast)]]
        post = user.posts.select_related("office").get()
        post.role = role
        out.append(Actor(user, post))
    return out


@pytest.mark.parametrize("seed", range(3))
def test_the_list_holds_exactly_what_the_policy_lets_one_see(seed: int, cast: Cast) -> None:
    any_cases(random.Random(seed), cast, 30)
    for acting in everybody(cast):
        wanted = set(visible_cases(acting, "see").values_list("pk", flat=True))
        assert {line.id for line in cases(reach_of(acting), Wanted(), size=100).lines} == wanted, acting.role
        assert within(reach_of(acting), dict(CaseRow.objects.values_list("pk", "office"))) == wanted, acting.role


def test_every_relation_by_which_a_case_is_seen_is_one_the_lists_know() -> None:
    assert {relation for relations in TABLE["see"].values() for relation in relations} <= set(LISTED)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("sort", sorted(SORTS))
def test_page_after_page_shows_every_case_exactly_once(seed: int, sort: str, cast: Cast) -> None:
    any_cases(random.Random(seed), cast, 40)
    for acting in everybody(cast):
        shown, place = [], None
        while True:
            page = cases(reach_of(acting), Wanted(sort=sort), size=3, after=place)
            shown += [line.id for line in page.lines]
            place = page.next
            if place is None:
                break
        wanted = visible_cases(acting, "see")
        if sort == "due":
            wanted = wanted.exclude(due_on=None)
        assert len(shown) == len(set(shown)) and set(shown) == set(wanted.values_list("pk", flat=True)), acting.role


NARROWED = {
    "stage": (Wanted(stage="police"), Q(stage="police")), "open, by due day": (Wanted("due", status="open"), Q(status="open", due_on__isnull=False)),
    "closed": (Wanted("opened", status="closed"), ~Q(status="open")), "finding": (Wanted(finding="eligible"), Q(finding="eligible")),
    "late": (Wanted(late_on=date(2026, 3, 5)), Q(due_on__lt=date(2026, 3, 5))), "practice": (Wanted(practice="traffic"), Q(practice="traffic")),
    "opened": (Wanted(opened_from=date(2026, 1, 9), opened_to=date(2026, 1, 20)), Q(opened_on__range=(date(2026, 1, 9), date(2026, 1, 20)))),
}  # fmt: skip


@pytest.mark.parametrize("narrowed", sorted(NARROWED))
def test_what_narrows_a_list_says_the_same_by_every_relation(narrowed: str, cast: Cast) -> None:
    any_cases(random.Random(7), cast, 40)
    asked, told = NARROWED[narrowed]
    for acting in everybody(cast):
        wanted = set(visible_cases(acting, "see").filter(told).values_list("pk", flat=True))
        assert {line.id for line in cases(reach_of(acting), asked, size=100).lines} == wanted, acting.role


@pytest.mark.parametrize("seed", range(2))
def test_a_search_finds_what_one_sees_but_shielded_names_only_for_those_who_may_reveal_them(seed: int, cast: Cast) -> None:
    any_cases(random.Random(seed), cast, 30)
    for acting in everybody(cast):
        found = {line.id for line in search(reach_of(acting), "perkara", Wanted(), size=100).lines}
        open_names = set(visible_cases(acting, "see").filter(shielded=False).values_list("pk", flat=True))
        assert found == open_names | set(visible_cases(acting, "reveal_identity").values_list("pk", flat=True)), acting.role


def test_a_facilitator_of_another_case_in_the_same_office_sees_neither_the_case_nor_its_work(day: OfficeDay, cast: Cast, signed_in: SignedIn) -> None:
    day.case("ani", "Penganiayaan ringan di pasar")
    user = type(cast["ani"]).objects.create_user("agus", full_name="Agus")
    post = cast["ani"].posts.get()
    post.pk, post.user = None, user
    post.save()
    cast["agus"] = user
    for address in ("/kerja/", "/perkara/", "/perkara/?cari=Slamet"):
        assert "Penganiayaan" in signed_in("ani").get(address).content.decode(), address
        assert "Penganiayaan" not in signed_in("agus").get(address).content.decode(), address


@pytest.mark.parametrize("address", ["/kerja/", "/perkara/", "/perkara/?cari=Slamet", "/perkara/?cari=Penganiayaan", "/perkara/?kantor=polres-kebumen"])
def test_another_office_learns_nothing(address: str, day: OfficeDay, signed_in: SignedIn) -> None:
    day.case("ani", "Penganiayaan ringan di pasar")
    shown = signed_in("fajar").get(address).content.decode()
    assert "ringan di pasar" not in shown and "Slamet Riyadi" not in shown


def test_the_name_of_a_child_finds_nothing_for_an_office_that_once_held_the_case(day: OfficeDay, signed_in: SignedIn) -> None:
    case = day.child_case("ani", "Perkelahian Rangga Pratama")
    assert "1 Perkelahian" not in signed_in("indra").get("/perkara/?cari=Rangga").content.decode()
    assert case in signed_in("indra").get("/perkara/?cari=Rangga").content.decode()
    handed = {"to_office": "kejari-kebumen", "to_stage": "prosecution", "handover_reason": "tahap_ii", "on": day.today}
    day.do("ani", case, ("handed_over", handed))
    assert case not in signed_in("indra").get("/perkara/?cari=Rangga").content.decode()
    assert case in signed_in("indra").get(f"/perkara/?cari={case}").content.decode()


def test_a_shielded_case_is_listed_without_the_names_in_its_title(day: OfficeDay, signed_in: SignedIn) -> None:
    day.child_case("ani", "Perkelahian Rangga Pratama dengan Slamet")
    for address in ("/perkara/", "/kerja/"):
        shown = signed_in("ani").get(address).content.decode()
        assert "Perkelahian RP" in shown and "Rangga" not in shown, address


def test_the_office_above_lists_an_office_below_without_names_and_without_a_way_in(day: OfficeDay, signed_in: SignedIn) -> None:
    case = day.case("ani", "Pencurian oleh Slamet Riyadi")
    shown = signed_in("kartika").get("/perkara/?kantor=polres-kebumen").content.decode()
    assert "Pencurian oleh SR" in shown and "Slamet" not in shown and f"/perkara/{case}/" not in shown
    assert "Pencurian" not in signed_in("kartika").get("/perkara/").content.decode()
