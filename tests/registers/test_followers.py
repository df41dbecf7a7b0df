"""What books and statistics keep follows from what they say of a case; remarks leave that as it was."""

from __future__ import annotations

from typing import Any

import pytest

from registers.matters import ANI, NOW, opened, party
from rembuk.casework.acting import Casework, Done, Wish
from rembuk.casework.keeping import says_print
from rembuk.casework.projection import _REMARKS, Follower, day_of, only_remarks
from rembuk.casework.view import view_of
from rembuk.record.act import Act
from rembuk.record.case import fold
from rembuk.registers.books import keeping as books
from rembuk.registers.books.models import BookRow
from rembuk.registers.statistics import keeping as statistics
from rembuk.registers.statistics.models import CaseNumbers

FOLLOWERS = (books.FOLLOWER, statistics.FOLLOWER)
FIELDS = {"text": "Korban dihubungi.", "officer": "ani", "duty": "penyidik", "on": "2026-03-02", "satisfied": "yes", "channel": "phone"}


@pytest.fixture
def followed(node: Casework) -> Casework:
    """The node, with books and numbers that follow its cases."""
    node.followers = FOLLOWERS
    return node


def told_of(node: Casework, case_id: str) -> str:
    """A case in which the parties applied, met and agreed."""
    victim, suspect = party(node, case_id, "victim"), party(node, case_id, "suspect")
    wishes = [
        Wish("number_given", {"register": "police_report", "number": f"LP/{case_id}"}),
        Wish("application_made", {"parties": [victim, suspect], "on": "2026-03-02"}),
        Wish("investigation_started", {"on": "2026-03-02"}),
    ]
    done = node.perform(case_id, wishes, by=ANI, now=NOW)
    assert isinstance(done, Done), done
    return case_id


def says(node: Casework, acts: list[Act]) -> list[str]:
    case = fold(acts)
    view = view_of(case, node.law, on=day_of(case, NOW), now=NOW)
    return [says_print(follower.says(case, view, node.law)) for follower in FOLLOWERS]


@pytest.mark.parametrize("kind", sorted(_REMARKS))
def test_a_remark_by_somebody_who_acted_before_changes_nothing_they_say(kind: str, followed: Casework) -> None:
    acts = list(followed.ledger.load(told_of(followed, opened(followed))))
    remark = acts[-1]._replace(id="z.1", kind=kind, fields=FIELDS, device="z", number=1, clock=acts[-1].clock + 1, seen=(acts[-1].id,), author=ANI)
    assert only_remarks(fold([*acts, remark]), [remark])
    assert says(followed, [*acts, remark]) == says(followed, acts)


def test_a_remark_by_somebody_new_is_told_to_them(followed: Casework) -> None:
    acts = list(followed.ledger.load(told_of(followed, opened(followed))))
    stranger = ANI._replace(user="baru", name="Penyidik Baru")
    remark = acts[-1]._replace(id="z.1", kind="note_added", fields=FIELDS, device="z", number=1, clock=acts[-1].clock + 1, seen=(acts[-1].id,), author=stranger)
    assert not only_remarks(fold([*acts, remark]), [remark])
    assert says(followed, [*acts, remark])[0] != says(followed, acts)[0], "who acted stands in the books"
    earlier = remark._replace(author=ANI, clock=acts[0].clock + 1, seen=())
    assert not only_remarks(fold([*acts, earlier]), [earlier]), "what came late is not the newest"


def test_rows_are_written_only_when_what_they_say_has_changed(followed: Casework, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = told_of(followed, opened(followed))
    asked: list[str] = []

    def watched(follower: Follower) -> Follower:
        def keep(*about: Any) -> None:
            asked.append(follower.says.__module__)
            follower.keep(*about)

        return follower._replace(keep=keep)

    followed.followers = tuple(watched(follower) for follower in FOLLOWERS)
    assert isinstance(followed.perform(case_id, [Wish("fact_stated", {"fact": "loss", "value": "Rp100.000"})], by=ANI, now=NOW), Done)
    asked.clear()
    assert isinstance(followed.perform(case_id, [Wish("note_added", {"text": "Satu"})], by=ANI, now=NOW), Done)
    assert not asked
    numbered = Wish("register_entered", {"register": "rj", "number": "RJ/9/III/2026", "on": "2026-03-02"})
    assert isinstance(followed.perform(case_id, [numbered], by=ANI, now=NOW), Done)
    assert books.__name__ in asked and BookRow.objects.filter(case=case_id, number="RJ/9/III/2026").exists()
    assert CaseNumbers.objects.filter(case=case_id).exists()
