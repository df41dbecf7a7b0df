"""The words for roles, institutions, levels and time zones: what is stored, and what people read in Indonesian and English."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

#: Roles a person may hold in an office. A party (victim, suspect, family) has no account and is not among them.
ROLES: dict[str, Any] = {
    "mediator": _("Mediator Rumah RJ"),
    "village_head": _("Kepala desa/lurah"),
    "investigator": _("Penyidik"),
    "investigator_superior": _("Atasan penyidik"),
    "police_chief": _("Kapolres/Kapolsek"),
    "prosecutor": _("Penuntut umum (fasilitator)"),
    "chief_prosecutor": _("Kajari/Kacabjari"),
    "high_prosecutor": _("Kajati"),
    "deputy_attorney_general": _("JAM-Pidum"),
    "attorney_general": _("Jaksa Agung"),
    "judge": _("Hakim"),
    "registrar": _("Panitera"),
    "court_chair": _("Ketua pengadilan negeri"),
    "probation_officer": _("PK Bapas"),
    "social_worker": _("Pekerja sosial"),
    "supervisor": _("Pengawas"),
    "evaluator": _("Evaluator"),
    "administrator": _("Administrator kantor"),
}

INSTITUTIONS: dict[str, Any] = {
    "village": _("Desa/kelurahan"),
    "police": _("Kepolisian"),
    "prosecution": _("Kejaksaan"),
    "court": _("Pengadilan"),
    "corrections": _("Bapas/pemasyarakatan"),
    "centre": _("Pusat"),
}

#: Which roles exist in which institution; supervisor, evaluator and administrator exist in all.
ROLES_OF: dict[str, tuple[str, ...]] = {
    "village": ("mediator", "village_head"),
    "police": ("investigator", "investigator_superior", "police_chief"),
    "prosecution": ("prosecutor", "chief_prosecutor", "high_prosecutor", "deputy_attorney_general", "attorney_general"),
    "court": ("judge", "registrar", "court_chair"),
    "corrections": ("probation_officer", "social_worker"),
    "centre": (),
}
EVERYWHERE = ("supervisor", "evaluator", "administrator")

LEVELS: dict[str, Any] = {
    "village": _("Desa/kelurahan"),
    "subdistrict": _("Kecamatan/cabang"),
    "district": _("Kabupaten/kota"),
    "province": _("Provinsi"),
    "nation": _("Nasional"),
}

#: The three time zones of Indonesia by the name people use.
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


def roles_of(institution: str) -> tuple[str, ...]:
    """The roles a post in an office of the institution may have."""
    return (*ROLES_OF.get(institution, ()), *EVERYWHERE)


def role_name(role: str) -> str:
    """The role as people read it; a role this program does not know is shown as stored."""
    return str(ROLES.get(role, role))
