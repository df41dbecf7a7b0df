"""The order of acts, and what the author of each knew of the others.

Nouns. An act *knows* another when it has seen it, or has seen an act that knows it. The *heads* are the acts no other knows.
Order follows the logical clock; where a clock contradicts what an act has seen, what it has seen comes first, so that nothing
stands before what it answers (Lamport 1978). The same acts have the same order however they arrived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from rembuk.record.act import Act


def in_order(acts: Iterable[Act]) -> tuple[list[Act], bool]:
    """The acts in their one order, each once, and whether that is simply the order of their clocks."""
    found = sorted(_each_once(acts), key=by_clock)
    places = {act.id: place for place, act in enumerate(found)}
    if all(places.get(seen, -1) <= place for place, act in enumerate(found) for seen in act.seen):
        return found, True
    return _seen_first(found), False


def by_clock(act: Act) -> tuple[int, str]:
    """What acts are ordered by where none contradicts what it has seen."""
    return act.clock, act.id


def _each_once(acts: Iterable[Act]) -> Iterable[Act]:
    """Of two acts that claim one id (a forgery: ids are used once) the same one is taken everywhere."""
    found: dict[str, Act] = {}
    for act in acts:
        other = found.setdefault(act.id, act)
        if other is not act and other != act:
            found[act.id] = min(act, other, key=repr)
    return found.values()


def _seen_first(ordered: list[Act]) -> list[Act]:
    """The acts by clock, but each after those it has seen; acts that claim to have seen each other go by the clock alone."""
    by_id = {act.id: act for act in ordered}
    waits = {act.id: {seen for seen in act.seen if seen in by_id and seen != act.id} for act in ordered}
    answers: dict[str, list[str]] = defaultdict(list)
    for act_id, wanted in waits.items():
        for seen in wanted:
            answers[seen].append(act_id)
    ready = [(act.clock, act.id) for act in ordered if not waits[act.id]]
    heapify(ready)
    out: dict[str, Act] = {}
    while len(out) < len(ordered):
        act_id = heappop(ready)[1] if ready else next(act.id for act in ordered if act.id not in out)
        if act_id in out:
            continue
        out[act_id] = by_id[act_id]
        for answer in answers[act_id]:
            waits[answer].discard(act_id)
            if not waits[answer] and answer not in out:
                heappush(ready, (by_id[answer].clock, answer))
    return list(out.values())


class Knowledge:
    """Which acts each act knows, as bit masks over their order. Add the acts in that order.

    An act that has not arrived here is not known, nor what only it would show: until it comes, two statements may look made
    unseen that were not.
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._masks: dict[str, int] = {}
        self._heads: list[str] = []
        #: Seen by an act that stands before they do, or not here at all.
        self.awaited: set[str] = set()

    def add(self, act: Act) -> None:
        """Take up the next act."""
        mask = 0
        for seen in act.seen:
            if seen in self._places:
                mask |= self._masks[seen] | 1 << self._places[seen]
            else:
                self.awaited.add(seen)
        self._heads = [head for head in self._heads if not mask >> self._places[head] & 1]
        self._places[act.id] = len(self._places)
        self._masks[act.id] = mask
        self._heads.append(act.id)

    def knew(self, act: Act, earlier: Act) -> bool:
        """Whether the author of `act` knew `earlier`."""
        return bool(self._masks[act.id] >> self._places[earlier.id] & 1)

    @property
    def heads(self) -> tuple[str, ...]:
        """The acts nobody has acted on yet, in order."""
        return tuple(self._heads)
