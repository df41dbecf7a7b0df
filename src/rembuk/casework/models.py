"""Projections: what lists and searches read. Every row is computed from the acts, in the transaction that adds them.

Nothing is entered here by hand, and all of it may be thrown away and computed again (`rembuk rebuild`).
Acts write the indexes too, so a key to the case has none of its own where another index begins with it. Where it needs one the index is
named: to those that Django makes by itself for texts it adds a second one on PostgreSQL, for texts that begin alike.
"""

from __future__ import annotations

from django.db import models


class CaseRow(models.Model):
    """One case as lists show it. `shielded` when a child or a victim of a sexual offence is in it; `due_on` the nearest open due day.

    `parts` tells which of the rows that belong to it are as they would be written now, so that only what changed is written.
    """

    id = models.CharField(primary_key=True, max_length=40)
    sort = models.CharField(max_length=12, default="case")
    title = models.CharField(max_length=200)
    veiled_title = models.CharField(max_length=200, blank=True, default="", help_text="the title with the names of the parties as initials")
    number = models.CharField(max_length=80, blank=True, default="", help_text="the newest number that the office holding the case gave it, else any")
    practice = models.CharField(max_length=20)
    stage = models.CharField(max_length=12)
    office = models.CharField(max_length=60)
    status = models.CharField(max_length=20, help_text="open, or how it was closed")
    shielded = models.BooleanField(default=False)
    opened_on = models.DateField()
    changed_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_step_en = models.CharField(max_length=200, blank=True)
    finding = models.CharField(max_length=14, blank=True)
    conflicts = models.PositiveSmallIntegerField(default=0)
    signals = models.PositiveSmallIntegerField(default=0)
    region = models.CharField(max_length=13, blank=True)
    acts = models.PositiveIntegerField()
    view = models.BinaryField(help_text="the computed page, compressed JSON")
    view_for = models.CharField(max_length=80, help_text="the day and law the page was computed for")
    parts = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        # What a list narrows by stands behind what it is sorted by, so that the index alone answers.
        indexes = (
            models.Index(fields=["office", "changed_at", "id", "status", "stage", "practice", "finding", "due_on", "opened_on"], name="case_newest"),
            models.Index(fields=["office", "due_on", "id"], name="case_due"),
            models.Index(fields=["office", "opened_on", "id"], name="case_opened"),
        )

    def __str__(self) -> str:
        return self.title


#: What lists narrow by.
NARROWING = ("sort", "status", "stage", "practice", "finding", "due_on", "opened_on")


class CaseOffice(models.Model):
    """An office that has to do with a case: holds, handed, held, approves.

    It has what lists narrow by of the case's own row, for an office passes over most cases it once had to do with.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="offices", db_index=False)
    office = models.CharField(max_length=60)
    basis = models.CharField(max_length=10)
    changed_at = models.DateTimeField()
    sort = models.CharField(max_length=12, default="case")
    status = models.CharField(max_length=20)
    stage = models.CharField(max_length=12)
    practice = models.CharField(max_length=20)
    finding = models.CharField(max_length=14, blank=True)
    due_on = models.DateField(null=True)
    opened_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "office"], name="one_basis_an_office"),)
        indexes = (models.Index(fields=["office", "basis", "changed_at", "case", *NARROWING], name="office_cases"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.office} {self.basis}"


class CaseAssignment(models.Model):
    """A person who works on a case; `until` is null while it lasts."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="assignments", db_index=False)
    user = models.CharField(max_length=60)
    role = models.CharField(max_length=40, blank=True)
    until = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "user"], name="one_assignment_a_person"),)
        indexes = (models.Index(fields=["user", "changed_at", "case"], name="cases_of_person"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.user}"


class CaseKey(models.Model):
    """A word a case is found by: a number of any office, a party's name, the title; once for each office that has to do with the case.

    `shielded` marks names and titles of shielded cases: only who may see their names finds the case by them.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="keys", db_index=False)
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, help_text="number, name or title")
    office = models.CharField(max_length=60)
    shielded = models.BooleanField(default=False)

    class Meta:
        # Of use on PostgreSQL only, where a prefix is otherwise not found in an index unless the database's language is C.
        indexes = (
            models.Index(fields=["office", "key", "case"], name="key_of_office", opclasses=["varchar_ops", "varchar_pattern_ops", "varchar_ops"]),
            models.Index(fields=["case", "key"], name="key_of_case", opclasses=["varchar_ops", "varchar_pattern_ops"]),
        )

    def __str__(self) -> str:
        return self.key


#: Where a piece of work shows: what to do; detention that runs out; other clocks that run out; questions for a supervisor; approvals.
WORK, DETENTION, CLOCK, SIGNAL, APPROVAL = range(5)


class WorkItem(models.Model):
    """Something that waits for somebody: a step, a request, a clock, a conflict, a signal. `due_on` null: no day is known.

    Work of a person has his name in `user`; work of an office (`user` empty) is for its head or whoever has the `role`
    there, "*" for any of them. What both should see stands twice.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="work", db_index=False)
    kind = models.CharField(max_length=10)
    lane = models.PositiveSmallIntegerField(default=WORK)
    office = models.CharField(max_length=60)
    role = models.CharField(max_length=40)
    user = models.CharField(max_length=60, blank=True, help_text="the person whose work it is, empty for the office")
    suspect = models.CharField(max_length=40, blank=True)
    instrument = models.CharField(max_length=40, blank=True)
    step = models.CharField(max_length=60)
    act = models.CharField(max_length=40, blank=True, help_text="the kind of act that does it")
    about = models.CharField(max_length=40, blank=True, help_text="the thing it is about")
    says = models.CharField(max_length=300)
    says_en = models.CharField(max_length=300)
    since = models.DateField()
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    certain = models.BooleanField(default=True)

    class Meta:
        indexes = (
            models.Index(fields=["case"], name="work_of_case"),
            # Requests wait in the order in which they came, whatever day they are due.
            models.Index(fields=["office", "since"], condition=models.Q(lane=APPROVAL), name="requests_of_office"),
            models.Index(fields=["office", "lane", "due_on", "since"], condition=models.Q(user=""), name="work_of_office"),
            models.Index(fields=["user", "lane", "due_on", "since"], condition=~models.Q(user=""), name="work_of_person"),
        )

    def __str__(self) -> str:
        return self.says


class IdentityUse(models.Model):
    """A person, by keyed hash only, in whose case restorative justice was used or begun: which office to ask."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="identities", db_index=False)
    identity = models.CharField(max_length=64)
    office = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, help_text="open, settled or failed")
    on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["identity"], name="identity_uses"), models.Index(fields=["case"], name="identities_of_case"))

    def __str__(self) -> str:
        return f"{self.office} {self.on}"


class FollowCode(models.Model):
    """The code a party follows the case by: a hash of code and phone, never the code itself."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="codes", db_constraint=False)
    party = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.case_id
