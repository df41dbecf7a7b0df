"""The access log: each look at something confidential or right of its own, with who, in which post, at what, when and why.

Rows are only added: the database itself refuses a change (triggers in a migration).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

#: What may be logged and how people read it.
WHAT: dict[str, Any] = {
    "case_opened": _("membuka perkara"),
    "identity_revealed": _("melihat identitas yang dilindungi"),
    "exported": _("mengekspor data"),
    "paper_printed": _("mencetak surat"),
    "screened": _("menyaring berkas"),
    "administered": _("mengubah kantor, pengguna, atau jabatan"),
    "signals_seen": _("melihat sinyal"),
}


class AppendOnly(Exception):
    """Somebody's code tried to change or delete a line of the log: our own mistake."""


class Lines(models.QuerySet["AccessLog"]):
    """Lines of the log; they can be read and added."""

    def update(self, **fields: Any) -> int:
        """Refused."""
        raise AppendOnly("update")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnly("delete")


class AccessLog(models.Model):
    """One look. `office` and `role` are those of the post at that time; `case` is empty when it is about no case."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.ForeignKey("offices.Post", models.PROTECT, null=True, related_name="+")
    office = models.CharField(max_length=60)
    role = models.CharField(max_length=30)
    case = models.CharField(max_length=80, blank=True, db_index=True)
    what = models.CharField(max_length=30, choices=list(WHAT.items()))
    about = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_index=True)

    objects = Lines.as_manager()

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user_id} {self.what} {self.case}"
