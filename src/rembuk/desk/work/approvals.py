"""Requests that wait for the visitor's approval: how long at each level, what the law finds, and one decision for several (ekspos)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rembuk.casework.acting import Done, Invalid, Wish
from rembuk.casework.keeping import unpack
from rembuk.casework.models import CaseRow
from rembuk.casework.worklists import Piece, requests_at
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.jinja import both
from rembuk.desk.node import casework
from rembuk.desk.policy import TABLE, may, why_not
from rembuk.desk.rights import NotAllowed, require
from rembuk.desk.work.shown import Shown, shown
from rembuk.desk.work.words import waited, words_of

REQUESTS_A_PAGE = 25
DECISIONS = ("approved", "returned", "rejected")


class Level(NamedTuple):
    """One request in the chain of a case: whom it asked, how long it waited, what came of it ("" while it waits)."""

    name: str
    waited: str
    decision: str


class Waiting(NamedTuple):
    """A request that waits here, with what to look at before deciding, and what was entered about it."""

    piece: Piece
    shown: Shown
    levels: tuple[Level, ...]
    finding: str
    short: str
    packet_open: tuple[str, ...] | None
    by: str
    entered: Mapping[str, str]


class Answer(NamedTuple):
    """What came of deciding one request: whether it is kept, or why not and what to do."""

    title: str
    decision: str
    problem: str = ""
    remedy: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """The queue; posted, the decisions on the requests that were chosen."""
    actor = actor_of(request)
    _may_look(request, actor)
    answers: list[Answer] = []
    problems: dict[str, str] = {}
    if request.method == "POST":
        require(request, "approve")
        problems = _problems(request.POST)
        answers = [] if problems else decide_all(actor, request.POST)
    waiting, more = waiting_for(actor, request.POST if problems else {})
    about = {
        "waiting": waiting, "more": more, "answers": answers, "problems": problems, "entered": request.POST if problems else {}, "on": timezone.localdate(),
        "lacks": why_not(actor, "approve"), "decisions": {key: words for key, words in words_of("decision").items()}, "actor": actor,
    }  # fmt: skip
    return render(request, "work/approvals.html", about, status=422 if problems else 200)


def _may_look(request: HttpRequest, actor: Actor) -> None:
    """Whoever approves may see the queue, also before he has set up the second factor that deciding needs."""
    if actor.role not in TABLE["approve"]:
        raise NotAllowed(why_not(actor, "approve"))  # type: ignore[arg-type]


def waiting_for(actor: Actor, entered: Mapping[str, Any]) -> tuple[list[Waiting], bool]:
    """The requests at the actor's level in his office, the oldest first, and whether there are more."""
    heap = requests_at(actor.office, actor.role, size=REQUESTS_A_PAGE)
    views = dict(CaseRow.objects.filter(pk__in={piece.case for piece in heap.pieces}).values_list("id", "view"))
    made = [_waiting(piece, unpack(bytes(views[piece.case]), casework().law), entered) for piece in heap.pieces if piece.case in views]
    return made, heap.more


def _waiting(piece: Piece, view: Mapping[str, Any], entered: Mapping[str, Any]) -> Waiting:
    today = timezone.localdate()
    mine = next((one for one in view["requests"] if one["id"] == piece.about), None)
    track = next((track for track in view["tracks"] if mine and track["suspect"] == mine["suspect"]), view["tracks"][0])
    finding = track["findings"][0] if track["findings"] else {}
    packet = None
    if mine and mine["approval_of"] == "rj_stop":
        packet = tuple(both(item["says"], item["says_en"]) for item in track["packet"]["items"] if item["present"] is not True)
    told = {name: str(entered.get(f"{name}-{piece.about}", "")) for name in ("decision", "reason")}
    return Waiting(
        piece, shown(today)(piece), tuple(_levels(view, mine, today)), str(finding.get("finding", "")), str(finding.get("short", "")), packet,
        mine["by"] if mine else "", told,
    )  # fmt: skip


