"""Projections written in the transaction that adds acts: the case's row, who may see it, what finds it, what waits in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection

from rembuk.casework.keeping import Packed, Part, keeping, kept_in, kept_query, kept_view, packed, prints_in, says_print
from rembuk.casework.models import NARROWING, CaseAssignment, CaseKey, CaseOffice, CaseRow, IdentityUse, WorkItem
from rembuk.casework.tables import Row
from rembuk.casework.view import view_key, view_of
from rembuk.casework.work import work_of
from rembuk.law.calendar import legal_day, zone_of_province
from rembuk.law.library import Law
from rembuk.ledger.connection import Rows, Statement, run_together
from rembuk.record.act import Act, moment_of
from rembuk.record.case import Case, fold
from rembuk.record.milestones import when
from rembuk.record.stages import assigned, offices, standing
from rembuk.record.timeline import telling_words

_ORDER = ("conflict", "eligible", "unknown", "not_eligible")
#: Offences whose victims are shielded whatever their age.
_SHIELDING_GROUPS = frozenset({"sexual", "sexual-violence", "decency"})


def day_of(case: Case, now: datetime) -> date:
    """The legal day at the place of the case (WIB where no place is recorded)."""
    return legal_day(now, zone_of_province(str(case["region"] or "31")[:2]) or "WIB")


class Follower(NamedTuple):
    """What a room above keeps of a case beside these lists, brought up to date in the same transaction.

    What `says` gives (any JSON values) is all that `keep` writes follows from, and `keep` is told it; where that is as it was, `keep` is not
    asked. Neither is `says` after acts that `passes_over` knows to change nothing of it: told of the case with them in it and of the acts.
    """

    says: Callable[[Case, Mapping[str, Any], Law], Any]
    keep: Callable[[Case, Mapping[str, Any], Law, Any], None]
    passes_over: Callable[[Case, Collection[Act]], bool] = lambda _case, _acts: False


#: Acts that tell something to those who work on the case and change nothing in it.
_REMARKS = frozenset({"note_added", "officer_assigned", "officer_released", "party_message_received", "survey_answered"})


def only_remarks(case: Case, acts: Collection[Act]) -> bool:
    """Whether the acts are the newest of the case, only tell something, and are by authors who had acted in it before."""
    return _newest_are_remarks(case, acts) and all(
        any(earlier.author == act.author for earlier in reversed(case.acts[: -len(acts)])) for act in acts
    )


def _newest_are_remarks(case: Case, acts: Collection[Act]) -> bool:
    new = {act.id for act in acts}
    return all(act.kind in _REMARKS for act in acts) and new == {act.id for act in case.acts[-len(new) :]}


class Written(NamedTuple):
    """What was last written of a case: what it was asked with, its view, its line in lists, and what else follows from these alone."""

    asked: tuple[str, int]
    view: Packed
    row: Row
    parts: str
    related: Mapping[str, str]
    words: list[tuple[str, str]]
    identities: list[Row]

    def stands_in(self, kept: Row | None) -> bool:
        """Whether that is what the database has."""
        return kept is not None and kept["view_for"] == self.row["view_for"] and kept["parts"] == self.parts


def project(case: Case, law: Law, *, now: datetime, followers: Iterable[Follower] = ()) -> None:
    """Write everything lists read about one case, replacing what was there. Call it inside a transaction."""
    with connection.cursor() as cursor:
        (stands,) = run_together(cursor, [kept_query(case.id)])
        run_together(cursor, projecting(case, law, stands, now=now, followers=followers)[1])


def projecting(
    case: Case, law: Law, stands: Rows, *, now: datetime, followers: Iterable[Follower] = (), added: Iterable[Act] = (), before: Written | None = None
) -> tuple[Written, list[Statement]]:
    """What will be written of a case, and the statements that write it; what rooms above keep of it is written here. Call it inside a transaction.

    `stands` is the answer to `kept_query` in that transaction, `added` the acts that are all that is new since this was last called, where
    that is known, and `before` what was then written.
    """
    on, new = day_of(case, now), tuple(added)
    asked, kept = (view_key(law, on), now.hour), kept_in(stands)
    before = before if before is not None and before.stands_in(kept) else None
    if before is not None and kept is not None:
        kept = {**before.row, **kept}
    if before is not None and before.asked == asked and _newest_are_remarks(case, new):
        written = before._replace(row={**before.row, **_newest(case)})
    else:
        written = _computed(case, law, on, now, before)
    told, row, related, words = written.view.view, written.row, written.related, written.words
    same_view = before is not None and before.view is written.view and before.asked[0] == asked[0]
    followed = list(_followed(followers, case, told, law, new if same_view else (), prints_in(kept)[_OWN_PRINTS:]))
    people, work = assigned(case), work_of(case, told, case.id)
    moved, narrowed = {"case_id": case.id, "changed_at": row["changed_at"]}, {name: row[name] for name in NARROWING}
    parts, statements = keeping(row, written.view, {
        CaseOffice: Part([related, narrowed], lambda: [{"office": office, "basis": basis, **narrowed, **moved} for office, basis in related.items()]),
        CaseAssignment: Part(people, lambda: [{"user": user, "role": duty[:40], **moved} for user, duty in people.items()]),
        CaseKey: Part([words, sorted(related), row["shielded"]], lambda: keys_of(row, words, related)),
        WorkItem: Part(work, lambda: work),
        IdentityUse: Part(written.identities, lambda: written.identities),
    }, kept, followed=followed)  # fmt: skip
    return written._replace(parts=parts), statements


def _computed(case: Case, law: Law, on: date, now: datetime, before: Written | None) -> Written:
    key = view_key(law, on)
    # What the law said before is at hand where `before` is: nothing more stands written.
    told = view_of(case, law, on=on, now=now, kept=None if before else lambda: kept_view(case.id, key, law))
    row = row_of(case, told, law, on)
    return Written((key, now.hour), packed(told, law, before.view if before else None), row, "", offices(case), words_of(case, row), identities_of(case, row))


#: How many prints the case's row has before those of the followers: of the view and of five parts.
_OWN_PRINTS = 6


def _followed(
    followers: Iterable[Follower], case: Case, view: Mapping[str, Any], law: Law, added: Collection[Act], before: Sequence[str]
) -> Iterator[str]:
    """Each follower's print, once it has been brought up to date. `added` are the acts that alone are new, none where that is not known."""
    for place, follower in enumerate(followers):
        known = before[place] if place < len(before) else ""
        if known and added and follower.passes_over(case, added):
            yield known
            continue
        said = follower.says(case, view, law)
        now = says_print(said)
        if now != known:
            follower.keep(case, view, law, said)
        yield now


