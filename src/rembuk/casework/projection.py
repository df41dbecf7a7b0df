"""Projections written in the transaction that adds acts: the case's row, who may see it, what finds it, what waits in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Model

from rembuk.casework.keeping import Part, keep, kept_row, pack
from rembuk.casework.models import CaseAssignment, CaseKey, CaseOffice, CaseRow, IdentityUse, WorkItem
from rembuk.casework.view import view_key, view_of
from rembuk.casework.work import work_of
from rembuk.law.calendar import legal_day, zone_of_province
from rembuk.law.library import Law
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


#: What rooms above keep of a case beside these lists: told of each case with its view, in the same transaction.
Follower = Callable[[Case, Mapping[str, Any], Law], None]


def project(case: Case, law: Law, *, now: datetime, followers: Iterable[Follower] = ()) -> CaseRow:
    """Write everything lists read about one case, replacing what was there. Call it inside a transaction."""
    on = day_of(case, now)
    kept = kept_row(case.id)
    view = view_of(case, law, on=on, now=now, kept=lambda: kept.view_of(view_key(law, on), law) if kept else None)
    row = row_of(case, view, law, on)
    related, people, words = offices(case), assigned(case), words_of(case, row)
    work, identities = work_of(case, view, row.id), identities_of(case, row)
    keep(row, {
        CaseOffice: Part(related, lambda: [CaseOffice(case_id=row.id, office=o, basis=b, changed_at=row.changed_at) for o, b in related.items()]),
        CaseAssignment: Part(people, lambda: [CaseAssignment(case_id=row.id, user=u, role=d[:40], changed_at=row.changed_at) for u, d in people.items()]),
        CaseKey: Part([words, sorted(related), row.shielded], lambda: keys_of(row, words, related)),
        WorkItem: Part([_told(item) for item in work], lambda: work),
        IdentityUse: Part([_told(one) for one in identities], lambda: identities),
    }, kept)  # fmt: skip
    for follower in followers:
        follower(case, view, law)
    return row


def _told(one: Model) -> list[Any]:
    return [getattr(one, field.attname) for field in one._meta.concrete_fields]


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


def row_of(case: Case, view: Mapping[str, Any], law: Law, on: date) -> CaseRow:
    """The case's line in lists."""
    where, steps = standing(case), [step for track in view["tracks"] for step in track["next"] if step["certain"]]
    dues = [step["due_on"] for step in steps if step["due_on"]]
    first = min(steps, key=lambda step: step["due_on"] or "9999", default=None)
    title = str(case["title"] or "?")[:200]
    return CaseRow(
        id=case.id, sort=case.sort, title=title, veiled_title=_veiled(case, title)[:200], number=_number(case, where.office),
        practice=str(case["practice"] or "general"), stage=where.stage,
        office=where.office, status=where.closed or "open", shielded=is_shielded(case, view), opened_on=when(case.acts[0])[0],
        changed_at=moment_of(max(act.clock for act in case.acts)), due_on=date.fromisoformat(min(dues)) if dues and not where.closed else None,
        next_step=(first or {}).get("does", "")[:200], next_step_en=(first or {}).get("does_en", "")[:200], finding=headline(view),
        conflicts=len(view["conflicts"]), signals=len(view["signals"]), region=str(case["region"] or ""), acts=len(case.acts),
        view=pack(view, law), view_for=view_key(law, on),
    )  # fmt: skip


def _number(case: Case, office: str) -> str:
    given = [act for act in case.acts if act.kind in ("number_given", "register_entered") and act.fields.get("number")]
    own = [act for act in given if act.author.office == office]
    return str((own or given)[-1].fields["number"])[:80] if given else ""


def _veiled(case: Case, title: str) -> str:
    """The title in which every name of a person of the case, and every word of it that tells who it is, stands as initials."""
    for party in case.all("party"):
        name = str(party["name"] or "")
        if party["nature"] not in ("company", "state"):
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


def words_of(case: Case, row: CaseRow) -> list[tuple[str, str]]:
    """What finds the case, with its kind: every number any office gave it, every party's name, the words of its title."""
    found = {("number", normal(str(act.fields["number"]))) for act in case.acts if act.fields.get("number")} | {("number", normal(case.id))}
    for party in [*case.victims, *case.suspects]:
        found |= {("name", tail) for tail in _tails(str(party["name"] or ""))}
    found |= {("title", tail) for tail in _tails(row.title) if len(tail.split()[0]) > 3}
    return sorted((kind, key[:120]) for kind, key in found if key)


def keys_of(row: CaseRow, words: Iterable[tuple[str, str]], related: Iterable[str]) -> list[CaseKey]:
    """The words that find the case, for each office that has to do with it."""
    return [
        CaseKey(case_id=row.id, kind=kind, key=key, office=office, shielded=row.shielded and kind != "number")
        for office in sorted(related) for kind, key in words
    ]  # fmt: skip


def _tails(text: str) -> Sequence[str]:
    """The text from each of its words on: what is searched for may begin with any of them."""
    words = normal(text).split()
    return [" ".join(words[i:]) for i in range(len(words))]


def normal(text: str) -> str:
    """A name or number as it is compared: no accents, no punctuation, small letters, single spaces."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def identities_of(case: Case, row: CaseRow) -> list[IdentityUse]:
    """The suspects by keyed hash, with what came of it, so that another office learns whom to ask and nothing more."""
    out = []
    for suspect in case.suspects:
        if suspect["identity"]:
            closed = standing(case, suspect.id).closed
            outcome = "settled" if closed in ("rj", "diversion") else "failed" if closed else "open"
            out.append(IdentityUse(case_id=row.id, identity=str(suspect["identity"]), office=row.office, outcome=outcome, on=row.opened_on))
    return out
