"""Forms that were sent: one row for each form's token, so that sending the same form twice records it once."""

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
