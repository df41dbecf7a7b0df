"""How a store fails: one family, each with a sentence in Indonesian and one in English saying what, where, what to do."""

from __future__ import annotations


class StoreError(Exception):
    """The store could not do what was asked. Nothing of the append that failed was kept, unless the sentence says otherwise."""

    def __init__(self, says: str, says_en: str) -> None:
        super().__init__(f"{says} / {says_en}")
        self.says = says
        self.says_en = says_en


class StoreBusy(StoreError):
    """Others kept the store occupied for longer than we wait."""


class StoreFull(StoreError):
    """The disk under the store is full."""


class DiskFailed(StoreError):
    """The disk under the store failed to read or write."""


class StoreReadOnly(StoreError):
    """The store may be read but not written."""


class StoreUnreachable(StoreError):
    """The store cannot be opened, or the connection was lost; an append under way may have been kept or not."""


class StoreDamaged(StoreError):
    """What lies in the store cannot be read as the ledger."""


class DeviceUnknown(StoreError):
    """The device is not enrolled in this store."""


class DeviceRevoked(StoreError):
    """The device may no longer write in this store."""


class DeviceMismatch(StoreError):
    """The device is enrolled in this store with another key."""


class KeyFileError(StoreError):
    """The file with this node's private key is missing, open to others, or not a key."""
