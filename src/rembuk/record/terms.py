"""An agreement's terms, which agreement counts, and who signed it.

Nouns. A *term* has a kind, what is to be done, an owner, an amount and a day. An agreement *stands* until another replaces it that
nobody refused, or until somebody who must sign refuses it. *Current* is the standing one last drafted or signed. It is *signed* when
every party who must sign has, by his own hand or a representative's.
"""

from __future__ import annotations

from rembuk.record.act import Act
from rembuk.record.case import Case, Thing, once_but_facts
from rembuk.record.consent import must_consent, speaks_for

#: Whose signature is that of "penyidik atau penuntut umum"; a mediator or judge signs as what he is.
_OFFICERS = frozenset({"investigator", "investigator_superior", "prosecutor", "chief_prosecutor"})


@once_but_facts
def terms_of(case: Case, agreement: Thing) -> list[Thing]:
    """The terms in the order they were written."""
    return [term for term in case.all("term") if term["agreement"] == agreement.id]


@once_but_facts
def stands(case: Case, agreement: Thing) -> bool:
    """Whether an agreement was neither refused nor replaced."""
    return not agreement["refused"] and not any(o["replaces"] == agreement.id and not o["refused"] for o in case.all("agreement"))


@once_but_facts
def current(case: Case, suspect: str = "") -> Thing | None:
    """The agreement that counts for a suspect: of those that stand, the one last drafted or signed."""
    for act in reversed(case.acts):
        if act.kind in ("agreement_drafted", "agreement_signed"):
            agreement = case.thing("agreement", act.id if act.kind == "agreement_drafted" else act.fields.get("agreement"))
            if agreement and (not suspect or (agreement["suspect"] or "") in ("", suspect)) and stands(case, agreement):
                return agreement
    return None


def signing_acts(case: Case, agreement: Thing) -> list[Act]:
    """Every signature under an agreement, in order."""
    return [act for act in case.acts_of("agreement_signed") if act.fields.get("agreement") == agreement.id]


def signatures(case: Case, agreement: Thing) -> dict[str, str]:
    """Who signed: a party's id, "officer" for investigator or prosecutor, else an official's role, to the id of the signing act."""
    return {_signer(act): act.id for act in signing_acts(case, agreement)}


def _signer(act: Act) -> str:
    if act.fields.get("party"):
        return str(act.fields["party"])
    return "officer" if act.author.role in _OFFICERS else act.author.role


def must_sign(case: Case, agreement: Thing) -> list[Thing]:
    """The parties whose signature the agreement needs: all victims, and the suspect it is about or all of them."""
    return must_consent(case, agreement["suspect"] or "")


@once_but_facts
def unsigned(case: Case, agreement: Thing) -> list[Thing]:
    """Those who still have to sign, by their own hand or a representative's."""
    acts = signing_acts(case, agreement)
    return [party for party in must_sign(case, agreement) if _signature_of(case, party, acts) is None]


def signed_by_all(case: Case, agreement: Thing) -> Act | None:
    """The signature with which the last party who must sign had signed; None while one is missing."""
    acts = signing_acts(case, agreement)
    first = [_signature_of(case, party, acts) for party in must_sign(case, agreement)]
    known = [act for act in first if act is not None]
    return max(known, key=lambda act: case.place[act.id]) if known and len(known) == len(first) else None


def _signature_of(case: Case, party: Thing, acts: list[Act]) -> Act | None:
    """The first signature for a party."""
    for act in acts:
        signer = str(act.fields.get("party") or "")
        if signer and (signer == party.id or speaks_for(case, signer, party, act)):
            return act
    return None


def stamps_needed(agreement: Thing) -> int:
    """How many stamps the originals need: one each (UU 10/2020 art 3, elucidation of paragraph (2) letter a)."""
    return int(agreement["originals"] or 2)
