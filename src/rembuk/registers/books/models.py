"""Lines of books, where each stands, and pages of old books.

Lines are a projection of the acts. Places are given once and kept for ever; old entries and what was imported are only added to, and
the database refuses to change them.
"""

from __future__ import annotations

from django.db import models


class BookCount(models.Model):
    """How many lines a volume of an office's book has."""

    office = models.CharField(max_length=60)
    book = models.CharField(max_length=30)
    volume = models.CharField(max_length=10)
    lines = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "book", "volume"], name="one_count_a_volume"),)

    def __str__(self) -> str:
        return f"{self.office} {self.book} {self.volume}: {self.lines}"


class BookPlace(models.Model):
    """Where the line that an act makes for a suspect stands: the line of a volume, never given twice, never changed."""

    office = models.CharField(max_length=60)
    book = models.CharField(max_length=30)
    volume = models.CharField(max_length=10)
    line = models.PositiveIntegerField()
    case = models.CharField(max_length=40)
    suspect = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "book", "volume", "line"], name="one_line_a_place"),
            models.UniqueConstraint(fields=["case", "suspect", "book", "office", "act"], name="one_place_a_line"),
        )

    def __str__(self) -> str:
        return f"{self.office} {self.book} {self.volume}/{self.line}"


class BookRow(models.Model):
    """One line as it is printed. `corrects` is the place of the line it corrects; `struck_by` that of the line that corrects this one."""

    case = models.CharField(max_length=40, db_index=True)
    suspect = models.CharField(max_length=40, blank=True)
    office = models.CharField(max_length=60)
    book = models.CharField(max_length=30)
    month = models.CharField(max_length=7)
    volume = models.CharField(max_length=10)
    line = models.PositiveIntegerField()
    on = models.DateField(help_text="the legal day it was entered")
    act = models.CharField(max_length=40)
    number = models.CharField(max_length=80, blank=True)
    values = models.JSONField()
    corrects = models.CharField(max_length=20, blank=True)
    corrected = models.JSONField(default=list, help_text="the columns a correction changes")
    because = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=150, blank=True)
    struck_by = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "book", "volume", "line"], name="one_row_a_place"),)
        indexes = (models.Index(fields=["office", "book", "month", "line"], name="book_month"),)

    def __str__(self) -> str:
        return f"{self.office} {self.book} {self.place}"

    @property
    def place(self) -> str:
        """The place as books name it: 2026/14."""
        return f"{self.volume}/{self.line}"


class Import(models.Model):
    """A workbook of an old register taken over: which file, by whom, when, with which headings."""

    office = models.CharField(max_length=60)
    book = models.CharField(max_length=30)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    sheet = models.CharField(max_length=100, blank=True)
    headings = models.JSONField(help_text="each heading as written, and the column it was read as")
    notes = models.JSONField(default=list)
    entered_by = models.CharField(max_length=60)
    entered_in = models.CharField(max_length=60)
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.file_name} ({self.office} {self.book})"


class OldEntry(models.Model):
    """A line of an old book: where it stands in it, what it says by column and as it was written, the digest of its scan."""

    office = models.CharField(max_length=60)
    book = models.CharField(max_length=30)
    volume = models.CharField(max_length=60)
    page = models.CharField(max_length=20, blank=True)
    line = models.CharField(max_length=20, blank=True)
    on = models.DateField(null=True)
    number = models.CharField(max_length=80, blank=True)
    values = models.JSONField()
    as_written = models.JSONField(default=dict)
    scan = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the scan of the page")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    reason = models.CharField(max_length=300, blank=True)
    entered_by = models.CharField(max_length=60)
    entered_in = models.CharField(max_length=60)
    entered_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["office", "book", "on"], name="old_entries_of_book"),)

    def __str__(self) -> str:
        return f"{self.office} {self.book} {self.volume}/{self.page}/{self.line}"


class ImportRow(models.Model):
    """A row of an imported workbook, every cell as it was written, and what became of it: read, partly or unread."""

    batch = models.ForeignKey(Import, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField(help_text="the row of the sheet")
    cells = models.JSONField()
    state = models.CharField(max_length=8)
    notes = models.JSONField(default=list)
    entry = models.ForeignKey(OldEntry, models.PROTECT, null=True, related_name="rows")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["batch", "row"], name="one_row_a_sheet_row"),)

    def __str__(self) -> str:
        return f"{self.row} {self.state}"
