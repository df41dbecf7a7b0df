"""The four tables of the ledger; those of carrying acts stand in `sync/models.py`. Rows are only added: the database itself refuses to change or remove one (`guards.py`).

`Act` and `Seal` are written and read by the statements in `rows.py`, in one place and without an object for each row.
"""

from __future__ import annotations

from django.db import models

from rembuk.ledger.sync import models as carrying


class Act(models.Model):
    """One act as stored. What `body` does not hold, the columns do; `hash` binds all of them but position and received_ms.

    The act's id is its device, a full stop, its number.

    `position` is its place in this store's own log, `received_ms` when this store took it in (milliseconds since 1970,
    UTC): both belong to the store, not to the act, and differ from store to store.
    """

    position = models.BigAutoField(primary_key=True)
    case_id = models.TextField()
    kind = models.TextField()
    device = models.TextField()
    number = models.BigIntegerField()
    clock = models.BigIntegerField(db_index=True)
    body = models.BinaryField()
    hash = models.BinaryField()
    received_ms = models.BigIntegerField()

    class Meta:
        db_table = "ledger_act"
        constraints = (models.UniqueConstraint(fields=["device", "number"], name="ledger_act_once"),)
        indexes = (models.Index(fields=["case_id", "position"], name="ledger_act_of_case"),)

    def __str__(self) -> str:
        return f"{self.device}.{self.number}"


class Seal(models.Model):
    """A device's signature over the hash of its act number `last`, and so over all its acts up to there.

    `first` is the first act that no earlier seal in this store covers; `sealed_ms` is the device's time (milliseconds
    since 1970, UTC) and is signed too.
    """

    id = models.BigAutoField(primary_key=True)
    device = models.TextField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    head = models.BinaryField()
    signature = models.BinaryField()
    sealed_ms = models.BigIntegerField()

    class Meta:
        db_table = "ledger_seal"
        constraints = (models.UniqueConstraint(fields=["device", "last"], name="ledger_seal_once"),)

    def __str__(self) -> str:
        return f"{self.device}.{self.first}-{self.last}"


class Device(models.Model):
    """A device whose acts this store accepts: its code and its public key (32 bytes, Ed25519)."""

    code = models.TextField(primary_key=True)
    public_key = models.BinaryField()
    office = models.TextField()
    label = models.TextField()
    enrolled_at = models.DateTimeField()
    enrolled_by = models.TextField()

    class Meta:
        db_table = "ledger_device"

    def __str__(self) -> str:
        return self.code


class DeviceRevocation(models.Model):
    """From here on the device writes no more in this store; what it wrote before stays as it is."""

    device = models.TextField(primary_key=True)
    revoked_at = models.DateTimeField()
    revoked_by = models.TextField()
    reason = models.TextField()

    class Meta:
        db_table = "ledger_device_revocation"

    def __str__(self) -> str:
        return self.device


CARRYING = carrying
"""So that Django finds those tables too."""
