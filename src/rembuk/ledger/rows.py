"""The statements that read and write acts and seals. All SQL of the ledger's own rows stands here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from rembuk.ledger.chain import BEGINNING, act_from
from rembuk.ledger.connection import Rows, Statement, run_together
from rembuk.ledger.errors import StoreDamaged
from rembuk.ledger.seal import Seal
from rembuk.record.act import Act

ROWS_A_STATEMENT = 200
"""Rows inserted by one statement: 8 values each, well under what SQLite and PostgreSQL allow."""

_ACT = "case_id, kind, device, number, clock, body, position, received_ms"
_INSERT = "insert into ledger_act (case_id, kind, device, number, clock, body, hash, received_ms) values "
_SEAL = "insert into ledger_seal (device, first, last, head, signature, sealed_ms) values (%s, %s, %s, %s, %s, %s)"
_NEWEST = "select max(clock) from ledger_act"
_COUNTS = "not exists (select 1 from ledger_refusal r where r.device = ledger_act.device and r.number = ledger_act.number)"
_HEAD = f"""
select d.code, d.public_key, exists(select 1 from ledger_device_revocation r where r.device = d.code), a.number, a.hash, a.clock, ({_NEWEST}),
  exists(select 1 from ledger_branch b where b.code = d.code)
from ledger_device d
left join ledger_act a on a.device = d.code and a.number = (select max(n.number) from ledger_act n where n.device = d.code)
where d.code = %s
"""
_OWN_HEAD = _HEAD.replace("where d.code = %s", "where d.code = coalesce((select o.code from ledger_branch o where o.own_of = %s), %s)")


class Stored(NamedTuple):
    """An act with its place in this store's log, and when this store took it in (milliseconds since 1970, UTC)."""

    position: int
    act: Act
    received_ms: int

    @property
    def received_at(self) -> datetime:
        """When this store took it in (aware, UTC)."""
        return datetime.fromtimestamp(self.received_ms / 1000, UTC)


class Chained(NamedTuple):
    """An act ready to be written: with its body and the hash that its place in the chain gives it."""

    act: Act
    body: bytes
    hash: bytes


class Print(NamedTuple):
    """What tells one act of this store from any other there ever was: its device and number, and its hash."""

    device: str
    number: int
    hash: bytes


class Head(NamedTuple):
    """Where a device's chain ends in this store: its newest act's number, hash and clock (0, `BEGINNING`, 0 before the first).

    `newest` is the latest clock of any act in this store; 0 while there is none. `is_branch` when the device's acts are signed under the
    code of another (`branches.py`).
    """

    code: str
    public_key: bytes
    is_revoked: bool
    number: int
    hash: bytes
    clock: int
    newest: int
    is_branch: bool


def head_query(device: str) -> Statement:
    """Asks for the end of a device's chain; `head_from` reads the answer."""
    return _HEAD, [device]


def own_head_query(device: str) -> Statement:
    """Asks for the end of the chain that the holder of this device's key writes here: its own, or its branch of it."""
    return _OWN_HEAD, [device, device]


def head_from(rows: Rows) -> Head | None:
    """The end of the device's chain; None for a device that is not enrolled."""
    if not rows:
        return None
    code, public_key, is_revoked, number, digest, clock, newest, is_branch = rows[0]
    before = bytes(digest) if digest is not None else BEGINNING
    return Head(code, bytes(public_key), bool(is_revoked), number or 0, before, clock or 0, newest or 0, bool(is_branch))


def insert(
    cursor: Any, chained: Sequence[Chained], seals: Iterable[tuple[Seal, int]], received_ms: int, beside: Sequence[Statement] = ()
) -> tuple[int, ...]:
    """Writes the acts, seals with the number of the first act that each covers, and what is to be written beside; gives the acts' positions in order."""
    parts = [chained[start : start + ROWS_A_STATEMENT] for start in range(0, len(chained), ROWS_A_STATEMENT)]
    acts = [_act_statement(part, received_ms) for part in parts]
    sealing = [(_SEAL, [one.device, first, one.last, one.head, one.signature, one.sealed_ms]) for one, first in seals]
    answers = run_together(cursor, [*acts, *sealing, *beside])[: len(acts)]
    positions = {(device, number): position for rows in answers for device, number, position in rows}
    return tuple(positions[one.act.device, one.act.number] for one in chained)


def select_acts(cursor: Any, where: str, parameters: Sequence[Any], limit: int | None = None, *, refused: bool = False) -> Iterator[Stored]:
    """The acts that the condition names, in the order of this store's log; raises StoreDamaged for one that cannot be read.

    Acts that were refused after they had been taken in count for nothing and are left out, unless asked for.
    """
    tail = f" limit {limit:d}" if limit is not None else ""
    counts = "" if refused else f" and {_COUNTS}"
    cursor.execute(f"select {_ACT} from ledger_act where {where}{counts} order by position{tail}", parameters)
    return map(_stored, cursor.fetchall())


def prints_query(case_id: str) -> Statement:
    """Asks for the acts of a case, in the order of this store's log and without refused ones; `prints_from` reads the answer."""
    return f"select device, number, hash from ledger_act where case_id = %s and {_COUNTS} order by position", [case_id]


def prints_from(rows: Rows) -> tuple[Print, ...]:
    """The prints of those acts."""
    return tuple(map(Print._make, rows))


def newest_clock(cursor: Any) -> int:
    """The latest clock of any act; 0 while there is none."""
    cursor.execute(_NEWEST)
    (newest,) = cursor.fetchone()
    return newest or 0


def _act_statement(part: Sequence[Chained], received_ms: int) -> Statement:
    values = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(part))
    parameters: list[Any] = []
    for act, body, digest in part:
        parameters += (act.case, act.kind, act.device, act.number, act.clock, body, digest, received_ms)
    return f"{_INSERT}{values} returning device, number, position", parameters


def _stored(row: tuple[Any, ...]) -> Stored:
    case, kind, device, number, clock, body, position, received_ms = row
    try:
        return Stored(position, act_from(case, kind, device, number, clock, bytes(body)), received_ms)
    except ValueError as error:
        raise StoreDamaged(
            f"tindakan {device}.{number} pada perkara {case} rusak dalam penyimpanan; jalankan rembuk verify",
            f"act {device}.{number} of case {case} is damaged in the store; run rembuk verify",
        ) from error
