"""The packet a district court wants before it declares a stop valid, checked against the record.

SEMA 1/2026, annex III number 2 letter b, wants at least: the agreement signed by suspect, victim and officer; the decree; proof that
the whole agreement is performed. The court then tests conformity, conditions and exclusions. Read from a court commentary: secondary.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rembuk.record.agreement import check, current, loss_of, performed, settled, signatures, terms_of, unsigned
from rembuk.record.case import Case, Thing
from rembuk.record.consent import speaks_for
from rembuk.record.procedure import Plan


class Item(NamedTuple):
    """One thing the court looks for: whether it is there (None: cannot be told), and what it is."""

    code: str
    present: bool | None
    says: str
    says_en: str
    proof: tuple[str, ...] = ()


class Packet(NamedTuple):
    """The items in the order the court checks them; complete only when every item is surely there."""

    items: tuple[Item, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing or unsure."""
        return all(item.present is True for item in self.items)


def packet_of(case: Case, suspect: str = "") -> Packet:
    """The packet for one suspect's stop ("" for the whole case)."""
    agreement = current(case, suspect)
    decrees = [d for d in case.all("decree") if (d["suspect"] in (None, suspect) or not suspect) and not d["revoked"]]
    return Packet((*_agreement_items(case, agreement), _decree_item(decrees), *_performance_items(case, agreement), _restored_item(case, suspect)))


def packet_due(plan: Plan) -> date | None:
    """The last day by which all must be performed: the nearest due day of a step or clock that performance completes; None if none runs."""
    steps = [step.timing for step in plan.next if step.certain and "performed" in step.step.until]
    clocks = [clock.timing for clock in plan.running if clock.certain and "performed" in clock.clock.end]
    return min((timing.due.day for timing in [*steps, *clocks] if timing and timing.due and timing.due.day), default=None)


def _agreement_items(case: Case, agreement: Thing | None) -> list[Item]:
    if agreement is None:
        return [Item("agreement", False, "surat kesepakatan belum ada", "there is no agreement")]
    left = ", ".join(str(party["name"]) for party in unsigned(case, agreement))
    signed = signatures(case, agreement)
    officer = "officer" in signed
    forbidden = [f for f in check(case, agreement, loss=loss_of(case, agreement["suspect"] or ""), packet_due=None) if f.forbidden]
    return [
        Item("signed", not left, f"kesepakatan ditandatangani tersangka dan korban{f' (belum: {left})' if left else ''}",
             f"agreement signed by suspect and victim{f' (missing: {left})' if left else ''}", tuple(v for k, v in signed.items() if k != "officer")),
        Item("officer_signed", officer, "kesepakatan ditandatangani penyidik atau penuntut umum", "agreement signed by the investigator or prosecutor",
             (signed["officer"],) if officer else ()),
        Item("lawful", not forbidden, f"isi kesepakatan tidak dilarang{_told([f.says for f in forbidden])}",
             f"nothing forbidden in the agreement{_told([f.says_en for f in forbidden])}", (agreement.id,)),
    ]  # fmt: skip


def _told(faults: list[str]) -> str:
    return f" ({'; '.join(dict.fromkeys(faults))})" if faults else ""


def _decree_item(decrees: list[Thing]) -> Item:
    return Item("decree", bool(decrees), "surat ketetapan penghentian", "the decree of termination", tuple(d.id for d in decrees))


def _performance_items(case: Case, agreement: Thing | None) -> list[Item]:
    if agreement is None:
        return []
    terms = terms_of(case, agreement)
    open_terms = [term for term in terms if not settled(case, term)]
    what = "; ".join(str(term["what"]) for term in open_terms)
    unproved = [term for term in terms if settled(case, term) and not _proof_of(case, term)]
    return [
        Item("performed", performed(case, agreement) is True, f"bukti seluruh kesepakatan dilaksanakan{f' (terbuka: {what})' if what else ''}",
             f"proof that the whole agreement is performed{f' (open: {what})' if what else ''}", tuple(p for t in terms for p in _proof_of(case, t))),
        Item("proved", not unproved, "setiap butir punya bukti pelaksanaan", "each term has proof of performance"),
    ]  # fmt: skip


def _proof_of(case: Case, term: Thing) -> list[str]:
    """The acts that prove a term: its own record of performance or waiver, and the payments on it."""
    acts = [act.id for act in term.acts if act.kind in ("term_performed", "term_waived")]
    return acts + [payment.id for payment in case.all("payment") if payment["term"] == term.id]


def restored(case: Case, suspect: str = "") -> dict[str, str]:
    """The victims who stated that they are restored, by themselves or by a representative, to the id of the statement."""
    out: dict[str, str] = {}
    for act in case.acts_of("restoration_stated", suspect=suspect):
        speaker = str(act.fields.get("party"))
        out |= {victim.id: act.id for victim in case.victims if victim.id == speaker or speaks_for(case, speaker, victim, act)}
    return out


def _restored_item(case: Case, suspect: str) -> Item:
    stated = restored(case, suspect)
    left = ", ".join(str(victim["name"]) for victim in case.victims if victim.id not in stated) if stated else ""
    return Item(
        "restored", bool(stated) and not left, f"pernyataan korban bahwa keadaannya dipulihkan{f' (belum: {left})' if left else ''}",
        f"the victim's statement of restoration{f' (missing: {left})' if left else ''}", tuple(stated.values()),
    )  # fmt: skip
