"""A voice for people who read little: text to sound through the program espeak-ng, where it is installed.

The program is called, not linked. Words its Indonesian voice says wrongly stand in `speech.yaml` with their phonemes; a person has to
listen before an office offers this to the public.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from rembuk.papers.speech import spoken
from rembuk.record.kinds import Words

_LONGEST_SECONDS = 120


@dataclass(frozen=True)
class Audio:
    """A sound file: its bytes, its media type, and the words that are said."""

    data: bytes
    media_type: str
    words: str


@dataclass(frozen=True)
class NoVoice:
    """Why there is no sound, in both languages."""

    says: Words


def read_aloud(text: str, *, words_a_minute: int = 130) -> Audio | NoVoice:
    """The text as WAV, or as Opus where `opusenc` is installed too; a slow pace is for people who hear it once."""
    program = shutil.which("espeak-ng")
    if program is None:
        return NoVoice(Words(
            "Program espeak-ng belum terpasang; teksnya tetap dapat dibacakan orang.",
            "The program espeak-ng is not installed; a person can still read the text aloud.",
        ))  # fmt: skip
    words = spoken(text)
    done = subprocess.run(
        [program, "-v", "id", "-s", str(words_a_minute), "--stdout"], input=respelled(words).encode(), capture_output=True, check=False, timeout=_LONGEST_SECONDS
    )
    if done.returncode != 0 or not done.stdout.startswith(b"RIFF"):
        return NoVoice(Words(f"espeak-ng gagal: {done.stderr.decode(errors='replace').strip()}", f"espeak-ng failed: {done.stderr.decode(errors='replace').strip()}"))
    return _smaller(done.stdout, words)


def phonemes(text: str) -> str | None:
    """What the voice would say, in espeak's phoneme letters; None without the program."""
    program = shutil.which("espeak-ng")
    if program is None:
        return None
    done = subprocess.run([program, "-v", "id", "-q", "-x"], input=respelled(spoken(text)).encode(), capture_output=True, check=True, timeout=_LONGEST_SECONDS)
    return " ".join(done.stdout.decode().split())


def respelled(words: str) -> str:
    """Words with those the voice says wrongly given as phonemes in double brackets."""
    table = _respellings()
    return re.sub(r"[A-Za-z]+", lambda match: f"[[{table[match[0].lower()]}]]" if match[0].lower() in table else match[0], words)


@lru_cache(maxsize=1)
def _respellings() -> dict[str, str]:
    table: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "speech.yaml").read_text(encoding="utf-8"))
    return table["respelled"]


def _smaller(wav: bytes, words: str) -> Audio:
    encoder = shutil.which("opusenc")
    if encoder:
        done = subprocess.run([encoder, "--quiet", "--bitrate", "20", "-", "-"], input=wav, capture_output=True, check=False, timeout=_LONGEST_SECONDS)
        if done.returncode == 0 and done.stdout:
            return Audio(done.stdout, "audio/ogg", words)
    return Audio(wav, "audio/wav", words)
