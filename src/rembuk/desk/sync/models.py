"""Photographs, recordings and papers that acts name, and whether node and hub both have them."""

from __future__ import annotations

from django.db import models


class CarriedFile(models.Model):
    """A file that an act names, by its digest. `position` is the newest act in this store's log that was looked at when it was found."""

    digest = models.CharField(max_length=64, primary_key=True)
    case_id = models.TextField()
    position = models.BigIntegerField(db_index=True)
    is_done = models.BooleanField(default=False, db_index=True)

    class Meta:
        db_table = "carried_file"

    def __str__(self) -> str:
        return self.digest
