"""A penalty nobody has looked up, stated by a named person for one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rembuk.law.offences import LawInputError, Offence

_NEEDED = {
    "by": "siapa yang menyatakan",
    "ground": "dasarnya, misalnya bunyi pasal",
    "max_prison_months": "ancaman penjara dalam bulan",
}
_CEILINGS = ("term", "life", "death")
_ALLOWED = frozenset({*_NEEDED, "min_prison_months", "max_fine_rupiah", "fine_only", "ceiling"})


def confirm(offence: Offence | None, offence_id: str, stated: Mapping[str, Any]) -> Offence:
    """The row with the stated penalty and the confidence "stated"; its source tells who stated it and why.

    Raises LawInputError with a sentence when the row is unknown or already known, or the statement is incomplete.
    """
    if offence is None:
        raise LawInputError(f"'{offence_id}' tidak ada dalam katalog tindak pidana; periksa kodenya.")
    if offence.penalty_known:
        known = f"Ancaman '{offence_id}' sudah diketahui ({offence.confidence})"
        raise LawInputError(f"{known}; yang dapat dinyatakan hanya baris memory.")
    _check(offence_id, stated)
    fine = stated.get("max_fine_rupiah")
    return replace(
        offence,
        max_prison_months=float(stated["max_prison_months"]),
        min_prison_months=float(stated.get("min_prison_months", 0)),
        max_fine_rupiah=fine,
        fine_known="max_fine_rupiah" in stated,
        fine_only=bool(stated.get("fine_only", False)),
        ceiling=stated.get("ceiling", "term"),
        confidence="stated",
        source=f"dinyatakan oleh {stated['by']}: {stated['ground']}",
    )


def _check(offence_id: str, stated: Any) -> None:
    if not isinstance(stated, Mapping):
        raise LawInputError(f"Ancaman '{offence_id}' berisi {stated!r}; tulis isian {', '.join(sorted(_NEEDED))}.")
    for wanted, why in _NEEDED.items():
        if stated.get(wanted) in (None, ""):
            raise LawInputError(f"Ancaman '{offence_id}' dinyatakan tanpa '{wanted}'; isi {why}.")
    for name in ("by", "ground"):
        if not isinstance(stated[name], str):
            raise LawInputError(f"Ancaman '{offence_id}': '{name}' berisi {stated[name]!r}; tulis teks.")
    if not isinstance(stated.get("fine_only", False), bool):
        raise LawInputError(f"Ancaman '{offence_id}': 'fine_only' berisi {stated['fine_only']!r}; tulis true atau false.")
    strange = set(stated) - _ALLOWED
    if strange:
        named, allowed = ", ".join(sorted(strange)), ", ".join(sorted(_ALLOWED))
        raise LawInputError(f"Ancaman '{offence_id}' punya isian asing: {named}; pakai {allowed}.")
    for name in ("max_prison_months", "min_prison_months", "max_fine_rupiah"):
        value = stated.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0):
            raise LawInputError(f"Ancaman '{offence_id}': '{name}' berisi {value!r}; tulis bilangan nol atau lebih.")
    if stated.get("ceiling", "term") not in _CEILINGS:
        wrong = f"Ancaman '{offence_id}': 'ceiling' berisi {stated['ceiling']!r}"
        raise LawInputError(f"{wrong}; tulis {', '.join(_CEILINGS)}.")
