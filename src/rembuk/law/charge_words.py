"""The sentences a charge is answered with: what could not be read, what is worth a look. Indonesian first."""

from __future__ import annotations

from rembuk.law.charge_match import Days, Hit, Slot
from rembuk.law.designation import label_of
from rembuk.law.law_names import load_law_names
from rembuk.law.offences import KUHP_1946, KUHP_2023, Catalogue, law_label
from rembuk.reference.written_text import quoted

#: A problem in Indonesian and English.
Sentence = tuple[str, str]

_LINK_NOTES = {
    "dan/atau": "Tertulis 'dan/atau'; dibaca sebagai dakwaan alternatif.",
    "slash": "Tertulis dengan garis miring; dibaca sebagai dakwaan alternatif.",
    "semicolon": "Bentuk dakwaan (alternatif atau kumulatif) tidak tertulis; dibaca kumulatif.",
    "unwritten": "Kata penghubung tidak tertulis; dibaca kumulatif.",
    "jo": "Dihubungkan dengan 'jo.' padahal punya ancaman sendiri; dibaca sebagai pasal tersendiri.",
}
_BASE = "yang dipakai di sini ancaman pokoknya."
_ADJUST_NOTES = {
    "attempt": f"Percobaan: ancaman maksimum berkurang; {_BASE}",
    "aiding": f"Pembantuan: ancaman maksimum berkurang; {_BASE}",
    "continued": "Perbuatan berlanjut: hanya satu aturan pidana diterapkan; ancaman di sini per pasal.",
    "recidivism": f"Pengulangan: ancaman maksimum dapat bertambah; {_BASE}",
    "aggravation": f"Ada pasal pemberatan: ancaman maksimum dapat bertambah; {_BASE}",
}


def link_note(link: str) -> str | None:
    """What to note about the way a charge is joined to the one before it."""
    return _LINK_NOTES.get(link)


def adjust_note(kind: str) -> str | None:
    """What to note about an article that changes the maximum."""
    return _ADJUST_NOTES.get(kind)


def law_name(slot: Slot) -> str:
    """The law of a slot as people write it."""
    if slot.family in (KUHP_1946, KUHP_2023):
        return law_label(slot.family)
    return slot.item.law.label if slot.item.law else "(undang-undang tidak tertulis)"


def place_name(slot: Slot) -> str:
    """Article and law as read, e.g. "Pasal 55 ayat (1) ke-1 KUHP (UU 1/1946)"."""
    return f"Pasal {slot.designation.label} {law_name(slot)}"


def notes_on(slot: Slot, days: Days) -> list[str]:
    """What is worth a look in a slot that was read."""
    item, label, law = slot.item, slot.designation.label, law_name(slot)
    notes = []
    if item.law_how == "before":
        notes.append(f"Undang-undang tidak tertulis sesudah Pasal {label}; dipakai yang disebut sebelumnya ({law}).")
    if item.law_how == "after":
        notes.append(f"Undang-undang tidak tertulis pada bagian ini; dipakai yang disebut sesudahnya ({law}).")
    if item.unread:
        notes.append(f"Kata yang tidak dibaca: {quoted(' '.join(item.unread))}.")
    notes += [f"Disebut pula {name}." for name in dict.fromkeys(law.label for law in item.other_laws)]
    return notes + _notes_on_places(slot) + _notes_on_rows(slot, days)


def _notes_on_places(slot: Slot) -> list[str]:
    notes, label = [], slot.designation.label
    listed = list(dict.fromkeys(label_of(hit.offence.article) for hit in slot.hits))
    if len(listed) > 1 or any(hit.fit.open for hit in slot.hits):
        lacking = f"Pasal {label} tertulis tidak lengkap; bisa {', '.join(listed)}."
        notes.append(f"{lacking} Tuliskan ayat, angka, atau hurufnya.")
    if slot.hits and all(hit.fit.finer for hit in slot.hits):
        undivided = slot.hits[0].places[-1].label
        notes.append(f"Katalog memuat Pasal {undivided} tanpa pembagian; {label} dibaca sebagai bagiannya.")
    norms = {hit.places[0].label for hit in slot.hits if len(hit.places) > 1 and hit.places[-1].article == _number(slot)}
    if len(norms) == 1 and not slot.norm_written and all(len(hit.places) > 1 for hit in slot.hits):
        notes.append(f"Norma yang dilanggar (Pasal {norms.pop()}) tidak tertulis.")
    return notes


def _number(slot: Slot) -> str:
    return slot.designation.article


def _notes_on_rows(slot: Slot, days: Days) -> list[str]:
    notes = []
    offences = [hit.offence for hit in slot.hits]
    if len({o.id for o in offences}) > len({(o.law, o.article) for o in offences}):
        notes.append("Tanggal kejadian tidak diketahui: ancaman dendanya berbeda sebelum dan sejak 2 Januari 2026.")
    later = [o.in_force_from for o in offences if days.standing(o) == "later"]
    if later:
        begins = f"{law_name(slot)} baru berlaku {min(later).isoformat()}, sesudah tanggal yang dipakai"
        notes.append(f"{begins}; hanya bila lebih menguntungkan (Pasal 3 dan 618 UU 1/2023).")
    for offence in offences:
        if not offence.penalty_known:
            notes.append(f"Ancaman {offence.label} belum diperiksa siapa pun; nyatakan ancamannya dengan dasar.")
    return notes


