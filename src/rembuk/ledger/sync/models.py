"""The tables of carrying acts. The first four belong to the record and are only added to; the others say how far carrying has come.

What a node knows of its hub: `Hub`, `Confirmed`, `Aside`, `Leaving`. What a hub knows of its nodes: `Contact`, `Grant`, `Withheld`.
`Notice` and `Pending` are for both.
"""

from __future__ import annotations

from django.db import models


class Refusal(models.Model):
    """An act that was taken in, because its device's chain needs it, but counts for nothing: why, and who said so (a device's code)."""

    device = models.TextField()
    number = models.BigIntegerField()
    code = models.TextField()
    says = models.TextField()
    says_en = models.TextField()
    by = models.TextField()
    at_ms = models.BigIntegerField()

    class Meta:
        app_label = "ledger"
        db_table = "ledger_refusal"
        constraints = (models.UniqueConstraint(fields=["device", "number"], name="ledger_refusal_once"),)

    def __str__(self) -> str:
        return f"{self.device}.{self.number}"


class Branch(models.Model):
    """A second continuation of a device's chain (a copy or a restored backup went on writing): from `first` on its acts bear another code.

    `own_of` is the code in this node's own key file when the branch is this node's own, and empty otherwise.
    """

    code = models.TextField(primary_key=True)
    device = models.TextField()
    first = models.BigIntegerField()
    own_of = models.TextField(default="", db_index=True)
    at_ms = models.BigIntegerField()

    class Meta:
        app_label = "ledger"
        db_table = "ledger_branch"

    def __str__(self) -> str:
        return self.code


class Witness(models.Model):
    """What another store said of hashes and keys, with its signature: `witness.py` tells its words."""

    id = models.BigAutoField(primary_key=True)
    by = models.TextField()
    statement = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        app_label = "ledger"
        db_table = "ledger_witness"

    def __str__(self) -> str:
        return f"{self.by} {self.id}"


class Anchor(models.Model):
    """The hash of a device's act, by a witness's word: where acts before or after it are not in this store."""

    id = models.BigAutoField(primary_key=True)
    device = models.TextField()
    number = models.BigIntegerField()
    hash = models.BinaryField()
    witness = models.BigIntegerField()

    class Meta:
        app_label = "ledger"
        db_table = "ledger_anchor"
        constraints = (models.UniqueConstraint(fields=["device", "number"], name="ledger_anchor_once"),)

    def __str__(self) -> str:
        return f"{self.device}.{self.number}"


class Hub(models.Model):
    """The hub of this node: where it is, how far this node has come in its log, the plan under way, and when they last spoke (ms).

    `trouble` is the sentence of the newest failure, empty after a success; `minutes_off` how far this node's time is ahead of the hub's.
    """

    code = models.TextField(primary_key=True)
    address = models.TextField()
    public_key = models.BinaryField()
    box_key = models.BinaryField(default=b"")
    position = models.BigIntegerField(default=0)
    grant = models.BigIntegerField(default=0)
    check_bytes = models.BinaryField(default=b"")
    to_position = models.BigIntegerField(default=0)
    to_grant = models.BigIntegerField(default=0)
    verified = models.BigIntegerField(default=0)
    kept = models.BigIntegerField(default=0)
    turn = models.BigIntegerField(default=0)
    tried_ms = models.BigIntegerField(default=0)
    answered_ms = models.BigIntegerField(default=0)
    minutes_off = models.BigIntegerField(default=0)
    is_revoked = models.BooleanField(default=False)
    trouble = models.TextField(default="")
    trouble_en = models.TextField(default="")

    class Meta:
        app_label = "ledger"
        db_table = "ledger_hub"

    def __str__(self) -> str:
        return self.address


class Confirmed(models.Model):
    """The hub has said, and signed, that it holds the acts of a device up to `number`; up to `claimed` it has said so without a signature yet."""

    id = models.BigAutoField(primary_key=True)
    hub = models.TextField()
    device = models.TextField()
    number = models.BigIntegerField()
    claimed = models.BigIntegerField(default=0)
    at_ms = models.BigIntegerField()

    class Meta:
        app_label = "ledger"
        db_table = "ledger_confirmed"
        constraints = (models.UniqueConstraint(fields=["hub", "device"], name="ledger_confirmed_once"),)

    def __str__(self) -> str:
        return f"{self.hub} {self.device}.{self.number}"


class Aside(models.Model):
    """A piece of an answer that has arrived whole and waits for the signature of its group. `place` is how far in the plan it leads."""

    id = models.BigAutoField(primary_key=True)
    hub = models.TextField()
    kind = models.TextField()
    place = models.BigIntegerField()
    content = models.BinaryField()

    class Meta:
        app_label = "ledger"
        db_table = "ledger_aside"

    def __str__(self) -> str:
        return f"{self.hub} {self.kind} {self.place}"


class Leaving(models.Model):
    """A case that this node may no longer hold, by the hub's word."""

    case_id = models.TextField(primary_key=True)
    hub = models.TextField()
    told_ms = models.BigIntegerField()

    class Meta:
        app_label = "ledger"
        db_table = "ledger_leaving"

    def __str__(self) -> str:
        return self.case_id


class Contact(models.Model):
    """A device that has asked this hub: its newest turn, when, how many minutes its time was ahead, and how far it had come."""

    device = models.TextField(primary_key=True)
    turn = models.BigIntegerField(default=0)
    asked_ms = models.BigIntegerField(default=0)
    minutes_off = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    grant = models.BigIntegerField(default=0)

    class Meta:
        app_label = "ledger"
        db_table = "ledger_contact"

    def __str__(self) -> str:
        return self.device


class Grant(models.Model):
    """From here on a device may hold a case, or no longer. A log: the newest row of a device and case counts."""

    id = models.BigAutoField(primary_key=True)
    device = models.TextField()
    case_id = models.TextField()
    is_given = models.BooleanField()

    class Meta:
        app_label = "ledger"
        db_table = "ledger_grant"
        indexes = (models.Index(fields=["device", "id"], name="ledger_grant_of_device"),)

    def __str__(self) -> str:
        return f"{self.device} {self.case_id}"


class Withheld(models.Model):
    """An act that a device brought and that could not be taken in: nothing is thrown away. `act` is JSON, `digest` tells repeats."""

    id = models.BigAutoField(primary_key=True)
    sender = models.TextField()
    device = models.TextField()
    number = models.BigIntegerField()
    act = models.BinaryField()
    digest = models.TextField(unique=True)
    code = models.TextField()
    at_ms = models.BigIntegerField()

    class Meta:
        app_label = "ledger"
        db_table = "ledger_withheld"

    def __str__(self) -> str:
        return f"{self.device}.{self.number}"


class Notice(models.Model):
    """Something about carrying that people should know; told once for each `about`."""

    id = models.BigAutoField(primary_key=True)
    code = models.TextField()
    about = models.TextField()
    says = models.TextField()
    says_en = models.TextField()
    at_ms = models.BigIntegerField()

    class Meta:
        app_label = "ledger"
        db_table = "ledger_notice"
        constraints = (models.UniqueConstraint(fields=["code", "about"], name="ledger_notice_once"),)

    def __str__(self) -> str:
        return self.says


class Pending(models.Model):
    """A case with acts that have arrived and whose projections are still to be computed."""

    case_id = models.TextField(primary_key=True)

    class Meta:
        app_label = "ledger"
        db_table = "ledger_pending"

    def __str__(self) -> str:
        return self.case_id
