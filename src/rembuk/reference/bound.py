"""Numbers known only as limits.

A *bound* is a number of which we know that it is at least `low` and at most `high` ("di bawah Rp2 juta", or a charge
whose paragraph is not written: five or seven years). Asking whether it lies under a threshold has three answers: True,
False, or None when the limits do not decide it.
"""

from __future__ import annotations

Number = int | float


class Bound:
    """A number between `low` and `high`, both included; None leaves that side open. The unit is the fact's own.

    Comparisons with a number (or with another bound) return True, False or None (undecided). `==` between two bounds is
    the equality of what was written, so that bounds can be stored and compared as values. Raises ValueError when `low`
    exceeds `high`.
    """

    __slots__ = ("high", "low")

    def __init__(self, low: Number | None, high: Number | None) -> None:
        if low is not None and high is not None and low > high:
            raise ValueError(f"batas terbalik: {low} > {high}")
        self.low, self.high = low, high

    def __repr__(self) -> str:
        return f"Bound({self.low!r}, {self.high!r})"

    def __hash__(self) -> int:
        return hash((self.low, self.high))

    def __bool__(self) -> bool:
        raise TypeError("Bound is three-valued: compare it and handle None, do not test its truth")

    def __le__(self, other: Number | Bound) -> bool | None:
        low, high = _limits(other)
        return _decided(_le(self.high, low), _lt(high, self.low))

    def __lt__(self, other: Number | Bound) -> bool | None:
        low, high = _limits(other)
        return _decided(_lt(self.high, low), _le(high, self.low))

    def __ge__(self, other: Number | Bound) -> bool | None:
        low, high = _limits(other)
        return _decided(_le(high, self.low), _lt(self.high, low))

    def __gt__(self, other: Number | Bound) -> bool | None:
        low, high = _limits(other)
        return _decided(_lt(high, self.low), _le(self.high, low))

    def __eq__(self, other: object) -> bool | None:  # type: ignore[override]
        if isinstance(other, Bound):
            return (self.low, self.high) == (other.low, other.high)
        if not isinstance(other, int | float):
            return NotImplemented
        certain = self.low == self.high == other
        impossible = _lt(self.high, other) or _lt(other, self.low)
        return _decided(certain, impossible)

    def __ne__(self, other: object) -> bool | None:  # type: ignore[override]
        equal = self.__eq__(other)
        return equal if equal is NotImplemented or equal is None else not equal


def _limits(other: Number | Bound) -> tuple[Number | None, Number | None]:
    return (other.low, other.high) if isinstance(other, Bound) else (other, other)


def _le(a: Number | None, b: Number | None) -> bool:
    return a is not None and b is not None and a <= b


def _lt(a: Number | None, b: Number | None) -> bool:
    return a is not None and b is not None and a < b


def _decided(certain: bool, impossible: bool) -> bool | None:
    if certain:
        return True
    return False if impossible else None
