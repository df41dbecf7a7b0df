"""The main navigation: what a role can reach, in the order of the work."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rembuk.desk.actor import actor_of
from rembuk.desk.policy import DESK_RIGHTS, TABLE


class Entry(NamedTuple):
    """One entry: the address, its name, and whether the visitor is under it now."""

    address: str
    name: str
    here: bool


#: Address, name, and the right without which the entry is not shown (None: everyone signed in).
_ENTRIES = (
    ("/kerja/", _("Pekerjaan saya"), None),
    ("/perkara/", _("Perkara"), "see"),
    ("/persetujuan/", _("Persetujuan"), "approve"),
    ("/pengawasan/", _("Pengawasan"), "see_signals"),
    ("/evaluasi/", _("Evaluasi"), "evaluate"),
    ("/register/", _("Register"), "see_numbers"),
    ("/angka/", _("Angka"), "see_numbers"),
    ("/saring/", _("Saring berkas"), "screen"),
    ("/hukum/", _("Hukum"), None),
    ("/kantor/", _("Kantor & pengguna"), "administer"),
    ("/catatan-akses/", _("Catatan akses"), "read_access_log"),
    ("/sinkron/", _("Sinkron"), None),
)


def entries_for(request: HttpRequest) -> list[Entry]:
    """The entries for the visitor's role."""
    role = actor_of(request).role
    return [Entry(address, str(name), request.path.startswith(address)) for address, name, right in _ENTRIES if right is None or _has(role, right)]


def _has(role: str, right: str) -> bool:
    return role in (DESK_RIGHTS.get(right) or TABLE.get(right) or ())
