"""A fork taken in as a branch, and a branch's acts given their own code where they stand under the device's.

Two copies of one device go on writing under the same numbers. Whoever has one continuation and meets the other keeps both (`branches.py`):
the second that arrives becomes the branch, and the copy that wrote it learns so and names its acts alike.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connections

from rembuk.ledger import enrolment, guards
from rembuk.ledger.branches import Lineage, Step, code_of, lineage_of, steps_of
from rembuk.ledger.chain import body_of, canonical_act
from rembuk.ledger.connection import run_together
from rembuk.ledger.receiving import Branched, Left, Reason, Received, known_end, take_in, with_head
from rembuk.ledger.rows import head_from, head_query, select_acts
from rembuk.ledger.seal import Seal
from rembuk.ledger.sync.notices import notice
from rembuk.record.act import Act


def take_in_forks(using: str, received: Received, seals: Collection[Seal], now: datetime) -> Received:
    """What was left as a fork, taken in under the codes of branches where a seal vouches for it; inside the caller's transaction."""
    forked = sorted((one.act for one in received.left if one.reason is Reason.FORK), key=lambda act: (act.device, act.number))
    left = [one for one in received.left if one.reason is not Reason.FORK]
    acts, positions, known, branches = received.acts, received.positions, received.known, list(received.branches)
    for device, theirs in groupby(forked, key=lambda act: act.device):
        part, branch = _branch(using, device, list(theirs), seals, now)
        acts, positions, known = (*acts, *part.acts), (*positions, *part.positions), known + part.known
        left += part.left
        branches += [branch] if branch else []
    return Received(acts, positions, known, tuple(left), tuple(branches))


def _branch(using: str, device: str, acts: Sequence[Act], seals: Collection[Seal], now: datetime) -> tuple[Received, Branched | None]:
    """The acts of one forked device, and the branch that they are; left as they are when nothing vouches for them."""
    connection = connections[using]
    with connection.cursor() as cursor:
        lineage, first = lineage_of(cursor, device), acts[0].number
        digests = _digests(cursor, lineage, device, acts)
        head = head_from(run_together(cursor, [head_query(device)])[0])
        told = [with_head(one, {(device, number): digest for number, digest in digests.items()}) for one in seals if one.device == device]
        vouched = head is not None and any(digests.get(one.last) == one.head and lineage.is_sealed(one, head.public_key) for one in told)
        if head is None or not vouched:
            return Received((), (), 0, tuple(Left(act, Reason.FORK) for act in acts)), None
        code = code_of(device, first, digests[first])
        enrol_branch(using, Step(code, device, first), now)
    presented = [Lineage((Step(code, device, first),)).presented(act) for act in acts]
    part = take_in(connection, presented, [one._replace(device=code) for one in told], now)
    return part, Branched(device, first, code)


def _digests(cursor: Any, lineage: Lineage, device: str, acts: Sequence[Act]) -> dict[int, bytes]:
    """The hash of each act after the chain that is here; as far as there is no gap."""
    before, _ = known_end(cursor, *lineage.place_before(device, acts[0].number), {})
    digests: dict[int, bytes] = {}
    for act in acts:
        if before is None or act.number != acts[0].number + len(digests):
            break
        kept, body = canonical_act(act)
        before = digests[act.number] = lineage.hash_after(before, kept, body)
    return digests


def enrol_branch(using: str, step: Step, now: datetime) -> None:
    """Writes the branch down as a device with the same key, and tells people that there are two copies."""
    with connections[using].cursor() as cursor:
        cursor.execute("select public_key, office, label from ledger_device where code = %s", [step.device])
        public_key, office, label = cursor.fetchone()
        enrolment.enrol(using, step.code, bytes(public_key), office, f"{label} (cabang {step.device} mulai {step.first})", step.device, now)
        cursor.execute(
            "insert into ledger_branch (code, device, first, own_of, at_ms) values (%s, %s, %s, '', %s) on conflict (code) do nothing",
            [step.code, step.device, step.first, round(now.timestamp() * 1000)],
        )
    notice(using, "fork", step.code, now, device=step.device, branch=step.code, first=step.first)


def adopt(using: str, step: Step, own_of: str, now: datetime) -> int:
    """Gives the branch's acts their code where this store holds them under the device's; how many there were. One transaction of the caller's.

    Only acts that the branch's code was made from are renamed. Their hashes stay as they are: they were made of the signed form. With
    `own_of` (the code in this node's key file) what this node writes from now on continues the branch.
    """
    connection = connections[using]
    enrol_branch(using, step, now)
    with connection.cursor() as cursor:
        digest, _ = known_end(cursor, step.device, step.first, {})
        if digest is None or code_of(step.device, step.first, digest) != step.code:
            return 0
        acts = [stored.act for stored in select_acts(cursor, "device = %s and number >= %s", [step.device, step.first], refused=True)]
        guards.remove(connection)
        for act in acts:
            _rename(cursor, Lineage((step,)).presented(act), act)
        _rename_seals(cursor, step)
        if own_of:
            cursor.execute("update ledger_branch set own_of = case when code = %s then %s else '' end where code = %s or own_of = %s", [step.code, own_of, step.code, own_of])
        guards.install(connection)
    return len(acts)


def _rename(cursor: Any, act: Act, old: Act) -> None:
    body = body_of(act.fields, act.author, act.seen, act.shape)
    cursor.execute(
        "update ledger_act set device = %s, case_id = %s, body = %s where device = %s and number = %s", [act.device, act.case, body, old.device, old.number]
    )
    cursor.execute("update ledger_refusal set device = %s where device = %s and number = %s", [act.device, old.device, old.number])


def _rename_seals(cursor: Any, step: Step) -> None:
    """Seals over the branch's acts go with them; what they covered before its beginning is sealed again by later ones."""
    cursor.execute("select min(last) from ledger_seal where device = %s and last >= %s", [step.device, step.first])
    (first_seal,) = cursor.fetchone()
    if first_seal is None:
        return
    cursor.execute("update ledger_seal set first = %s where device = %s and last = %s", [step.first, step.device, first_seal])
    cursor.execute("update ledger_seal set device = %s where device = %s and last >= %s", [step.code, step.device, step.first])


def own_code(using: str, key_code: str) -> str:
    """The code under which the holder of this key writes in this store: its own, or that of its branch."""
    with connections[using].cursor() as cursor:
        cursor.execute("select code from ledger_branch where own_of = %s", [key_code])
        row = cursor.fetchone()
    return str(row[0]) if row else key_code


def all_steps(using: str) -> dict[str, Step]:
    """Every branch of this store by its code."""
    with connections[using].cursor() as cursor:
        return dict(steps_of(cursor))
