"""What in an agreement is forbidden or doubtful before anybody signs it.

Nouns. A *finding* is `forbidden` (the agreement cannot be signed so) or doubtful (a person must say why it stands). Forbidden is what
can be seen without judging: a term nobody is named to do, a payment without an amount, a day before the agreement, a child's
compensation later than the law allows; and what a person has declared of this very agreement: that it breaks the law or human
rights, harms a third party, cannot be carried out. Words prove nothing, in either direction: a term whose words match
`forbidden_terms.yaml` is doubtful, so that signing stops until a person declares the matter or writes why the term stands, and a
term that matches none may still be forbidden. A declaration counts for the agreement drafted before it, not for a later version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from rembuk.law.calendar import due_in_months
from rembuk.record.case import Case, Thing
from rembuk.record.days import day_in
from rembuk.record.kinds import Words
from rembuk.record.performance import amount_of, last_due
from rembuk.record.terms import current, terms_of

_FILE = Path(__file__).parent / "forbidden_terms.yaml"
_DATED = ("pay", "return", "repair", "do", "rehabilitate", "adat")
_COMPENSATION = ("pay", "return", "repair")
_OF_THE_CASE = ("suspect", "victim", "family_of_suspect", "family_of_victim", "guardian", "heir")
_VICTIM_SIDE = ("victim", "heir", "guardian", "family_of_victim")
_CHILD_MONTHS = 3


class TermFinding(NamedTuple):
    """What is wrong with a term (or, with term "", the agreement), whether it forbids signing, and what to do; `cite` where it is law."""

    term: str
    code: str
    forbidden: bool
    says: str
    says_en: str
    mend: str
    mend_en: str
    cite: str = ""


class Ground(NamedTuple):
    """Why a term is forbidden, and the fact with which a person declares it."""

    fact: str
    says: Words
    cite: str
    confidence: str


class Pattern(NamedTuple):
    """Words that may point at a forbidden term."""

    words: re.Pattern[str]
    ground: str
    says: Words


@lru_cache(maxsize=1)
def forbidden_terms() -> tuple[Mapping[str, Ground], tuple[Pattern, ...]]:
    """The grounds by code and the patterns, as `forbidden_terms.yaml` writes them."""
    tree = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    grounds = {code: Ground(g["fact"], Words(**g["says"]), g["cite"], g["confidence"]) for code, g in tree["grounds"].items()}
    return grounds, tuple(Pattern(re.compile(p["words"]), p["ground"], Words(**p["says"])) for p in tree["patterns"])


def check(case: Case, agreement: Thing, *, loss: int | None, packet_due: date | None) -> list[TermFinding]:
    """Everything forbidden or doubtful in an agreement; `loss` in rupiah if known, `packet_due` the last day by which all must be done."""
    return [
        *_empty(case, agreement), *_declared(case, agreement),
        *(finding for term in terms_of(case, agreement) for finding in _of_term(case, agreement, term)),
        *_above_loss(case, agreement, loss), *_outruns(case, agreement, packet_due),
    ]  # fmt: skip


def loss_of(case: Case, suspect: str = "") -> int | None:
    """The victim's loss in rupiah, as stated of this suspect or else of the case; None when it is not known."""
    cell = (case.facts.get((suspect, "loss")) if suspect else None) or case.facts.get(("", "loss"))
    return cell.value if cell and isinstance(cell.value, int) else None


def _empty(case: Case, agreement: Thing) -> Iterator[TermFinding]:
    if not terms_of(case, agreement):
        yield TermFinding("", "empty", True, "kesepakatan tanpa butir", "an agreement without terms", "tulis paling sedikit satu butir", "write at least one term")


def _declared(case: Case, agreement: Thing) -> Iterator[TermFinding]:
    for code, ground in forbidden_terms()[0].items():
        if declared(case, agreement, ground.fact):
            yield TermFinding(
                "", code, True, f"dinyatakan bahwa isinya {ground.says.id}", f"it was declared that it {ground.says.en}",
                "susun kesepakatan baru tanpa isi itu", "draft a new agreement without it", ground.cite,
            )  # fmt: skip


def declared(case: Case, agreement: Thing, fact: str) -> bool | None:
    """What people declared of this agreement since it was drafted; where they differ, that it is so. None: nobody has yet."""
    drafted, said = case.place[agreement.added_by.id], []
    for suspect in {agreement["suspect"] or "", ""}:
        cell = case.facts.get((suspect, fact))
        said += [s.value for s in (cell.said if cell else ()) if case.place[s.act.id] > drafted and isinstance(s.value, bool)]
    return any(said) if said else None


def _of_term(case: Case, agreement: Thing, term: Thing) -> Iterator[TermFinding]:
    yield from _by_words(case, agreement, term)
    yield from _people(case, term)
    yield from _form(agreement, term)
    yield from _of_child(case, agreement, term)


def _by_words(case: Case, agreement: Thing, term: Thing) -> Iterator[TermFinding]:
    """Words that suggest a forbidden term, unless a person has declared the matter for this agreement, either way."""
    grounds, patterns = forbidden_terms()
    what = str(term["what"] or "").lower()
    for pattern in patterns:
        ground = grounds[pattern.ground]
        if pattern.words.search(what) and declared(case, agreement, ground.fact) is None:
            yield TermFinding(
                term.id, pattern.ground, False, f"butir ini tampaknya {pattern.says.id}; periksa apakah isinya {ground.says.id}",
                f"this term seems to be one that {pattern.says.en}; check whether it {ground.says.en}",
                "nyatakan hasil pemeriksaan, ganti butir ini, atau tulis mengapa tetap berlaku",
                "declare what you found, replace the term, or say why it stands", ground.cite,
            )  # fmt: skip


