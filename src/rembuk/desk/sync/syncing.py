"""Syncing with the hub now, asked for by a person, a timer or a command; one at a time, and what came of it in words."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from rembuk.desk.node import casework
from rembuk.desk.sync.media import Carried, carry
from rembuk.desk.sync.one_at_a_time import one_at_a_time
from rembuk.desk.sync.refreshing import note, refresh
from rembuk.desk.sync.wiping import wipe
from rembuk.ledger.forks import own_code
from rembuk.ledger.sync import hubs
from rembuk.ledger.sync.calling import LINE_FAILED, TRIES, reach
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.models import Hub
from rembuk.ledger.sync.node import Declined, NodeSide
from rembuk.ledger.sync.said import Outcome


class Synced(NamedTuple):
    """What came of it: the outcome, or None and why not in two languages.

    `is_line` when it was the line's fault and trying later helps; `is_busy` when another sync of this installation is under way.
    """

    outcome: Outcome | None
    says: str
    says_en: str
    is_line: bool = False
    is_busy: bool = False


def sync_now(tries: int = TRIES, failed: Callable[[BaseException, float], None] = lambda error, pause: None, file_seconds: float | None = None) -> Synced:
    """Syncs with this node's hub: acts first, then files, these no longer than so many seconds. Raises StoreError when the store fails."""
    hub = hubs.hub_of()
    if hub is None or not hub.address:
        return Synced(None, "hub belum ditentukan; jalankan sekali `rembuk sync --hub https://alamat-hub`", "no hub is set; run `rembuk sync --hub https://address` once")
    with one_at_a_time() as is_free:
        if not is_free:
            return Synced(None, "sinkronisasi sedang berjalan; lihat hasilnya sebentar lagi", "a sync is under way; look again in a moment", is_busy=True)
        return _synced(hub, tries, failed, file_seconds)


def _synced(hub: Hub, tries: int, failed: Callable[[BaseException, float], None], file_seconds: float | None) -> Synced:
    try:
        work = casework()
        node = NodeSide(work.ledger, work.device, hub.code, project=note)
        outcome = reach(node, hub.address, tries=tries, failed=failed)
        if outcome.is_revoked:
            return Synced(outcome, *_wiped(hub))
        return Synced(outcome, *_with_files(told(outcome), carry(hub.address, hub.code, work.device, own_code(work.ledger.using, work.device.code), file_seconds)))
    except Declined as declined:
        return _noted(hub.code, Synced(None, declined.says, declined.says_en))
    except (*LINE_FAILED, Unreadable) as error:
        why, why_en = _why(error)
        return _noted(hub.code, Synced(
            None, f"hub {hub.address} belum tercapai ({why}); yang sudah tiba tersimpan, sisanya dikirim pada sinkron berikutnya",
            f"hub {hub.address} was not reached ({why_en}); what has arrived is kept, the rest goes with the next sync", True,
        ))  # fmt: skip
    finally:
        if casework.cache_info().currsize:
            refresh(datetime.now(UTC))


def _wiped(hub: Hub) -> tuple[str, str]:
    """This node's right was revoked: it is emptied, and says where the hub finds what it has not had."""
    names = ", ".join(map(str, wipe(hub, datetime.now(UTC)))) or "-"
    return (
        f"Hub menyatakan hak perangkat ini sudah dicabut; isinya dihapus. Yang belum terkirim tersegel untuk hub dalam: {names}. Serahkan berkas itu kepada pengelola hub.",
        f"The hub says that this device was revoked; it was emptied. What had not been sent is sealed for the hub in: {names}. Give that file to the hub's keepers.",
    )


def _with_files(said: tuple[str, str], carried: Carried) -> tuple[str, str]:
    if not any(carried):
        return said
    sent, taken, left = carried
    return (
        f"{said[0]}\nBerkas lampiran: {sent} dikirim, {taken} diterima, {left} belum selesai.",
        f"{said[1]}\nAttached files: {sent} sent, {taken} received, {left} not done yet.",
    )


def _why(error: BaseException) -> tuple[str, str]:
    """What a line's failure means to a person."""
    if isinstance(error, socket.gaierror):
        return (
            "alamatnya tidak ditemukan; periksa ejaannya dan apakah komputer ini tersambung",
            "its address was not found; check its spelling and whether this computer has a line",
        )
    if isinstance(error, ConnectionRefusedError):
        return "hub menolak sambungan; mungkin sedang dimatikan", "the hub refuses connections; it may be switched off"
    if isinstance(error, TimeoutError):
        return "tidak ada jawaban", "there was no answer"
    return str(error) or "sambungan putus", str(error) or "the line was cut"


def _noted(hub: str, synced: Synced) -> Synced:
    hubs.note_trouble("default", hub, synced.says, synced.says_en)
    return synced


def told(outcome: Outcome) -> tuple[str, str]:
    """An outcome in sentences, Indonesian and English, a line each."""
    lines = [(
        f"{outcome.sent} tindakan dikirim, {outcome.taken} diterima, {outcome.waiting} menunggu tanda terima hub.",
        f"{outcome.sent} acts sent, {outcome.taken} received, {outcome.waiting} waiting for the hub's receipt.",
    )]  # fmt: skip
    lines += [(f"Ditolak hub: {one.act}: {one.says}", f"Refused by the hub: {one.act}: {one.says_en}") for one in outcome.refused]
    if outcome.gone:
        count = len(outcome.gone)
        lines.append((f"{count} perkara tidak lagi termasuk wewenang node ini.", f"{count} cases are no longer this node's to hold."))
    if outcome.minutes_off:
        minutes, way = abs(outcome.minutes_off), outcome.minutes_off > 0
        lines.append((
            f"Jam node ini {minutes} menit {'lebih cepat' if way else 'lebih lambat'} daripada hub; betulkan.",
            f"This node's clock is {minutes} minutes {'ahead of' if way else 'behind'} the hub's; set it right.",
        ))  # fmt: skip
    return "\n".join(line for line, _ in lines), "\n".join(line for _, line in lines)
