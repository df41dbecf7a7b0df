"""What an arithmetic coder over adaptive models of words would need for the workload, beside what Rembuk's frames need.

    .venv/bin/python bench/sync/word_coder.py

Nothing is coded: the cost of each symbol is -log2 of the probability that the models give it before they learn it, which such a coder reaches to within a
byte a frame. The models are learnt first on weeks of `training.py` (as a wordbook shipped with the program would be), then, for the weeks after the first sync,
on the base that both sides hold. Signatures, keys and headers are not in these figures; they cost the same with either.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from math import log2
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(Path(__file__).parent)]
os.environ["DJANGO_SETTINGS_MODULE"] = "ledger.settings"

import django  # noqa: E402

django.setup()

import acts as conversion  # noqa: E402
import training  # noqa: E402
import workload  # noqa: E402

from rembuk.ledger.sync.frames import ACTS_A_FRAME, Packer  # noqa: E402
from rembuk.ledger.sync.wordbook import wordbook  # noqa: E402
from rembuk.record.act import Act, moment_of  # noqa: E402

_TOKEN = re.compile(r"\w+|\W")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DIGITS = re.compile(r"\d{8,}")


class Models:
    """Counts of symbols in contexts, with an escape to the next, wider context (method C)."""

    def __init__(self) -> None:
        self._counts: defaultdict[Hashable, Counter[Hashable]] = defaultdict(Counter)
        self._totals: Counter[Hashable] = Counter()
        self._of_case: defaultdict[str, list[str]] = defaultdict(list)
        self._clock = 0

    def cost(self, symbol: Hashable, contexts: Sequence[Hashable], otherwise: float) -> float:
        """Bits for a symbol, which is learnt; `otherwise` where no context has had it."""
        bits, is_found = 0.0, False
        for context in contexts:
            counts, total = self._counts[context], self._totals[context]
            if not is_found and total:
                known = len(counts)
                is_found = symbol in counts
                bits -= log2((counts[symbol] if is_found else known) / (total + known))
            counts[symbol] += 1
            self._totals[context] += 1
        return bits if is_found else bits + otherwise

    def act(self, act: Act) -> float:
        """Bits for an act."""
        minutes = (act.clock >> 16) // 60_000
        step, self._clock = minutes - self._clock, minutes
        size = abs(step).bit_length()
        before = self._of_case[act.case]
        bits = self.cost(act.device, ["device"], 40) + self.cost((size, step < 0), ["step"], 8) + max(0, size - 1)
        bits += self.cost("new" if not before else "known", ["new"], 1) + (log2(max(1, len(self._of_case))) if before else 0)
        bits += self.cost(act.kind, [("kind", before[-1].split(" ")[1] if before else ""), "kind"], 7) + self.cost(act.author, [("author", act.device), "author"], 200)
        bits += self.cost(tuple(sorted(act.fields)), [("names", act.kind)], 30)
        bits += sum(self._value((act.kind, name), value, act, before) for name, value in sorted(act.fields.items()))
        before.append(f"{act.id} {act.kind}")
        return bits

    def _value(self, at: tuple[str, ...], value: Any, act: Act, before: list[str]) -> float:
        if isinstance(value, list | tuple):
            return self.cost(len(value), [(at, "length")], 8) + sum(self._value((*at, "item"), one, act, before) for one in value)
        if isinstance(value, dict):
            return self.cost(tuple(sorted(value)), [(at, "names")], 30) + sum(self._value((*at, name), one, act, before) for name, one in sorted(value.items()))
        if isinstance(value, int) or value is None:
            return self.cost(value, [at], 20)
        return self._text(at, value, act, before)

    def _text(self, at: tuple[str, ...], text: str, act: Act, before: list[str]) -> float:
        own = next((place for place, one in enumerate(reversed(before)) if text.partition("/")[0] == one.split(" ")[0]), None)
        if own is not None:
            return self.cost(("back", own, text.partition("/")[2]), [(at, "act"), "act"], 12)
        if _DAY.match(text):
            distance = date.fromisoformat(text[:10]).toordinal() - moment_of(act.clock).date().toordinal()
            return self.cost(distance, [(at, "day"), "day"], 15) + self.cost(text[10:], [(at, "hour"), "hour"], 30)
        if _DIGITS.fullmatch(text):
            return len(text) * log2(10)
        bits, last = 0.0, "^"
        for token in [*_TOKEN.findall(text), "$"]:
            word = token.lower()
            bits += self.cost(word, [(at, last), at, "word"], 5.0 * (len(word) + 1)) if word != " " else 0
            last = word if word != " " else last
        return bits


def needed(models: Models, acts: Iterable[Act]) -> int:
    return round(sum(map(models.act, acts)) / 8)


def packed(acts: Sequence[Act]) -> int:
    packer = Packer(wordbook())
    return sum(len(packer.frame(acts[start : start + ACTS_A_FRAME])) for start in range(0, len(acts), ACTS_A_FRAME))


def main() -> None:
    work = workload.make()
    heads: dict[str, tuple[str, ...]] = {}
    base = conversion.acts_of(work["base"], heads)
    hub, node = conversion.acts_of(work["hub"], dict(heads)), conversion.acts_of(work["node"], dict(heads))
    models = Models()
    for seed in range(training.WEEKS):
        for acts in training.frames(seed):
            needed(models, acts)
    begun = time.process_time()
    first = needed(models, base)
    seconds = time.process_time() - begun
    print(f"first sync: {first:,} bytes, frames {packed(base):,}; {seconds:.1f} s of processor time for the model, without the coder")
    print(f"both ways:  node {needed(models, node):,} bytes, frames {packed(node):,}; hub {needed(models, hub):,}, frames {packed(hub):,}")


if __name__ == "__main__":
    main()
