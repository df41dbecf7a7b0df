"""What the desk keeps about papers beside the record: numbers given, issued letters, their copies, templates of offices.

Files lie by their digest in the folder `papers` of the installation (`keeping`). Rows of issued letters and copies are only added.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q


class NumberBlock(models.Model):
    """How an office numbers a kind of letter in a year here: numbers `first` to `last`, written as `pattern` says (`rembuk.papers.numbers`)."""

    office = models.CharField(max_length=60)
    series = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField(default=1)
    last = models.PositiveIntegerField(default=99_999)
    pattern = models.CharField(max_length=120)
    unit = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "series", "year"], name="paper_block_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first"), first__gte=1), name="paper_block_forward"),
        )

    def __str__(self) -> str:
        return f"{self.office} {self.series} {self.year}: {self.first}-{self.last}"


class GivenNumber(models.Model):
    """A number that is taken. `n` is its place in the series, None for one of an old numbering that the pattern does not read."""

    office = models.CharField(max_length=60)
    series = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField(null=True)
    text = models.CharField(max_length=120)
    case = models.CharField(max_length=40)
    by = models.CharField(max_length=60)
    given_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "series", "year", "n"], name="paper_number_once"),
            models.UniqueConstraint(fields=["office", "series", "year", "text"], name="paper_number_text_once"),
        )

    def __str__(self) -> str:
        return self.text


class IssuedLetter(models.Model):
    """A letter printed to be issued: with the record up to `heads` everything that is needed to print the same bytes again.

    It counts as issued when the record has an act `letter_issued` with its digest. `asked` is the request as JSON, `template` the digest
    of the office's own template ("" for the shipped one), `address` stands in front of the code.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    record_digest = models.CharField(max_length=64, db_index=True)
    case = models.CharField(max_length=40, db_index=True)
    letter = models.CharField(max_length=60)
    office = models.CharField(max_length=60)
    number = models.CharField(max_length=120)
    on = models.DateField()
    state = models.CharField(max_length=12)
    asked: models.JSONField[Any, Any] = models.JSONField()
    heads = models.TextField()
    template = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=200, blank=True)
    printed_at = models.DateTimeField()
    by = models.CharField(max_length=60)
    officer = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.letter} {self.number}"


class PaperCopy(models.Model):
    """What came of an issued letter: a file with one signature more (`signature`), or the scan of the paper signed by hand (`scan`)."""

    issued = models.ForeignKey(IssuedLetter, models.PROTECT, related_name="copies")
    sort = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=40)
    name = models.CharField(max_length=150)
    by = models.CharField(max_length=60)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=["issued", "place"], name="paper_copy_in_order"),)

    def __str__(self) -> str:
        return f"{self.sort} {self.place}: {self.name}"


class OfficeTemplate(models.Model):
    """A file an office puts in the place of a shipped one: `letter.typ` or `letter.docx` of a letter, or `emblem` for all of them.

    The newest row counts; one with an empty digest goes back to what is shipped.
    """

    office = models.CharField(max_length=60)
    letter = models.CharField(max_length=60, blank=True)
    file = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["office", "letter", "file"], name="paper_template_of"),)

    def __str__(self) -> str:
        return f"{self.office} {self.letter} {self.file}"