def project_acts(acts: Iterable[Act], load: Any, law: Law, *, now: datetime, followers: Iterable[Follower] = ()) -> None:
    """Refresh every case the acts belong to; `load` gives the acts of a case."""
    for case_id in dict.fromkeys(act.case for act in acts):
        project(fold(load(case_id)), law, now=now, followers=followers)


def reset() -> None:
    """Throw all projections away, to compute them again. The codes by which parties follow their case stay: no act tells of them."""
    for model in (WorkItem, CaseKey, CaseAssignment, CaseOffice, IdentityUse):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f"delete from {CaseRow._meta.db_table}")


def row_of(case: Case, view: Mapping[str, Any], law: Law, on: date) -> Row:
    """The case's line in lists."""
    where, steps = standing(case), [step for track in view["tracks"] for step in track["next"] if step["certain"]]
    dues = list(_due_days(view))
    first = min(steps, key=lambda step: step["due_on"] or "9999", default=None)
    title = str(case["title"] or "?")[:200]
    return {
        "id": case.id, "sort": case.sort, "title": title, "veiled_title": _veiled(case, title)[:200], "number": _number(case, where.office),
        "practice": str(case["practice"] or "general"), "stage": where.stage,
        "office": where.office, "status": where.closed or "open", "shielded": is_shielded(case, view), "opened_on": when(case.acts[0])[0],
        "due_on": date.fromisoformat(min(dues)) if dues and not where.closed else None,
        "next_step": (first or {}).get("does", "")[:200], "next_step_en": (first or {}).get("does_en", "")[:200], "finding": headline(view),
        "conflicts": len(view["conflicts"]), "signals": len(view["signals"]), "region": str(case["region"] or ""),
        "view_for": view_key(law, on), **_newest(case),
    }  # fmt: skip


