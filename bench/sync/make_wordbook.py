"""Makes src/rembuk/ledger/wordbook.json and dictionary.json: words counted, then a zstd dictionary trained on invented weeks of work.

    .venv/bin/python bench/sync/make_wordbook.py

Counted are the law files, the declaration of acts, the facts and the worked cases of this project, and the lists of `vocabulary.py`.
The weeks are drawn by `training.py` with seeds of their own; nothing of the benchmark's workload is looked at.
A wordbook that has been shipped is never made anew in place: the next one gets the next version.
"""

from __future__ import annotations

import base64
import json
import re
import sys
from collections import Counter
from pathlib import Path

import zstandard

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).parent)]

import training  # noqa: E402
import vocabulary  # noqa: E402

from rembuk.law.library import load_law  # noqa: E402
from rembuk.ledger.sync.columns import Stream, write  # noqa: E402
from rembuk.ledger.sync.outlines import Outlines  # noqa: E402
from rembuk.ledger.sync.signs import to_bytes  # noqa: E402
from rembuk.ledger.sync.wordbook import VERSION, Wordbook  # noqa: E402
from rembuk.ledger.sync.words import MOST_WORDS, Words  # noqa: E402
from rembuk.record.kinds import declaration  # noqa: E402

LEDGER = ROOT / "src" / "rembuk" / "ledger"
DICTIONARY_BYTES = 12_000
TEXTS = ("law/instruments/*.yaml", "law/facts.yaml", "record/acts.yaml", "casework/demo/stories/*.yaml", "casework/demo/people.yaml")
#: Keys of the files and words of their English halves.
_NOT_INDONESIAN = """
id en by the and of to is in on for that or with from not was an at as be has it no who may which what this are one if his her than before after case
label fields group sentence says cite confidence secondary confirmed design holds type choice role date text lines acts adds changes requires reaches
stages sets field victim suspect offender police court village prosecution prosecutor judge party parties agreement session report peace process
offence law day days days officers investigator mediator name when given first two any all by_whom read letter case_opened example expect next work
step office title
"""
NOT_INDONESIAN = _NOT_INDONESIAN.split()
INSTITUTIONS = ("village", "police", "prosecution", "court", "corrections", "centre")


def terms() -> list[str]:
    """Kinds, fields, choices, roles, institutions: every word of the record's own vocabulary once."""
    told = declaration()
    found = [*sorted(told.kinds), *sorted(told.fields)]
    found += sorted({choice for choices in told.choices.values() for choice in choices})
    found += [*sorted(load_law().facts), *sorted({role for kind in told.kinds.values() for role in kind.by})]
    return list(dict.fromkeys([*found, *INSTITUTIONS, "user", "name", "role", "office", "institution"]))


def words() -> list[str]:
    """The words worth a code, the most frequent first."""
    count: Counter[str] = Counter()
    for pattern in TEXTS:
        for path in sorted((ROOT / "src" / "rembuk").glob(pattern)):
            count.update(word.lower() for word in re.findall(r"[A-Za-z]{2,}", path.read_text(encoding="utf-8")))
    for word in NOT_INDONESIAN:
        del count[word]
    known = set(" ".join((vocabulary.EVERYDAY, vocabulary.GIVEN, vocabulary.FAMILY, vocabulary.PLACES)).split())
    everyday = vocabulary.EVERYDAY.split()
    weight = {word: 600 / (place + 3) + min(count[word], 400) / 60 for place, word in enumerate(dict.fromkeys(everyday))}
    for word in known - weight.keys():
        weight[word] = 0.9 + min(count[word], 40) / 100
    for word, times in count.items():
        if word not in weight and times >= 25:
            weight[word] = times / 100
    return sorted(weight, key=lambda word: (-weight[word], word))[:MOST_WORDS]


def main() -> None:
    book = Wordbook(VERSION, tuple(terms()), Words(words()), b"")
    samples: list[bytes] = []
    for seed in range(training.WEEKS):
        stream = Stream(book)
        outlines = Outlines()
        for frame in training.frames(seed):
            samples += map(to_bytes, outlines.write(write(frame, stream)))
    trained = zstandard.train_dictionary(DICTIONARY_BYTES, samples, level=19)
    told = {"version": VERSION, "terms": book.terms, "words": " ".join(words())}
    (LEDGER / "wordbook.json").write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    packed = {"version": VERSION, "zstd": base64.b64encode(trained.as_bytes()).decode()}
    (LEDGER / "dictionary.json").write_text(json.dumps(packed) + "\n", encoding="utf-8")
    print(f"{len(book.terms)} terms, {len(words())} words, dictionary {len(trained.as_bytes())} bytes of {len(samples)} frames, {sum(map(len, samples))} bytes")


if __name__ == "__main__":
    main()
