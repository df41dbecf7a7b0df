"""My work today: what is late, what is due, what waits, and which clocks run out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from rembuk.casework.listing import within
from rembuk.casework.worklists import HEAPS, Heap, questions_in, work_for
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.policy import DESK_RIGHTS, TABLE
from rembuk.desk.work.reach import desk_of, reach_of
from rembuk.desk.work.shown import shown

PIECES_A_HEAP = 15
QUESTIONS = 5


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The page everybody starts from."""
    actor, on = actor_of(request), timezone.localdate()
    heaps = {heap: (tuple(map(shown(on), pieces)), more) for heap, (pieces, more) in _heaps(actor).items()}
    about = {
        "heaps": heaps, "on": on, "actor": actor, "nothing": not any(pieces for pieces, _ in heaps.values()), "asked": _questions(actor),
        "may_open": actor.role in DESK_RIGHTS["open_case"], "may_see": actor.role in TABLE["see"], "may_approve": actor.role in TABLE["approve"],
    }  # fmt: skip
    return render(request, "work/today.html", about)


def _heaps(actor: Actor) -> dict[str, Heap]:
    """The heaps of those pieces whose cases the policy lets the actor see."""
    if not actor.role:
        return {heap: Heap((), False) for heap in HEAPS}
    found = work_for(desk_of(actor), timezone.localdate(), size=PIECES_A_HEAP)
    visible = within(reach_of(actor), {piece.case: piece.holder for heap in found.values() for piece in heap.pieces})
    return {name: Heap(tuple(piece for piece in heap.pieces if piece.case in visible), heap.more) for name, heap in found.items()}


def _questions(actor: Actor) -> Heap | None:
    """The newest questions to a supervisor; None for everybody else."""
    if actor.role not in TABLE["see_signals"]:
        return None
    return questions_in(sorted(actor.subtree), size=QUESTIONS)