def _due_days(view: Mapping[str, Any]) -> Iterator[str]:
    """The days on which something of the case falls due, as work shows them: steps, running clocks, terms of a signed agreement."""
    for track in view["tracks"]:
        if not track["closed"]:
            yield from (one["due_on"] for one in (*track["next"], *track["running"]) if one["certain"] and one["due_on"])
            agreement = track["agreement"]
            terms = agreement["terms"] if agreement and not agreement["unsigned"] else ()
            yield from (str(term["due_on"]) for term in terms if term["due_on"] and not term["settled"] and not term["defaulted"])


def _newest(case: Case) -> Row:
    """Of the case's line what moves with every act."""
    return {"changed_at": moment_of(max(map(attrgetter("clock"), case.acts))), "acts": len(case.acts)}


def _number(case: Case, office: str) -> str:
    given = [act for act in case.acts if act.kind in ("number_given", "register_entered") and act.fields.get("number")]
    own = [act for act in given if act.author.office == office]
    return str((own or given)[-1].fields["number"])[:80] if given else ""


def _veiled(case: Case, title: str) -> str:
    """The title in which every name of a person of the case, and every word of it that tells who it is, stands as initials."""
    return _without(title, tuple(str(party["name"] or "") for party in case.all("party") if party["nature"] not in ("company", "state")))


@lru_cache(maxsize=2048)
def _without(title: str, names: tuple[str, ...]) -> str:
    for name in names:
        for word in [name, *telling_words(name)]:
            initials = "".join(part[0].upper() for part in word.split() if part[0].isalpha())
            title = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", initials, title, flags=re.IGNORECASE) if word else title
    return title


def headline(view: Mapping[str, Any]) -> str:
    """The finding a list shows: of the first instrument about restorative justice for each suspect, the one that most needs a person."""
    found = [track["findings"][0]["finding"] for track in view["tracks"] if track["findings"]]
    return next((finding for finding in _ORDER if finding in found), "")


def is_shielded(case: Case, view: Mapping[str, Any]) -> bool:
    """Whether names are hidden by default: a child among victims or offenders, or a sexual offence."""
    acted = str(case["acted_on"] or case.acts[0].at.date())
    young = [p for p in [*case.victims, *case.suspects] if p["birth_date"] and _years(str(p["birth_date"]), acted) < 18]
    groups = {str(f["facts_used"].get("charges.group")) for t in view["tracks"] for f in t["findings"]}
    return bool(young) or bool(groups & _SHIELDING_GROUPS)


def _years(born: str, on: str) -> int:
    return int(on[:4]) - int(born[:4]) - (on[5:10] < born[5:10])


def words_of(case: Case, row: Row) -> list[tuple[str, str]]:
    """What finds the case, with its kind: every number any office gave it, every party's name, the words of its title."""
    found = {("number", normal(str(act.fields["number"]))) for act in case.acts if act.fields.get("number")} | {("number", normal(case.id))}
    for party in [*case.victims, *case.suspects]:
        found |= {("name", tail) for tail in _tails(str(party["name"] or ""))}
    found |= {("title", tail) for tail in _tails(row["title"]) if len(tail.split()[0]) > 3}
    return sorted((kind, key[:120]) for kind, key in found if key)


def keys_of(row: Row, words: Iterable[tuple[str, str]], related: Iterable[str]) -> list[Row]:
    """The words that find the case, for each office that has to do with it."""
    return [
        {"case_id": row["id"], "kind": kind, "key": key, "office": office, "shielded": row["shielded"] and kind != "number"}
        for office in sorted(related) for kind, key in words
    ]  # fmt: skip


def _tails(text: str) -> Sequence[str]:
    """The text from each of its words on: what is searched for may begin with any of them."""
    words = normal(text).split()
    return [" ".join(words[i:]) for i in range(len(words))]


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """A name or number as it is compared: no accents, no punctuation, small letters, single spaces."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def identities_of(case: Case, row: Row) -> list[Row]:
    """The suspects as rows of `IdentityUse`: by keyed hash, with what came of it, so that another office learns whom to ask and nothing more."""
    out: list[Row] = []
    for suspect in case.suspects:
        if suspect["identity"]:
            closed = standing(case, suspect.id).closed
            outcome = "settled" if closed in ("rj", "diversion") else "failed" if closed else "open"
            out.append({"case_id": row["id"], "identity": str(suspect["identity"]), "office": row["office"], "outcome": outcome, "on": row["opened_on"]})
    return out
