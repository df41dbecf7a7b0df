"""What a kit is made of: small enough for a slow line, complete for days without one, and one script that does what its modules do."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from rembuk.field.bundle import BundleError, bundle, modules_of
from rembuk.field.declaration import record_english, record_pack
from rembuk.field.law_pack import law_english, law_pack
from rembuk.field.pack import ROOM, first_load, kit_files, write
from rembuk.record.kinds import declaration
from rembuk.record.stages import STAGES

MOST_BYTES = 100_000


@pytest.mark.parametrize("stage", STAGES)
def test_everything_a_phone_fetches_first_is_under_a_hundred_kilobytes(stage: str) -> None:
    assert first_load(stage) < MOST_BYTES


def test_nothing_in_the_kit_happens_again_and_again_by_itself() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in [*ROOM.rglob("*.mjs"), ROOM / "kit/sw.js"])
    assert "setInterval" not in scripts and "periodicSync" not in scripts and "EventSource" not in scripts


def test_every_file_the_page_and_the_worker_name_is_there() -> None:
    files = kit_files()
    page, worker = files[""].content.decode(), files["sw.js"].content.decode()
    named = set(re.findall(r"[a-z-]+\.[0-9a-f]{12}\.(?:json|js|css)", page + worker))
    assert named and named <= set(files)
    assert named == {name for name in files if re.search(r"\.[0-9a-f]{12}\.", name)}
    assert "VERSION" not in worker.replace("const VERSION", "").replace("${VERSION}", "") and "FILES" not in page


def test_the_same_sources_give_the_same_files(tmp_path: Path) -> None:
    kit_files.__globals__["_built"].cache_clear()
    again = write(tmp_path)
    assert {name for name, _, _ in again} == {name or "index.html" for name in kit_files()}


def test_the_bundle_is_one_script_of_every_module() -> None:
    entry = ROOM / "kit/main.mjs"
    text = bundle(entry)
    done = subprocess.run(["node", "--check", "-"], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    everything = {path for path in ROOM.rglob("*.mjs")}
    assert {path for path in everything if path not in modules_of(entry)} == set()


def test_a_bundle_does_what_its_modules_do(tmp_path: Path) -> None:
    (tmp_path / "a.mjs").write_text("// a comment\nexport const one = 1\nexport function twice(x) {\n  return x * 2\n}\n", encoding="utf-8")
    (tmp_path / "b.mjs").write_text("import { one, twice as double } from './a.mjs'\nimport * as all from './a.mjs'\nconsole.log(double(one) + all.one)\n", encoding="utf-8")
    done = subprocess.run(["node", "-"], input=bundle(tmp_path / "b.mjs"), capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"


@pytest.mark.parametrize("line", ["export default 3", "export { x }", "import x from './a.mjs'", "import './a.mjs'"])
def test_a_form_the_bundler_does_not_know_is_an_error(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.mjs").write_text("export const x = 1\n", encoding="utf-8")
    (tmp_path / "b.mjs").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(BundleError):
        bundle(tmp_path / "b.mjs")


def test_modules_that_need_each_other_are_an_error(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.mjs").write_text(f"import {{ x }} from './{other}.mjs'\nexport const x = 1\n", encoding="utf-8")
    with pytest.raises(BundleError, match="melingkar"):
        bundle(tmp_path / "a.mjs")


def test_the_english_words_fit_the_pack() -> None:
    own, english = json.loads(record_pack()), json.loads(record_english())
    for part in ("groups", "things", "choices", "fields", "kinds", "grounds", "roles"):
        assert own[part].keys() == english[part].keys()
    assert len(own["patterns"]) == len(english["patterns"])
    assert english["kinds"]["consent_given"][0] == declaration().kinds["consent_given"].label.en
    for stage in STAGES:
        law, words = json.loads(law_pack(stage)), json.loads(law_english(stage))
        assert {one["id"] for one in law["instruments"]} == words["rows"].keys() == words["questions"].keys()
        assert law["facts"].keys() == words["facts"].keys()
