"""One-time codes: how a new or forgetful user gets in once, to make a password of his own."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from rembuk.desk.accounts.models import User

LIFETIME = timedelta(hours=72)
#: Letters and digits that are not mistaken for each other when read aloud or written by hand.
_SIGNS = "ACDEFGHJKLMNPQRTUVWXY34679"


def give_code(user: User, now: datetime) -> str:
    """Give the user a code that opens his account until it expires; the old password no longer does. The code is shown once and not kept."""
    code = "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))
    user.set_password(code)
    user.must_change_password, user.code_expires_at = True, now + LIFETIME
    user.save(update_fields=["password", "must_change_password", "code_expires_at"])
    return code
