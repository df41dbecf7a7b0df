"""Yes and no, first offence or repetition, and ages, as people write them in registers and on forms."""

from __future__ import annotations

import re

from rembuk.reference.number_words import NUMBER_WORDS, read_words
from rembuk.reference.written_text import Written, normalise, quoted, says_unknown

_YES = frozenset({
    "ya", "iya", "y", "yes", "true", "benar", "betul", "ada", "sudah", "sdh", "pernah", "setuju", "bersedia", "mau",
    "ok", "oke", "1", "v", "✓", "✔", "√", "☑", "✅",
})  # fmt: skip
_NO = frozenset({
    "tidak", "tdk", "tak", "t", "no", "not", "false", "bukan", "belum", "blm", "enggak", "nggak", "ga", "gak", "0", "f",
    "n", "nihil", "menolak", "ditolak",
})  # fmt: skip
_CROSSES = frozenset({"x", "✗", "✘", "☒", "×", "✕", "❌"})


def read_answer(text: str) -> Written[bool]:
    """Read yes or no; "belum" and "belum pernah" are no. Words after a comma become a note; a cross is a problem."""
    plain = normalise(text)
    if says_unknown(plain) or plain == "☐":
        return Written(None)
    first, *rest = re.split(r"[,;:.(!]\s*", plain, maxsplit=1)
    value = _yes_or_no(first.lower().split())
    if value is None:
        if plain.lower() in _CROSSES:
            return Written(None, f"{quoted(plain)} bisa berarti dicentang atau dicoret; tulis ya atau tidak.")
        return Written(None, f"{quoted(plain)} belum terbaca sebagai jawaban; tulis ya, tidak, atau kosongkan.")
    extra = rest[0].strip(" .)!") if rest else ""
    return Written(value, note=f"kata lain: {extra}" if extra else None)


def _yes_or_no(words: list[str]) -> bool | None:
    if not words:
        return None
    if words[0] in _NO and all(word in _YES for word in words[1:]):
        return False
    return True if all(word in _YES for word in words) else None


_NOT = "(?:tidak|tdk|tak|belum|blm|bukan|bkn)"
_CONVICTED = (
    "(?:residivis|resedivis|recidivis|dihukum|dipidana|dipenjara|divonis|terpidana|narapidana|napi|menjalani hukuman"
    "|melakukan tindak pidana|melakukan kejahatan|masuk penjara)"
)
_NEVER = re.compile(rf"\b{_NOT}(?: ada| sudah)?(?: pernah)?(?: {_CONVICTED})+\b|\b{_NOT} pernah\b")
_FIRST = re.compile(
    rf"\b(?:baru )?(?:yang )?(?:pertama kali(?:nya)?|kali pertama|kali ini|pertama|first offender)\b"
    rf"(?: {_CONVICTED}| melakukan)?"
)
_AGAIN = re.compile(
    rf"\b(?:sudah |telah )?(?:pernah|{_CONVICTED}|ke-?[2-9]|kedua kali(?:nya)?|ketiga kali(?:nya)?|[2-9] kali|berulang"
    r"|kambuhan|pengulangan|mengulangi?)\b"
)
_SOMETHING_ELSE = re.compile(rf"\bpernah (?!{_CONVICTED}\b|sebelumnya|tahun|thn|th|pada|di tahun)[a-z]+")
_FILLERS = frozenset({"sebelumnya", "kali", "mantan", "bekas", "sudah", "telah", "juga", "ini", "pelaku", "tersangka"})


def read_recidivist(text: str) -> Written[bool]:
    """Read whether somebody has been convicted before: True for "residivis", False for "baru pertama kali".

    "pernah" with another word (pernah diversi, pernah ditahan) does not say whether there was a conviction and is a
    problem, as are answers that say both. Whether an earlier conviction counts in law is not decided here.
    """
    plain = normalise(text)
    if says_unknown(plain):
        return Written(None)
    words = plain.lower()
    if other := _SOMETHING_ELSE.search(words):
        return Written(None, f"{quoted(plain)}: '{other[0]}' belum tentu berarti pernah dipidana; tulis ya atau tidak.")
    rest, marks = words, set()
    for pattern, value in ((_NEVER, False), (_FIRST, False), (_AGAIN, True)):
        if pattern.search(rest):
            marks.add(value)
            rest = pattern.sub(" ", rest)
    left = [word for word in re.findall(r"[^\s,;:.()!]+", rest) if word not in _FILLERS]
    answer = _yes_or_no(left[:1]) if left else None
    if answer is not None:
        marks.add(answer)
        left = left[1:]
    if len(marks) != 1:
        why = "menyatakan keduanya" if marks else "belum terbaca sebagai pernah atau belum pernah dipidana"
        return Written(None, f"{quoted(plain)} {why}; tulis ya (pernah dipidana) atau tidak.")
    return Written(marks.pop(), note=f"kata lain: {' '.join(left)}" if left else None)


_YEARS = r"(?:tahun|thn|th|years?|yrs?)\b\.?"
_AGE = re.compile(
    r"(?P<about>(?:±|sekitar|kurang lebih|kira-kira|lk\.?) ?)?(?:(?:umur|usia|berumur|berusia):? ?)?"
    rf"(?:(?P<figure>[0-9]{{1,3}})(?P<part>[.,][0-9]+)?|(?P<words>{NUMBER_WORDS})) ?"
    rf"(?:\((?P<again>{NUMBER_WORDS})\) ?)?(?:{_YEARS})?(?P<months>,? ?(?:dan )?[0-9]{{1,2}} ?(?:bulan|bln|bl)\b\.?)?"
    r"(?P<days>,? ?(?:dan )?[0-9]{1,2} ?(?:hari|hr)\b\.?)?",
    re.IGNORECASE,
)
_MONTHS_OLD = re.compile(r"[0-9]{1,2} ?(?:bulan|bln|bl|minggu|hari)\b\.?", re.IGNORECASE)


def read_age(text: str) -> Written[int]:
    """Read an age in completed years, 0 to 120; months beside the years are left out with a note."""
    plain = normalise(text)
    if says_unknown(plain):
        return Written(None)
    if _MONTHS_OLD.fullmatch(plain):
        return Written(0, note=f"{quoted(plain)} dibaca 0 tahun")
    match = _AGE.fullmatch(plain)
    years = _years(match) if match else None
    if match is None or years is None:
        return Written(None, f"{quoted(plain)} belum terbaca sebagai umur; tulis umur dalam tahun, misalnya 17.")
    if not 0 <= years <= 120:
        return Written(None, f"{quoted(plain)}: umur {years} tahun di luar 0 sampai 120; periksa umurnya.")
    notes = ["umur perkiraan"] if match["about"] else []
    if match["months"] or match["days"] or (match["part"] or "").strip(".,0"):
        notes.append(f"{quoted(plain)} dibaca {years} tahun penuh")
    return Written(years, note="; ".join(notes) or None)


def _years(match: re.Match[str]) -> int | None:
    """The years in figures or words; None when both are written and differ."""
    years = int(match["figure"]) if match["figure"] else read_words(match["words"])
    return None if match["again"] and read_words(match["again"]) != years else years
