"""A *remark* of the checker: an *error* stops `./test`, a *notice* is worth knowing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding of the checker."""

    error: bool
    where: str
    what: str

    def __str__(self) -> str:
        return f"{'SALAH' if self.error else 'catatan'}  {self.where}: {self.what}"
