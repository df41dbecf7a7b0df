"""How those who approve are addressed in letters, by their level; the short words of forms (Kajati) do not stand in an address."""

from __future__ import annotations

from typing import Any

_TITLES = {
    "investigator_superior": "Atasan Penyidik", "police_chief": "Kepala Kepolisian Resor", "chief_prosecutor": "Kepala Kejaksaan Negeri",
    "high_prosecutor": "Kepala Kejaksaan Tinggi", "deputy_attorney_general": "Jaksa Agung Muda Bidang Tindak Pidana Umum",
    "attorney_general": "Jaksa Agung Republik Indonesia",
}  # fmt: skip


def level_title(level: Any) -> str | None:
    """The title of a level as a letter writes it; None for none or an unknown one."""
    return _TITLES.get(str(level))
