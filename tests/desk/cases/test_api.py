"""The interface for programs: the same declaration, policy and record."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.test import Client
from django.utils import timezone

from desk.cases.story import Story, day
from desk.cast import Cast, set_up_second_factor
from desk.conftest import SignedIn
from rembuk.desk.accounts.models import ApiToken, User
from rembuk.desk.accounts.tokens import give_token
from rembuk.record.kinds import declaration


def send(client: Client, case: str, sent: Any) -> Any:
    return client.post(f"/api/perkara/{case}/perbuatan/", sent, content_type="application/json")


def test_every_kind_is_told_with_its_fields(signed_in: SignedIn) -> None:
    told = signed_in("ani").get("/api/perbuatan/").json()
    assert {one["kind"] for one in told["acts"]} == set(declaration().kinds)
    signed = next(one for one in told["acts"] if one["kind"] == "agreement_signed")
    assert {"name": "agreement", "type": "ref", "required": True}.items() <= signed["fields"][0].items()
    assert told["choices"]["proof"]["thumbprint"]["en"] == "Thumbprint with two witnesses"


def test_an_act_is_done_once_and_shows_in_the_case(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    heads = client.get(f"/api/perkara/{case}/").json()["seen"]
    sent = {"kind": "party_added", "fields": {"role": "victim", "name": "Eka"}, "seen": heads, "token": "t" * 24}
    first, second = send(client, case, sent), send(client, case, sent)
    assert first.status_code == 201 and first.json()["acts"][0]["author"]["user"] == "ani"
    assert second.status_code == 200 and second.json() == {"acts": [], "before": True, "case": case}
    told = client.get(f"/api/perkara/{case}/").json()
    assert [party["name"] for party in told["things"]["party"]] == ["Eka"] and "charge_set" in told["may"]


def test_what_cannot_be_read_is_answered_blank_by_blank(story: Story, signed_in: SignedIn) -> None:
    answer = send(signed_in("ani"), story.opened("ani"), {"kind": "number_given", "fields": {"register": "salah", "on": "kapan"}})
    assert answer.status_code == 422 and set(answer.json()["problems"]) == {"register", "number", "on"}


def test_a_refusal_says_why_and_what_to_do(story: Story, signed_in: SignedIn) -> None:
    answer = send(signed_in("ani"), story.opened("ani"), {"kind": "case_reopened", "fields": {"on": day(), "reason": "Keliru"}})
    assert answer.status_code == 409 and answer.json()["code"] == "not-closed" and answer.json()["remedy"]["id"]


def test_a_right_one_lacks_and_a_kind_there_is_not(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    assert send(client, case, {"kind": "officer_assigned", "fields": {"officer": "ani"}}).status_code == 403
    assert send(client, case, {"kind": "tidak_ada"}).status_code == 404
    assert send(client, case, {"kind": "identity_recorded", "fields": {}}).status_code == 404


def test_what_is_no_request_is_told_so(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    for sent in ("bukan json", "[]", '{"kind": 1}', '{"kind": "note_added", "lain": 1}', '{"kind": "note_added", "seen": "x"}'):
        assert send(client, case, sent).status_code == 400


def test_heads_that_are_not_in_the_case_count_for_nothing(story: Story, signed_in: SignedIn) -> None:
    case = story.opened("ani")
    assert send(signed_in("ani"), case, {"kind": "note_added", "fields": {"text": "x"}, "seen": ["lain.9", case]}).status_code == 201
    assert story.case(case).acts[-1].seen == (case,)


def test_a_stranger_is_sent_to_sign_in(story: Story, visitor: Client) -> None:
    assert send(visitor, story.opened("ani"), {"kind": "note_added"}).status_code == 302


def bearer(user: User, *, name: str = "Aplikasi kantor") -> Client:
    """A program with a token of the user's, without any session."""
    token = give_token(user, user.posts.get(), name, timezone.now())
    return Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {token}"})


def test_a_program_works_with_its_owners_token_and_leaves_no_session(story: Story, cast: Cast) -> None:
    case, program = story.opened("ani"), bearer(cast["ani"])
    answer = send(program, case, {"kind": "note_added", "fields": {"text": "Dari aplikasi kantor"}})
    assert answer.status_code == 201 and answer.json()["acts"][0]["author"]["user"] == "ani"
    assert program.get(f"/api/perkara/{case}/").json()["case"] == case and not program.cookies
    assert ApiToken.objects.get().used_at is not None


def test_a_token_opens_nothing_but_the_interface_for_programs(story: Story, cast: Cast) -> None:
    case = story.opened("ani")
    assert bearer(cast["ani"]).get(f"/perkara/{case}/").status_code == 302
    assert bearer(cast["fajar"]).get(f"/api/perkara/{case}/").status_code == 404


def test_a_token_never_approves(story: Story, cast: Cast) -> None:
    case = story.opened("ani")
    set_up_second_factor(cast["indra"])
    asked = story.add(case, "ani", "approval_requested", approval_of="rj_stop", level="police_chief", to_office="polres-kebumen", on=day(), text="Mohon")
    decided = {"kind": "approval_decided", "fields": {"request": asked, "decision": "approved", "on": day(), "reason": "Sah"}}
    answer = send(bearer(cast["indra"]), case, decided)
    assert answer.status_code == 403 and answer.json()["code"] == "no-second-factor"


def test_a_token_that_ended_or_whose_owner_may_not_sign_in_is_refused(story: Story, cast: Cast, signed_in: SignedIn) -> None:
    case, program = story.opened("ani"), bearer(cast["ani"])
    User.objects.filter(username="ani").update(is_active=False)
    assert program.get(f"/api/perkara/{case}/").status_code == 401
    User.objects.filter(username="ani").update(is_active=True)
    assert program.get(f"/api/perkara/{case}/").status_code == 200
    other = signed_in("fajar").post(f"/akun/token/{ApiToken.objects.get().pk}/akhiri/")
    assert other.status_code == 404
    signed_in("ani").post(f"/akun/token/{ApiToken.objects.get().pk}/akhiri/")
    assert program.get(f"/api/perkara/{case}/").json()["code"] == "token-unknown"


def test_a_new_token_is_shown_once_and_kept_as_its_digest(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    page = client.post("/akun/token/", {"name": "Aplikasi kantor"}).content.decode()
    token = re.search(r"rbk_[\w-]{40,}", page)
    assert token and token[0] not in client.get("/akun/").content.decode() and "Aplikasi kantor" in client.get("/akun/").content.decode()
    assert ApiToken.objects.get().digest == hashlib.sha256(token[0].encode()).hexdigest()
    assert client.post("/akun/token/", {"name": ""}).status_code == 302 and ApiToken.objects.count() == 1
