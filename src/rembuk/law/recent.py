"""Answers computed last, so that the same question asked again costs nothing. Old ones are forgotten."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class Recent(Generic[Key, Answer]):
    """At most so many answers by their question. May be shared between threads: at worst an answer is computed twice."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._known: OrderedDict[Key, Answer] = OrderedDict()

    def get(self, key: Key, compute: Callable[[], Answer]) -> Answer:
        """The answer remembered, else computed and remembered."""
        try:
            self._known.move_to_end(key)
            return self._known[key]
        except KeyError:
            return self.keep(key, compute())

    def keep(self, key: Key, answer: Answer) -> Answer:
        """Remember an answer, and give it."""
        self._known[key] = answer
        if len(self._known) > self.most:
            self._known.popitem(last=False)
        return answer

    def known(self, key: Key) -> Answer | None:
        """The answer remembered; None where there is none."""
        return self._known.get(key)

    def clear(self) -> None:
        """Forget all of them."""
        self._known.clear()
