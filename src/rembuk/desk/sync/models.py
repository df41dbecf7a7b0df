"""Photographs, recordings and papers that acts name, and whether node and hub both have them; and when this installation syncs by itself."""

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


class Timer(models.Model):
    """When this installation syncs by itself while its desk runs: every so many minutes, never for 0. One row.

    `next_ms` is the moment of the next try, `ended_ms` that of the last one's end (0 before the first), `failures` how many have failed in a row,
    `says` what came of the last, in two languages.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    minutes = models.PositiveIntegerField(default=0)
    next_ms = models.BigIntegerField(default=0)
    ended_ms = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    says = models.TextField(default="")
    says_en = models.TextField(default="")

    class Meta:
        db_table = "sync_timer"

    def __str__(self) -> str:
        return f"{self.minutes}"
