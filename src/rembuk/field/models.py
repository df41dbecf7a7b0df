"""Blocks of letter numbers handed to devices, so that a number can be given where there is no line, and never twice."""

from __future__ import annotations

from django.db import models


class NumberBlock(models.Model):
    """Numbers `first` to `last`, both included, of a series and year, for one office and device.

    `pattern` says how a number is written; its blanks are those of the letters: n, n:03, day, month, roman_month, year, short_year,
    unit, series. Rows are only added.
    """

    office = models.CharField(max_length=60)
    device = models.CharField(max_length=8)
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    pattern = models.CharField(max_length=120)
    unit = models.CharField(max_length=60, blank=True)
    handed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "series", "year", "first"], name="field_block_once"),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="field_block_forward"),
        )

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.first}-{self.last}"
