"""What forms leave behind: the token of each that was sent, so that the same form records once, and files of forms never saved."""

from __future__ import annotations

from django.db import models


class SentForm(models.Model):
    """A form once sent. `case` and `acts` (the ids added, space-separated) are empty until its acts are kept."""

    token = models.CharField(max_length=43, primary_key=True)
    user = models.CharField(max_length=60)
    case = models.CharField(max_length=40, blank=True)
    acts = models.TextField(blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.token


class LooseAttachment(models.Model):
    """A file that somebody attached to a form of a case and no act names yet; it is offered to him again in the next form."""

    digest = models.CharField(max_length=64)
    user = models.CharField(max_length=60)
    case = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = (models.UniqueConstraint(fields=("user", "case", "digest"), name="loose_once"),)

    def __str__(self) -> str:
        return f"{self.user} {self.case} {self.digest[:8]}"