def _people(case: Case, term: Thing) -> Iterator[TermFinding]:
    owner, to = case.thing("party", term["owner"]), case.thing("party", term["to_party"])
    if owner is None:
        yield _finding(term, "ownerless", True, "butir tanpa pelaksana", "nobody is named to do it", "sebut siapa yang melakukan", "name who does it")
    elif owner["role"] not in _OF_THE_CASE:
        yield _finding(
            term, "third_party", False, "butir membebani orang di luar perkara", "the term burdens somebody outside the case",
            "catat bahwa ia bersedia", "record that this person agrees",
        )  # fmt: skip
    if term["term_kind"] == "pay" and to is None and len(case.victims) > 1:
        yield _finding(
            term, "recipient_unnamed", False, "korban lebih dari satu dan penerima tidak disebut", "there are several victims and no recipient is named",
            "sebut kepada siapa dibayar", "name who is paid",
        )  # fmt: skip
    elif term["term_kind"] == "pay" and to is not None and to["role"] not in _VICTIM_SIDE:
        yield _finding(
            term, "paid_elsewhere", False, "dibayar kepada orang yang bukan korban atau wakilnya", "paid to somebody who is neither victim nor representative",
            "tulis mengapa kepadanya", "say why to this person",
        )  # fmt: skip


def _form(agreement: Thing, term: Thing) -> Iterator[TermFinding]:
    if term["term_kind"] in _DATED and not term["due_on"]:
        yield _finding(term, "undated", True, "butir tanpa tanggal", "the term has no day", "isi paling lambat kapan", "say by when")
    if term["term_kind"] == "pay" and not amount_of(term):
        yield _finding(term, "no_amount", True, "pembayaran tanpa jumlah", "a payment without an amount", "isi jumlahnya", "fill in the amount")
    due, made = day_in(term["due_on"]), day_in(agreement["on"])
    if due and made and due < made:
        yield _finding(
            term, "impossible", True, "jatuh tempo sebelum kesepakatan dibuat", "due before the agreement was made", "perbaiki tanggalnya", "correct the day",
        )  # fmt: skip


def _of_child(case: Case, agreement: Thing, term: Thing) -> Iterator[TermFinding]:
    """A child's diversion: at most three months from the agreement, for compensation or restoration without exception."""
    suspect = agreement["suspect"]
    diversions = [d for d in case.all("diversion") if d["diversion_result"] != "failed" and (not suspect or d["suspect"] == suspect)]
    due, made = day_in(term["due_on"]), day_in(agreement["on"])
    if not diversions or due is None or made is None or due <= (due_in_months(made, _CHILD_MONTHS).day or due):
        return
    compensation = term["term_kind"] in _COMPENSATION
    yield TermFinding(
        term.id, "child_three_months", compensation, f"diversi: butir ini jatuh tempo {due.isoformat()}, lebih dari tiga bulan sejak kesepakatan",
        f"diversion: the term is due on {due.isoformat()}, more than three months after the agreement",
        "percepat tanggalnya" if compensation else "percepat tanggalnya, atau tulis dasar perpanjangannya",
        "bring the day forward" if compensation else "bring the day forward, or state the ground of the extension",
        "PP 65/2015 Pasal 8 ayat (1)" if compensation else "PP 65/2015 Pasal 8 ayat (2)",
    )  # fmt: skip


def promised(case: Case, agreement: Thing, *, of_all: bool) -> int:
    """The rupiah an agreement lets be paid; `of_all` adds the agreements that count for the other suspects."""
    counted = {agreement.id: agreement}
    for suspect in case.suspects if of_all else ():
        other = current(case, suspect.id)
        counted |= {other.id: other} if other else {}
    return sum(amount_of(term) for one in counted.values() for term in terms_of(case, one) if term["term_kind"] == "pay")


def _above_loss(case: Case, agreement: Thing, loss: int | None) -> Iterator[TermFinding]:
    total = promised(case, agreement, of_all=(agreement["suspect"] or "", "loss") not in case.facts)
    if total and loss is None:
        yield TermFinding(
            "", "loss_unknown", False, "kerugian belum diketahui, jadi jumlah belum dapat dibandingkan", "the loss is unknown, so the amount cannot be compared",
            "catat kerugian korban", "record the victim's loss",
        )  # fmt: skip
    if loss is not None and total > loss:
        yield TermFinding(
            "", "above_loss", False, f"jumlah Rp{total:,} melebihi kerugian Rp{loss:,}".replace(",", "."), f"Rp{total:,} is more than the loss of Rp{loss:,}",
            "tulis mengapa lebih dari kerugian", "say why it is more than the loss",
        )  # fmt: skip


def _outruns(case: Case, agreement: Thing, packet_due: date | None) -> Iterator[TermFinding]:
    """SEMA 1/2026: the court wants proof that all of it was performed."""
    last = last_due(case, agreement)
    if packet_due and last and last > packet_due:
        yield TermFinding(
            "", "outruns_packet", False, f"butir terakhir jatuh tempo {last.isoformat()}, sesudah seluruhnya harus terlaksana ({packet_due.isoformat()})",
            f"the last term falls due on {last.isoformat()}, after all of it must be performed ({packet_due.isoformat()})",
            "percepat pelaksanaan, atau selesaikan di tahap berikutnya", "perform sooner, or settle at the next stage",
            "SEMA 1/2026 Lampiran III angka 2 huruf b",
        )  # fmt: skip


def _finding(term: Thing, code: str, forbidden: bool, says: str, says_en: str, mend: str, mend_en: str) -> TermFinding:
    return TermFinding(term.id, code, forbidden, says, says_en, mend, mend_en)
