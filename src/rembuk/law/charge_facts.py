"""What the charges of one suspect say to the rules: the highest and the lightest maximum, groups, traits, complaint.

Unknown stays unknown. When it is open which row a charge means, a number is given as a bound, and a set or a word only if
every possible row agrees. A charge that could not be read leaves open everything that it could change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rembuk.law.charges import Charge
from rembuk.law.facts import Value
from rembuk.law.offence_traits import Traits, load_traits
from rembuk.law.offences import Catalogue, Offence
from rembuk.reference.bound import Bound, Number

Range = tuple[Number, Number | None]
_UNKNOWN: Range = (0, None)
_ADJUSTS_MAXIMUM = frozenset({"attempt", "aiding", "continued"})

FACT_NAMES = (
    "charges.max_prison", "charges.lightest_prison", "charges.max_fine", "charges.fine_only", "charges.special_minimum",
    "charges.groups", "charges.group", "charges.traits", "charges.traits_of_all", "charges.complaint", "charges.life",
    "charges.adjusted", "charges.count", "charges.codes",
)  # fmt: skip


def charge_facts(charges: Sequence[Charge], catalogue: Catalogue, traits: Traits | None = None) -> dict[str, Value]:
    """The facts named in FACT_NAMES over one suspect's charges; None is unknown.

    Prison in months (base maximum; kurungan counts as 0; life and death as at least 240), fines in rupiah (0 where a
    charge has none). All is unknown when there are no charges. KeyError for a candidate the catalogue does not hold.
    """
    if not charges:
        return dict.fromkeys(FACT_NAMES)
    known = traits or load_traits()
    rows = [[catalogue[offence_id] for offence_id in charge.candidates] for charge in charges]
    unread = any(not candidates for candidates in rows)
    adjusted = any(_ADJUSTS_MAXIMUM.intersection(charge.adjusts) for charge in charges)
    return {
        "charges.max_prison": _value(_highest(_prison(c) for c in rows)),
        "charges.lightest_prison": _value(_lowest(_prison(c) for c in rows)),
        "charges.max_fine": _max_fine(rows),
        "charges.fine_only": _every(rows, lambda o: o.fine_only if o.penalty_known else None),
        "charges.special_minimum": _some(rows, lambda o: o.min_prison_months > 0 if o.penalty_known else None),
        "charges.groups": _union([[frozenset({o.group}) for o in c] for c in rows]),
        "charges.group": _one_word([{o.group for o in c} for c in rows]),
        "charges.traits": _union([[known.of(o.id) for o in c] for c in rows]),
        "charges.traits_of_all": _intersection([[known.of(o.id) for o in c] for c in rows]),
        "charges.complaint": _one_word([{o.complaint for o in c} for c in rows]),
        "charges.life": _some(rows, lambda o: o.life_chapter),
        "charges.adjusted": True if adjusted else None if unread else False,
        "charges.count": None if unread else len(charges),
        "charges.codes": _union([[frozenset({o.law}) for o in c] for c in rows]),
    }


def _prison(candidates: Sequence[Offence]) -> Range:
    """The least and the most the maximum of one charge can be; the most is None when it is open."""
    ranges = [_one_prison(offence) for offence in candidates]
    if not ranges:
        return _UNKNOWN
    tops = [high for _, high in ranges]
    return min(low for low, _ in ranges), None if None in tops else max(high for high in tops if high is not None)


def _one_prison(offence: Offence) -> Range:
    if not offence.penalty_known:
        return _UNKNOWN
    months = _whole(offence.max_prison_months)
    return (months, months) if offence.ceiling == "term" else (months, None)


def _whole(number: float) -> Number:
    return int(number) if float(number).is_integer() else number


def _highest(ranges: Iterable[Range]) -> Range:
    lows, highs = zip(*ranges, strict=True)
    return max(lows), None if None in highs else max(highs)


def _lowest(ranges: Iterable[Range]) -> Range:
    lows, highs = zip(*ranges, strict=True)
    bounded = [high for high in highs if high is not None]
    return min(lows), min(bounded) if bounded else None


def _value(limits: Range) -> Value:
    low, high = limits
    if limits == _UNKNOWN:
        return None
    return low if low == high else Bound(low, high)


def _max_fine(rows: Sequence[Sequence[Offence]]) -> Value:
    ranges: list[Range] = []
    for candidates in rows:
        fines = [o.max_fine_rupiah or 0 for o in candidates if o.penalty_known and o.fine_known]
        if not candidates or len(fines) < len(candidates):
            return None
        ranges.append((min(fines), max(fines)))
    low, high = _highest(ranges)
    return low if low == high else Bound(low, high)


def _truths(rows: Sequence[Sequence[Offence]], asked: Callable[[Offence], bool | None]) -> list[bool | None]:
    """The answer of each charge: that of its rows when they agree, else None."""
    out: list[bool | None] = []
    for candidates in rows:
        answers = {asked(offence) for offence in candidates}
        out.append(answers.pop() if len(answers) == 1 else None)
    return out


def _every(rows: Sequence[Sequence[Offence]], asked: Callable[[Offence], bool | None]) -> bool | None:
    answers = _truths(rows, asked)
    return False if False in answers else None if None in answers else True


def _some(rows: Sequence[Sequence[Offence]], asked: Callable[[Offence], bool | None]) -> bool | None:
    answers = _truths(rows, asked)
    return True if True in answers else None if None in answers else False


def _one_word(rows: Sequence[set[str]]) -> str | None:
    """The one word all charges share, "mixed" when two charges differ for certain, None when that is open."""
    certain = {next(iter(words)) for words in rows if len(words) == 1}
    if len(certain) > 1:
        return "mixed"
    return certain.pop() if certain and all(len(words) == 1 for words in rows) else None


def _union(rows: Sequence[Sequence[frozenset[str]]]) -> frozenset[str] | None:
    """What any charge has, when every possible row of each charge leads to the same set."""
    if not all(rows):
        return None
    certain = frozenset().union(*(frozenset.intersection(*sets) for sets in rows))
    possible = frozenset().union(*(frozenset.union(*sets) for sets in rows))
    return certain if certain == possible else None


def _intersection(rows: Sequence[Sequence[frozenset[str]]]) -> frozenset[str] | None:
    """What every charge has; certainly nothing when the charges that were read already share nothing."""
    read = [sets for sets in rows if sets]
    if not read:
        return None
    possible = frozenset.intersection(*(frozenset.union(*sets) for sets in read))
    certain = frozenset.intersection(*(frozenset.intersection(*sets) for sets in read)) if all(rows) else frozenset()
    return certain if certain == possible else None
