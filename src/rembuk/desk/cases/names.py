"""How the people of a case are called for a visitor: by name, or by role and initials where names are shielded.

Names of a shielded case (a child, a sexual offence) are hidden from everyone by default, also from whoever may see them:
showing them is asked for with a reason, logged, and lasts a while in that visitor's session.
"""

from __future__ import annotations

import re
import time
from functools import cached_property

from django.http import HttpRequest

from rembuk.record.case import Case, Thing
from rembuk.record.timeline import full_name, shielded_name, telling_words

_SHOWN = "names_shown"
#: One capitalised name of four letters or more.
_WORD = re.compile(r"\b[^\W\d_a-z][^\W\d_]{3,}\b")
SHOWN_SECONDS = 15 * 60


def show_names(request: HttpRequest, case_id: str) -> None:
    """From now on, for a while, this session sees the names of the case."""
    now = int(time.time())
    kept = {case: until for case, until in request.session.get(_SHOWN, {}).items() if until > now}
    request.session[_SHOWN] = kept | {case_id: now + SHOWN_SECONDS}


def hide_names(request: HttpRequest, case_id: str) -> None:
    """The names of the case are hidden again."""
    request.session[_SHOWN] = {case: until for case, until in request.session.get(_SHOWN, {}).items() if case != case_id}


def names_are_shown(request: HttpRequest, case_id: str) -> bool:
    """Whether this session asked to see them and the time has not run out."""
    return bool(request.session.get(_SHOWN, {}).get(case_id, 0) > time.time())


class Names:
    """The people of one case as one visitor reads of them."""

    def __init__(self, case: Case, *, hidden: bool) -> None:
        self.case, self.hidden = case, hidden

    def of(self, party: Thing) -> str:
        """One party."""
        return shielded_name(party) if self._is_hidden(party) else full_name(party)

    def by_id(self, party_id: object) -> str:
        """The party of that id; "" when the case has none."""
        party = self.case.thing("party", party_id)
        return self.of(party) if party else ""

    def several(self, ids: object) -> str:
        """Several parties, with commas."""
        return ", ".join(self.by_id(one) for one in ids) if isinstance(ids, list) else ""

    def hide(self, text: object) -> str:
        """A text in which the hidden names stand as role and initials."""
        words = str(text)
        for pattern, instead in self._patterns:
            words = pattern.sub(instead, words)
        return words

    def _is_hidden(self, party: Thing) -> bool:
        return self.hidden and party["nature"] not in ("company", "state")

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """Every name ever stated of a hidden party, longest first; then single names of four letters and more, as they are written."""
        whole: dict[str, str] = {}
        single: dict[str, str] = {}
        for party in self.case.all("party"):
            for name in _names_of(party) if self._is_hidden(party) else ():
                whole.setdefault(name, shielded_name(party))
                single |= {word: shielded_name(party) for word in telling_words(name) if _WORD.fullmatch(word) and word not in single}
        return [*_patterns_for(whole, re.IGNORECASE), *_patterns_for(single, re.NOFLAG)]


def _patterns_for(names: dict[str, str], flags: re.RegexFlag) -> list[tuple[re.Pattern[str], str]]:
    ordered = sorted(names.items(), key=lambda pair: -len(pair[0]))
    return [(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", flags), instead) for name, instead in ordered]


def _names_of(party: Thing) -> list[str]:
    return [str(act.fields[field]) for act in party.acts for field in ("name", "alias") if act.fields.get(field)]
