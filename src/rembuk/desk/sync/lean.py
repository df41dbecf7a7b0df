"""Answers to programs: without the headers that are for browsers, of which a page needs ten and a device on a bad line none."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator
from itertools import chain
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

WHOLE_BYTES = 32 * 1024
"""An answer up to this size goes with its length, which costs fewer bytes than pieces do."""

_KEPT = ("content-length", "location", "retry-after")


class _Lean:
    headers: Any

    def items(self) -> ItemsView[str, str]:
        """The headers that are sent."""
        kept: dict[str, str] = {name: value for name, value in self.headers.items() if name.lower() in _KEPT}
        return kept.items()


class LeanResponse(_Lean, HttpResponse):
    """An answer that is all there."""


class LeanStream(_Lean, StreamingHttpResponse):
    """An answer that is made as it is sent."""


def lean(pieces: Iterator[bytes], status: int, after: Callable[[], None]) -> HttpResponseBase:
    """The answer of these pieces; `after` is done when it has been sent."""
    begun, size = list[bytes](), 0
    for piece in pieces:
        begun.append(piece)
        size += len(piece)
        if size > WHOLE_BYTES:
            return _with_end(LeanStream(chain(begun, pieces), status=status), after)
    response = LeanResponse(b"".join(begun), status=status if size else 204)
    if size:
        response["Content-Length"] = str(size)
    return _with_end(response, after)


def _with_end(response: HttpResponseBase, after: Callable[[], None]) -> HttpResponseBase:
    closed = response.close

    def close() -> None:
        closed()
        after()

    response.close = close  # type: ignore[method-assign]
    return response