def _levels(view: Mapping[str, Any], mine: Mapping[str, Any] | None, today: date) -> list[Level]:
    levels, decisions = words_of("approval_level"), words_of("decision")
    chain = [one for one in view["requests"] if mine is None or (one["approval_of"] == mine["approval_of"] and one["suspect"] == mine["suspect"])]
    out = []
    for one in chain:
        until = date.fromisoformat(one["decided_on"]) if one["decided_on"] else today
        since = date.fromisoformat(str(one["on"]))
        out.append(Level(levels.get(one["level"], one["level"]), waited(since, max(since, until)), decisions.get(one["decision"] or "", "")))
    return out


def _problems(posted: Mapping[str, Any]) -> dict[str, str]:
    """What is missing before anything is decided: a sentence for each blank."""
    problems = {}
    chosen = {name[9:]: str(posted[name]) for name in posted if name.startswith("decision-") and posted[name]}
    if not chosen:
        problems["decisions"] = _("Belum ada permintaan yang dipilih. Pilih keputusan pada sekurangnya satu permintaan.")
    if "approved" in chosen.values() and not str(posted.get("reason", "")).strip():
        problems["reason"] = _("Tulis pertimbangan bersama bagi yang disetujui.")
    if not _day(posted.get("on")):
        problems["on"] = _("Tulis tanggal keputusan, misalnya %(example)s.") % {"example": timezone.localdate().isoformat()}
    for about, decision in chosen.items():
        if decision not in DECISIONS:
            problems[f"decision-{about}"] = _("Pilih disetujui, dikembalikan, atau ditolak.")
        elif decision != "approved" and not str(posted.get(f"reason-{about}", "")).strip():
            problems[f"reason-{about}"] = _("Tulis alasan bagi permintaan yang dikembalikan atau ditolak.")
    return problems


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(str(written or ""))
    except ValueError:
        return None


def decide_all(actor: Actor, posted: Mapping[str, Any]) -> list[Answer]:
    """One act for each request chosen, each on its own case; what is refused is told and the others are kept."""
    chosen = {name[9:]: str(posted[name]) for name in posted if name.startswith("decision-") and posted[name]}
    pieces = {piece.about: piece for piece in requests_at(actor.office, actor.role, size=10 * REQUESTS_A_PAGE).pieces}
    rows = {row.pk: row for row in CaseRow.objects.defer("view").filter(pk__in={pieces[about].case for about in chosen if about in pieces})}
    return [_decide(actor, about, decision, pieces.get(about), rows, posted) for about, decision in chosen.items()]


def _decide(actor: Actor, about: str, decision: str, piece: Piece | None, rows: Mapping[str, CaseRow], posted: Mapping[str, Any]) -> Answer:
    said = words_of("decision")[decision]
    row = rows.get(piece.case) if piece else None
    if piece is None or row is None:
        return Answer(about, said, _("Permintaan ini tidak lagi menunggu di meja Anda."), _("Mungkin sudah diputus; lihat riwayat perkaranya."))
    title = row.veiled_title if row.shielded else row.title
    if not may(actor, "approve", row):
        return Answer(title, said, _("Perkara ini bukan untuk Anda putuskan."), _("Serahkan kepada pejabat yang berwenang."))
    own = str(posted.get(f"reason-{about}", "")).strip()
    fields = {"request": about, "decision": decision, "on": str(posted["on"]), "number": str(posted.get("number", "")), "reason": own or str(posted.get("reason", ""))}
    outcome = casework().perform(row.pk, [Wish("approval_decided", fields)], by=actor.author, now=timezone.now())
    if isinstance(outcome, Done):
        return Answer(title, said)
    if isinstance(outcome, Invalid):
        return Answer(title, said, " ".join(outcome.problems.values()), _("Perbaiki isian lalu putuskan lagi."))
    return Answer(title, said, both(outcome.reason, outcome.reason_en), both(outcome.remedy, outcome.remedy_en))