def code_taken(slot: Slot) -> str:
    """Plain "KUHP" without a day, where only one code explains what is written."""
    only = f"dalam katalog hanya {law_name(slot)} yang memuat rangkaian pasal ini"
    return f"Tanggal kejadian tidak diketahui; {only}, jadi itu yang dipakai."


def no_article(fragment: str) -> Sentence:
    """A stretch of text without an article number."""
    named = quoted(fragment)
    return (
        f"{named} tidak memuat nomor pasal yang dapat dibaca; tulis pasal, ayat, dan undang-undangnya.",
        f"{named} has no article number that can be read; write article, paragraph and law.",
    )


def stray_number(fragment: str) -> Sentence:
    """A number that belongs to no article."""
    named = quoted(fragment)
    return (
        f"Angka {named} tidak jelas milik pasal mana; tulis 'ayat', 'ke-', atau 'Pasal' di depannya.",
        f"It is not clear to which article {named} belongs; write 'ayat', 'ke-' or 'Pasal' before it.",
    )


def only_general(slot: Slot) -> Sentence:
    """A charge that names only articles without a penalty."""
    what = slot.joined[1] if slot.joined else ""
    return (
        f"{place_name(slot)} ({what}) tidak mengancam pidana sendiri; tulis juga pasal pokoknya.",
        f"{place_name(slot)} threatens no penalty of its own; write the main article too.",
    )


def which_date(old: list[Hit], new: list[Hit], slot: Slot) -> Sentence:
    """An article number that both codes have, with no day to choose between them."""
    label, names = slot.designation.label, (old[0].offence.name, new[0].offence.name)
    both = f"Pasal {label} ada di KUHP lama ({names[0]}) dan KUHP baru ({names[1]})"
    return (
        f"{both}; isi tanggal kejadian atau tulis undang-undangnya.",
        f"Article {label} is in the old code and in the new; give the date of the act or name the law.",
    )


def which_version(slot: Slot) -> Sentence:
    """One article with a different prison maximum before and after 2 January 2026."""
    return (
        f"Ancaman {place_name(slot)} berbeda sebelum dan sejak 2 Januari 2026; isi tanggal kejadian.",
        f"The penalty of {place_name(slot)} differs before and from 2 January 2026; give the date of the act.",
    )


def not_found(slot: Slot, catalogue: Catalogue) -> Sentence:
    """Why a written article gave no row: no law, the wrong law, a law out of force, or a place the catalogue lacks."""
    label, place = slot.designation.label, place_name(slot)
    if slot.item.law is None:
        return (
            f"Undang-undang untuk Pasal {label} tidak tertulis; tulis misalnya KUHP atau nomor dan tahunnya.",
            f"No law is written for article {label}; write for instance KUHP or the number and year of the law.",
        )
    if slot.family == "KUHAP":
        return (
            f"Tertulis Pasal {label} KUHAP, yaitu hukum acara; pasal pidana ada di KUHP. Periksa mana yang dimaksud.",
            f"KUHAP is the law of procedure; offences stand in KUHP. Check which is meant for article {label}.",
        )
    if slot.out_of_date:
        return _out_of_force(slot, slot.out_of_date[0], catalogue)
    hint = _hint(slot, catalogue)
    return (
        f"{place} tidak ada dalam katalog; periksa nomor atau tambahkan dengan ancamannya.{hint}",
        f"{place} is not in the catalogue; check the number or add it with its penalty.",
    )


def _out_of_force(slot: Slot, hit: Hit, catalogue: Catalogue) -> Sentence:
    offence, place = hit.offence, place_name(slot)
    follows = catalogue.successor(offence.id)
    instead = f"; padanannya {follows.label}" if follows else ""
    ran = f"berlaku {offence.in_force_from.isoformat()} sampai {offence.in_force_to}"
    return (
        f"{place} {ran}, tidak pada tanggal kejadian{instead}. Periksa tanggal atau pasalnya.",
        f"{place} was not in force on the day of the act; check the date or the article.",
    )


def _hint(slot: Slot, catalogue: Catalogue) -> str:
    """What the catalogue does hold under that number."""
    article = slot.designation.article
    laws = load_law_names().laws.get(slot.family or "", ())
    beside = [places[-1].label for law in laws for _, places in catalogue.places.get((law, article), ())]
    if beside:
        return f" Yang ada: Pasal {', '.join(dict.fromkeys(beside))}."
    other = {KUHP_1946: KUHP_2023, KUHP_2023: KUHP_1946}.get(slot.family or "")
    elsewhere = catalogue.places.get((other, article), ()) if other else ()
    return f" Nomor ini ada di {law_label(other)} ({elsewhere[0][0].name})." if elsewhere and other else ""
