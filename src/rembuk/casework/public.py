"""What the public may do without an account: apply, follow the own case by code and phone, write to the office.

An application becomes a case at the chosen office; who the applicant is, the office records after speaking with the person. The
follow code is shown once and never kept: only a keyed hash of code and phone is. A wrong code and a wrong phone are one and the
same look-up, so neither the answer nor its time tells which of them was wrong.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from rembuk.casework.acting import Casework, Done, Invalid, Wish, zone_for
from rembuk.casework.following import Followed, followed
from rembuk.casework.models import FollowCode
from rembuk.record.act import Author
from rembuk.record.case import Case, Thing
from rembuk.record.outcome import Refused

#: Letters and figures nobody confuses when reading a code aloud.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _GROUP = 3, 4
_STAGES = {"village": "village", "police": "police", "prosecution": "prosecution", "court": "court"}
_STANDINGS = {"victim": "korban", "suspect": "orang yang dilaporkan", "family": "keluarga salah satu pihak", "other": "orang lain yang membantu"}
_NEEDS = {
    "reader": "surat dibacakan", "interpreter": "penerjemah bahasa atau bahasa isyarat", "wheelchair": "tempat yang dapat dimasuki kursi roda",
    "companion": "pendamping", "safety": "takut bertemu pihak lain",
}  # fmt: skip
_LONGEST_MESSAGE = 3000


class Applied(NamedTuple):
    """An application received: the case, and the code to follow it by, which is shown this once."""

    case_id: str
    code: str


class Counter(NamedTuple):
    """Where the public is served: a node's casework and the clock, so that a page need not know either."""

    casework: Casework
    now: Callable[[], datetime]

    def apply(self, data: Mapping[str, Any]) -> str | Invalid:
        """The code of the new case, to be shown once; see `apply`."""
        answer = apply(self.casework, data, now=self.now())
        return answer.code if isinstance(answer, Applied) else answer

    def follow(self, code: str, phone: str) -> Followed | None:
        """See `follow`."""
        return follow(self.casework, code, phone, now=self.now())

    def message(self, code: str, phone: str, text: str) -> Done | Invalid | Refused | None:
        """See `message`."""
        return message(self.casework, code, phone, text, now=self.now())


def apply(casework: Casework, data: Mapping[str, Any], *, now: datetime) -> Applied | Invalid:
    """An application for restorative justice as a new case at the office it names.

    `data`: `office` (code) and `institution` (village, police, prosecution, court) of the chosen office, `name`, `phone`,
    `standing` (victim, suspect, family, other), `place`, `story`, and where given `happened_on` (ISO day), `region`, `wish`,
    `report_number`, `language`, `needs`. Blanks that cannot be used come back as a sentence each.
    """
    problems = dict(_problems(data))
    if problems:
        return Invalid(problems)
    author = Author("", str(data["name"]).strip(), "party", str(data["office"]), str(data["institution"]))
    opening = {
        "title": f"Permohonan publik dari {str(data['place']).strip()}", "practice": "village" if data["institution"] == "village" else "general",
        "begins_at": _STAGES[data["institution"]], "on": now.date().isoformat(), "channel": "public", "place": data["place"], "account": data["story"],
        "acted_on": data.get("happened_on"), "region": data.get("region"),
    }  # fmt: skip
    wishes = [Wish("public_application_received", opening), Wish("party_message_received", {"text": _contact(data)})]
    outcome = casework.perform(None, wishes, by=author, now=now)
    if isinstance(outcome, Done):
        return Applied(outcome.case_id, _new_code(casework, outcome.case_id, "", str(data["phone"]), now))
    return outcome if isinstance(outcome, Invalid) else Invalid({"": f"{outcome.reason} {outcome.remedy}"})


def issue_code(casework: Casework, case: Case, party: Thing, phone: str, *, now: datetime) -> str | Invalid:
    """A code for a party, given by an officer; earlier codes of the party stop working."""
    if not plain_phone(phone):
        return Invalid({"phone": "Nomor telepon belum terbaca; tulis misalnya 0812 3456 7890."})
    FollowCode.objects.filter(case_id=case.id, party=party.id).delete()
    return _new_code(casework, case.id, party.id, phone, now)


