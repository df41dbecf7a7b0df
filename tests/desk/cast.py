"""The people of the tests and their offices.

Ani (investigator) and Indra (police chief) serve in Kebumen's police, Budi (prosecutor) and Gita (head) in its prosecution office,
Hadi heads the high prosecution office above, Citra (judge) and Joko (chair) are at its court, Dewa heads a village, Kartika
supervises the province's police, Lia administers Kebumen's police. Eka is a victim and has no account. Fajar investigates in
another district: he must see nothing of Kebumen.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from django.contrib.auth import get_user_model

from rembuk.desk.accounts.models import User
from rembuk.desk.actor import Actor
from rembuk.desk.offices.models import Office, Post

SINCE = date(2026, 1, 2)
PASSWORD = "sandi-uji-rembuk-2026"


def tells(page: str, word: str) -> bool:
    """Whether a page has the word as one: three letters in a row are in every other token against forgery."""
    return re.search(rf"\b{re.escape(word)}\b", page) is not None


class Person(NamedTuple):
    """Somebody of the cast: name, office and role."""

    full_name: str
    office: str
    role: str


#: code: (name, institution, level, office above)
OFFICES = {
    "polda-jateng": ("Polda Jawa Tengah", "police", "province", None),
    "polres-kebumen": ("Polres Kebumen", "police", "district", "polda-jateng"),
    "polres-cilacap": ("Polres Cilacap", "police", "district", "polda-jateng"),
    "kejati-jateng": ("Kejaksaan Tinggi Jawa Tengah", "prosecution", "province", None),
    "kejari-kebumen": ("Kejaksaan Negeri Kebumen", "prosecution", "district", "kejati-jateng"),
    "pn-kebumen": ("Pengadilan Negeri Kebumen", "court", "district", None),
    "desa-karangsari": ("Desa Karangsari", "village", "village", None),
}
PEOPLE = {
    "ani": Person("Ani Lestari", "polres-kebumen", "investigator"),
    "indra": Person("Indra Wijaya", "polres-kebumen", "police_chief"),
    "lia": Person("Lia Rahma", "polres-kebumen", "administrator"),
    "kartika": Person("Kartika Sari", "polda-jateng", "supervisor"),
    "fajar": Person("Fajar Nugroho", "polres-cilacap", "investigator"),
    "budi": Person("Budi Santoso", "kejari-kebumen", "prosecutor"),
    "gita": Person("Gita Ananda", "kejari-kebumen", "chief_prosecutor"),
    "hadi": Person("Hadi Pranoto", "kejati-jateng", "high_prosecutor"),
    "citra": Person("Citra Dewi", "pn-kebumen", "judge"),
    "joko": Person("Joko Susilo", "pn-kebumen", "court_chair"),
    "dewa": Person("Dewa Putra", "desa-karangsari", "village_head"),
}
Cast = dict[str, User]


def gather() -> Cast:
    """Make the offices, the people and their posts."""
    for code, (name, institution, level, above) in OFFICES.items():
        Office.objects.create(code=code, name=name, institution=institution, level=level, parent_id=above)
    cast = {}
    for username, person in PEOPLE.items():
        cast[username] = get_user_model().objects.create_user(username, PASSWORD, full_name=person.full_name)
        Post.objects.create(user=cast[username], office_id=person.office, role=person.role, since=SINCE)
    return cast


def actor(user: User) -> Actor:
    """The user in his first post."""
    return Actor(user, user.posts.select_related("office").first())


def set_up_second_factor(user: User) -> None:
    """As if the user had scanned the code."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(user, generate_totp_secret())
