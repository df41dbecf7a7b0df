"""How far a visitor's lists reach: the policy table turned into what the list queries ask for."""

from __future__ import annotations

from rembuk.casework.listing import Reach
from rembuk.casework.worklists import Desk
from rembuk.desk.actor import Actor
from rembuk.desk.policy import TABLE

_LISTED = frozenset({"assigned", "own", "held", "handed", "approves"})
#: Whose steps the head of an office or its registrar sees while nobody is assigned to them.
_UNASSIGNED: dict[str, tuple[str, ...]] = {
    "village_head": ("mediator",), "investigator_superior": ("investigator",), "police_chief": ("investigator",),
    "chief_prosecutor": ("prosecutor",), "registrar": ("judge",), "court_chair": ("judge",),
}  # fmt: skip


def reach_of(actor: Actor, action: str = "see") -> Reach:
    """The cases to which the actor may do it, as the lists ask for them; names where he may reveal them."""
    return Reach(actor.user, actor.office, _carrying(actor, action), _carrying(actor, "reveal_identity"))


def reach_below(actor: Actor, office: str) -> Reach | None:
    """The cases an office below the actor's holds, without names; None where he may not list them."""
    below = office in actor.subtree and office != actor.office
    return Reach(actor.user, office, frozenset({"own"})) if below and may_list_below(actor) else None


def reach_over(actor: Actor) -> Reach | None:
    """The cases of the actor's own office, without names, for those who watch over it and work on none of them; None for others."""
    watches = "own" in TABLE["see_numbers"].get(actor.role, frozenset()) and not TABLE["see"].get(actor.role, frozenset()) & {"own", "handed", "approves"}
    return Reach(actor.user, actor.office, frozenset({"own"})) if watches else None


def may_list_below(actor: Actor) -> bool:
    """Whether the actor may list cases of offices below his."""
    return "subtree" in TABLE["see_numbers"].get(actor.role, frozenset())


def desk_of(actor: Actor) -> Desk:
    """Whose work the actor does: his own where he may still act, and that of his office for those who see the office's cases."""
    sees = TABLE["see"].get(actor.role, frozenset())
    for_office = (actor.role, "*", *_UNASSIGNED.get(actor.role, ())) if sees & {"own", "handed", "approves"} else ()
    return Desk(actor.user, actor.office, for_office, only_here=not _acts_anywhere(actor))


def _acts_anywhere(actor: Actor) -> bool:
    """Whether the actor acts in cases that other offices hold: those assigned for good, and those in which Bapas is asked."""
    acts = TABLE["act"].get(actor.role, frozenset())
    return "assigned" in acts or {"assigned_here", "approves"} <= acts


def _carrying(actor: Actor, action: str) -> frozenset[str]:
    return TABLE[action].get(actor.role, frozenset()) & _LISTED
