"""Letterheads: the lines over a letter, from the highest body down, as each institution writes them.

What is not known is left out of the head, never guessed; an office that has its own lines or emblem gives them (`overlay.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rembuk.papers.letter import Institution, Office

_HIGHEST: dict[str, tuple[str, ...]] = {
    "police": ("KEPOLISIAN NEGARA REPUBLIK INDONESIA",),
    "prosecution": ("KEJAKSAAN REPUBLIK INDONESIA",),
    "court": ("MAHKAMAH AGUNG REPUBLIK INDONESIA", "DIREKTORAT JENDERAL BADAN PERADILAN UMUM"),
    "corrections": ("KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA", "DIREKTORAT JENDERAL PEMASYARAKATAN"),
    "village": (),
    "centre": (),
}
#: How the police name a unit in a letterhead; the words before a known unit stay as they are.
_POLICE = (
    ("polda ", "DAERAH "), ("polrestabes ", "RESOR KOTA BESAR "), ("polresta ", "RESOR KOTA "), ("polres ", "RESOR "), ("polsek ", "SEKTOR "),
    ("satlantas", "SATUAN LALU LINTAS"), ("satreskrim", "SATUAN RESERSE KRIMINAL"), ("satresnarkoba", "SATUAN RESERSE NARKOBA"),
)  # fmt: skip
_REMARK = re.compile(r"\s*\([^)]*\)")


def office(
    code: str, institution: Institution, name: str, *, above: Sequence[str] = (), letterhead: str = "", address: str = "", phone: str = "",
    place: str = "", zone: str = "WIB", logo: str | None = None,
) -> Office:  # fmt: skip
    """An office as letters need it. `above` are the names of the offices over it, nearest first; `letterhead` its own lines, if it has any."""
    own = tuple(line.strip() for line in letterhead.splitlines() if line.strip())
    return Office(
        code=code, institution=institution, name=name, lines=own or head_lines(institution, name, above), address=address or None,
        phone=phone or None, place=place or None, zone=zone, logo=logo,
    )  # fmt: skip


def head_lines(institution: Institution, name: str, above: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of a letterhead for an office and those over it (nearest first); national bodies stand once, at the top.

    >>> head_lines("police", "Polres Kebumen", ["Polda Jawa Tengah"])
    ('KEPOLISIAN NEGARA REPUBLIK INDONESIA', 'DAERAH JAWA TENGAH', 'RESOR KEBUMEN')
    """
    national = ("mabes polri", "jaksa agung muda", "jam-pidum")
    names = [one for one in (*reversed(above), name) if not one.lower().startswith(national)] or [name]
    lines = [line for one in names for line in _lines(institution, _REMARK.sub("", one))]
    return tuple(dict.fromkeys((*_HIGHEST.get(institution, ()), *lines)))


def _lines(institution: Institution, name: str) -> list[str]:
    lowered = name.lower()
    if institution == "police":
        for short, full in _POLICE:
            if lowered.startswith(short) and not short.endswith(" "):
                parent = name[len(short) :].strip()
                return [*(_lines(institution, parent) if parent else []), full]
            if lowered.startswith(short):
                return [full + name[len(short) :].upper()]
    return [name.upper()]