def follow(casework: Casework, code: str, phone: str, *, now: datetime) -> Followed | None:
    """The case of whoever has this code and phone; None for any other pair, whichever of the two is wrong."""
    found = _holder(casework, code, phone)
    if found is None:
        return None
    shown = casework.view(found.case_id, now)
    return followed(shown[0], shown[1], _party(shown[0], found, phone), now) if shown else None


def message(casework: Casework, code: str, phone: str, text: str, *, now: datetime) -> Done | Invalid | Refused | None:
    """A message to the office that holds the case; None for a code and phone that do not belong together."""
    found = _holder(casework, code, phone)
    case = casework.case(found.case_id) if found else None
    if found is None or case is None:
        return None
    if not text.strip() or len(text) > _LONGEST_MESSAGE:
        return Invalid({"text": f"Tulis pesan Anda, paling panjang {_LONGEST_MESSAGE} huruf."})
    party = _party(case, found, phone)
    author = Author("", str(party["name"]) if party else case.acts[0].author.name, "party", "", "")
    wish = {"text": text, "at": now.astimezone(zone_for(case)).isoformat(timespec="minutes"), **({"party": party.id} if party else {})}
    return casework.perform(case.id, [Wish("party_message_received", wish)], by=author, now=now)


def plain_phone(phone: str) -> str:
    """A phone number as compared: +62 and figures; "" for what is no Indonesian number."""
    local = re.sub(r"^(\+?62|0)", "", re.sub(r"[\s().-]", "", phone))
    return f"+62{local}" if re.fullmatch(r"[1-9]\d{6,12}", local) else ""


def plain_code(code: str) -> str:
    """A code as compared: capital letters and figures only."""
    return re.sub(r"[^A-Z0-9]", "", code.upper())


def _new_code(casework: Casework, case_id: str, party: str, phone: str, now: datetime) -> str:
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    FollowCode.objects.create(case_id=case_id, party=party, digest=_digest(casework, code, phone), made_at=now)
    return code


def _digest(casework: Casework, code: str, phone: str) -> str:
    return casework.keyed(f"ikuti:{plain_code(code)}:{plain_phone(phone)}")


def _holder(casework: Casework, code: str, phone: str) -> FollowCode | None:
    return FollowCode.objects.filter(digest=_digest(casework, code, phone)).first()


def _party(case: Case, found: FollowCode, phone: str) -> Thing | None:
    """The party of a code: named with it, or recorded since with the same phone."""
    named = case.thing("party", found.party)
    return named or next((p for p in case.all("party") if p["phone"] and plain_phone(str(p["phone"])) == plain_phone(phone)), None)


def _problems(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    needed = {"name": "Tulis nama Anda.", "place": "Tulis desa atau kelurahan dan kecamatan kejadiannya.", "story": "Ceritakan apa yang terjadi."}
    for field, says in needed.items():
        if not str(data.get(field) or "").strip():
            yield field, says
    if not plain_phone(str(data.get("phone") or "")):
        yield "phone", "Tulis nomor telepon dengan angka, misalnya 0812 3456 7890."
    if data.get("standing") not in _STANDINGS:
        yield "standing", "Pilih Anda siapa dalam perkara ini."
    if not data.get("office") or data.get("institution") not in _STAGES:
        yield "office", "Pilih kantor yang dituju."


def _contact(data: Mapping[str, Any]) -> str:
    """What the applicant told about himself, as lines an officer reads before calling."""
    needs = ", ".join(_NEEDS[need] for need in data.get("needs") or () if need in _NEEDS)
    lines = {
        "Nama": data["name"], "Sebagai": _STANDINGS[data["standing"]], "Telepon": data["phone"], "Harapan": data.get("wish"),
        "Nomor laporan polisi": data.get("report_number"), "Bahasa": data.get("language"), "Bantuan yang diperlukan": needs,
    }  # fmt: skip
    return "\n".join(f"{label}: {said}" for label, said in lines.items() if said)
