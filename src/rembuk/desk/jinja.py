"""The template environment: what every page of the desk can name."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import number_format
from jinja2 import Environment, StrictUndefined

from rembuk.desk.actor import actor_of, posts_of
from rembuk.desk.navigation import entries_for
from rembuk.desk.policy import may
from rembuk.desk.roles import INSTITUTIONS, LEVELS, role_name

_MONTHS = {
    "id": ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
}
_ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def environment(**options: Any) -> Environment:
    """Jinja's environment with the desk's names; a name a page does not have is an error, never an empty spot."""
    env = Environment(**options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext, npgettext=translation.npgettext
    )
    env.globals |= {
        "practising": lambda: settings.PRACTICE,
        "url": _url, "static": static, "language": _language, "messages_of": messages.get_messages, "actor_of": actor_of, "posts_of": posts_of,
        "navigation": entries_for, "role_name": role_name, "institutions": INSTITUTIONS, "levels": LEVELS, "session_seconds": settings.SESSION_COOKIE_AGE,
        "warning_seconds": settings.SESSION_WARNING_SECONDS, "both": both, "field_attributes": field_attributes, "may": may,
    }  # fmt: skip
    env.filters |= {"day": day, "moment": moment, "number": number, "rupiah": rupiah, "say": both, "office": _office}
    return env


def _office(code: str) -> str:
    # The models can only be read once Django is ready, and this module is read before that.
    from rembuk.desk.offices.names import office_name

    return office_name(code)


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


@lru_cache(maxsize=256)
def static(path: str) -> str:
    """The address of a static file with the digest of its content. FileNotFoundError when there is none: our own mistake."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    digest = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]
    return f"{settings.STATIC_URL}{path}?v={digest}"


def field_attributes(bound: Any, help_text: str) -> dict[str, str]:
    """What a field's control says about itself to a screen reader: which texts describe it, and whether it is wrong."""
    if not help_text:
        # A page may leave a form's own help out; Django would otherwise point at a text that is not there.
        bound.field.help_text = bound.help_text = ""
    ids = [f"{bound.auto_id}_helptext"] * bool(help_text) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    return {"aria-describedby": " ".join(ids)} if ids else {}


def _language() -> str:
    return "en" if (translation.get_language() or "id").startswith("en") else "id"


def both(texts: Any, english: str | None = None) -> str:
    """The text in the visitor's language, from {"id":..., "en":...} or from the two given; Indonesian where there is no English."""
    if isinstance(texts, dict):
        texts, english = texts.get("id", ""), texts.get("en")
    return str(english if english and _language() == "en" else texts)


def day(value: date | str | None) -> str:
    """A day as people write it: 3 Maret 2026. Empty for none."""
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value.day} {_MONTHS[_language()][value.month - 1]} {value.year}"


def moment(value: datetime | None) -> str:
    """A moment in the office's time with the zone's own name: 3 Maret 2026 14.05 WITA. Empty for none."""
    if not value:
        return ""
    local = timezone.localtime(value)
    zone = _ZONE_NAMES.get(str(local.tzinfo), str(local.tzinfo))
    return f"{day(local.date())} {local:%H.%M} {zone}"


def number(value: Any) -> str:
    """A number with the visitor's thousands separator."""
    return str(number_format(value, use_l10n=True, force_grouping=True))


def rupiah(value: int | None) -> str:
    """An amount: Rp2.500.000. Empty for none."""
    return "" if value is None else f"Rp{value:,}".replace(",", ".")
