"""The old code and the new beside each other, for acts before 2 January 2026.

UU 1/2023 art 3 (as amended by UU 1/2026) applies the new law unless the old favours the offender; art 618 says the same
of pending cases. This compares what the catalogue knows, one criterion at a time; which law is more favourable a judge
decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.law.offences import NEW_CODE_FROM, Catalogue, Offence

OLD, NEW, EQUAL, MIXED, UNKNOWN = "old", "new", "equal", "mixed", "unknown"
_COMPLAINT_RANK = {"none": 0, "relative": 1, "absolute": 2}
_COMPLAINT_WORDS = {"none": "delik biasa", "relative": "aduan dalam keluarga", "absolute": "delik aduan"}
#: Gates of prison that old and new may answer differently: id, months, whether exactly that many months passes, cite.
GATES = (
    ("five_years", 60, True, "UU 20/2025 Pasal 80 ayat (1) huruf a; Perja 15/2020 Pasal 5 ayat (1) huruf b"),
    ("under_seven_years", 84, False, "UU 11/2012 Pasal 7 ayat (2) huruf a"),
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing compared: what the old and the new law say (words), and which favours the offender."""

    name: str
    old: str
    new: str
    favours: str
    says_id: str
    says_en: str


@dataclass(frozen=True, slots=True)
class GateFlip:
    """A gate of prison that lets one law through and not the other; None in an answer means the penalty is unknown."""

    gate: str
    cite: str
    months: int
    old_id: str
    new_id: str
    old_passes: bool | None
    new_passes: bool | None

    @property
    def certain(self) -> bool:
        """Whether both penalties are known, so that the answers certainly differ."""
        return self.old_passes is not None and self.new_passes is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Old against new for one offence.

    `called_for`: whether the act came before the change, so that art 3 asks for this; None when the day is unknown.
    `more_favourable`: old, new, equal, mixed or unknown; the decision is a judge's.
    """

    old: Offence | None
    new: Offence | None
    called_for: bool | None
    criteria: tuple[Criterion, ...]
    more_favourable: str
    gate_flips: tuple[GateFlip, ...]
    says_id: str = "Perbandingan menurut katalog; mana yang lebih menguntungkan diputuskan hakim (UU 1/2023 Pasal 3, 618)."
    says_en: str = "A comparison by the catalogue; which is more favourable a judge decides (UU 1/2023 arts 3, 618)."


def compare(offence_id: str, catalogue: Catalogue, acted_on: date | None) -> Comparison:
    """Compare an offence with its counterpart across 2 January 2026 (the first of several). KeyError for an unknown id.

    Without a counterpart in the catalogue the answer is unknown: that a row is missing does not show that the act is no
    longer criminal.
    """
    old, new = _sides(catalogue[offence_id], catalogue)
    called_for = None if acted_on is None else acted_on < NEW_CODE_FROM
    if old is None or new is None:
        criteria: tuple[Criterion, ...] = (_no_counterpart(old, new),)
        return Comparison(old, new, called_for, criteria, UNKNOWN, ())
    criteria = (
        Criterion("criminal", "ya", "ya", EQUAL, "Masih tindak pidana menurut keduanya.", "Still an offence under both."),
        _months("max_prison", "Ancaman penjara terlama", "Longest prison", old, new),
        _months("min_prison", "Ancaman minimum khusus", "Special minimum", old, new),
        _fine(old, new),
        _complaint(old, new),
        _limitation(old, new),
        _payment(old, new),
    )
    return Comparison(old, new, called_for, criteria, _overall(criteria), tuple(_flips(old, new)))


def gate_flips(catalogue: Catalogue) -> tuple[GateFlip, ...]:
    """Every pair of the catalogue for which a gate answers differently, or may: one of the penalties is unknown."""
    pairs = [(old, catalogue.successor(old.id)) for old in catalogue if old.in_force_from < NEW_CODE_FROM]
    return tuple(flip for old, new in pairs if new and new.in_force_from == NEW_CODE_FROM for flip in _flips(old, new))


def _sides(offence: Offence, catalogue: Catalogue) -> tuple[Offence | None, Offence | None]:
    if offence.in_force_from < NEW_CODE_FROM:
        follows = catalogue.successor(offence.id)
        while follows is not None and follows.in_force_from < NEW_CODE_FROM:
            follows = catalogue.successor(follows.id)
        still = offence if offence.in_force_to is None else None
        return offence, follows or still
    before = catalogue.predecessors(offence.id)
    return (before[0] if before else None), offence


def _no_counterpart(old: Offence | None, new: Offence | None) -> Criterion:
    known = old or new
    label = known.label if known else ""
    return Criterion(
        "criminal",
        "ya" if old else "tidak diketahui",
        "ya" if new else "tidak diketahui",
        UNKNOWN,
        f"Katalog tidak memuat padanan {label}; periksa apakah masih tindak pidana.",
        f"The catalogue has no counterpart of {label}; check whether it is still an offence.",
    )


def _lower(old: float | None, new: float | None) -> str:
    if old is None or new is None:
        return UNKNOWN
    return EQUAL if old == new else OLD if old < new else NEW


def _said(favours: str) -> tuple[str, str]:
    words = {
        OLD: ("hukum lama lebih ringan", "the old law is lighter"),
        NEW: ("hukum baru lebih ringan", "the new law is lighter"),
        EQUAL: ("sama", "equal"),
        UNKNOWN: ("belum dapat dibandingkan", "cannot be compared yet"),
    }
    return words[favours]


def _criterion(name: str, what: tuple[str, str], old: str, new: str, favours: str) -> Criterion:
    said, said_en = _said(favours)
    says_id = f"{what[0]}: {old} menjadi {new}; {said}."
    return Criterion(name, old, new, favours, says_id, f"{what[1]}: {old} to {new}; {said_en}.")


def _months(name: str, what_id: str, what_en: str, old: Offence, new: Offence) -> Criterion:
    values: list[float | None]
    sides = (old, new)
    if name == "max_prison":
        values, texts = [_prison(o) for o in sides], [_prison_words(o) for o in sides]
    else:
        values = [o.min_prison_months if o.penalty_known else None for o in sides]
        texts = ["tidak diketahui" if v is None else f"{v:g} bulan" if v else "tidak ada" for v in values]
    return _criterion(name, (what_id, what_en), texts[0], texts[1], _lower(values[0], values[1]))


def _prison(offence: Offence) -> float | None:
    """Months for comparing; life and death rank above every term."""
    rank = {"term": 0, "life": 1, "death": 2}[offence.ceiling]
    return offence.max_prison_months + rank if offence.penalty_known else None


def _prison_words(offence: Offence) -> str:
    if not offence.penalty_known:
        return "tidak diketahui"
    beyond = {"life": "seumur hidup atau ", "death": "mati, seumur hidup, atau "}.get(offence.ceiling, "")
    return f"{beyond}{offence.max_prison_months:g} bulan"


def _fine(old: Offence, new: Offence) -> Criterion:
    texts = [_fine_words(o) for o in (old, new)]
    known = old.penalty_known and new.penalty_known and old.fine_known and new.fine_known
    amounts = (old.max_fine_rupiah, new.max_fine_rupiah)
    # A fine beside prison weighs more, a fine instead of prison less; the catalogue does not say which it is.
    one_sided = (amounts[0] is None) != (amounts[1] is None)
    favours = UNKNOWN if not known or one_sided else _lower(amounts[0] or 0, amounts[1] or 0)
    return _criterion("fine", ("Ancaman denda", "Fine"), texts[0], texts[1], favours)


def _fine_words(offence: Offence) -> str:
    if not offence.fine_known or not offence.penalty_known:
        return "tidak diketahui"
    return "tanpa denda" if offence.max_fine_rupiah is None else f"Rp{offence.max_fine_rupiah:,}".replace(",", ".")


def _complaint(old: Offence, new: Offence) -> Criterion:
    favours = _lower(-_COMPLAINT_RANK[old.complaint], -_COMPLAINT_RANK[new.complaint])
    texts = [_COMPLAINT_WORDS[offence.complaint] for offence in (old, new)]
    return _criterion("complaint", ("Delik aduan", "Complaint"), texts[0], texts[1], favours)


def limitation_years(offence: Offence, *, new_code: bool) -> int | None:
    """Years after which prosecution is barred (UU 1/2023 art 136(1); old code art 78(1)); None when unknown.

    For adults; a third of it for children. In the old code a row without prison is taken as a pelanggaran.
    """
    if not offence.penalty_known:
        return None
    months = offence.max_prison_months
    if not new_code:
        if offence.ceiling != "term":
            return 18
        return 1 if months == 0 else 6 if months <= 36 else 12
    if offence.ceiling != "term" or months > 180:
        return 20
    return 3 if months <= 12 else 6 if months <= 36 else 12 if months <= 84 else 18


def _limitation(old: Offence, new: Offence) -> Criterion:
    years = limitation_years(old, new_code=False), limitation_years(new, new_code=True)
    texts = ["tidak diketahui" if y is None else f"{y} tahun" for y in years]
    return _criterion("limitation", ("Daluwarsa penuntutan", "Limitation"), texts[0], texts[1], _lower(years[0], years[1]))


def _payment(old: Offence, new: Offence) -> Criterion:
    """Whether paying a fine can end the case (UU 1/2023 art 132(1)(d), (e); old code art 82)."""
    rooms = [_payable_before(old), _payable_since(new)]
    texts = ["tidak diketahui" if r is None else "dapat" if r else "tidak dapat" for r in rooms]
    favours = UNKNOWN if None in rooms else EQUAL if rooms[0] == rooms[1] else OLD if rooms[0] else NEW
    return _criterion("payment", ("Gugur karena membayar denda", "Ends by paying a fine"), texts[0], texts[1], favours)


def _payable_before(offence: Offence) -> bool | None:
    return offence.fine_only if offence.penalty_known else None


def _payable_since(offence: Offence) -> bool | None:
    from rembuk.reference.tables import fine_category

    if not offence.penalty_known or not offence.fine_known:
        return None
    second, third = (fine_category(number, NEW_CODE_FROM) or 0 for number in (2, 3))
    fine = offence.max_fine_rupiah or 0
    if offence.fine_only:
        return fine <= max(second, third)
    return offence.max_prison_months <= 12 and fine > 0


def _overall(criteria: tuple[Criterion, ...]) -> str:
    """One side only when every criterion that differs points there and none is unknown."""
    favours = {criterion.favours for criterion in criteria} - {EQUAL}
    if {OLD, NEW} <= favours:
        return MIXED
    if UNKNOWN in favours:
        return UNKNOWN
    return favours.pop() if favours else EQUAL


def _flips(old: Offence, new: Offence) -> list[GateFlip]:
    found = []
    for gate, months, inclusive, cite in GATES:
        passes = [_passes(offence, months, inclusive) for offence in (old, new)]
        if passes[0] != passes[1]:
            found.append(GateFlip(gate, cite, months, old.id, new.id, passes[0], passes[1]))
    return found


def _passes(offence: Offence, months: int, inclusive: bool) -> bool | None:
    if not offence.penalty_known:
        return None
    if offence.ceiling != "term":
        return False
    return offence.max_prison_months <= months if inclusive else offence.max_prison_months < months
