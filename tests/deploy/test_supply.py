"""What was not audited or not pinned says so, and passes for neither good nor bad."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from readme import README, ROOT

# What pip-audit writes, and how it ends: it ends with 1 for a known fault and for no database alike.
CLEAN = '{"dependencies": [{"name": "a", "version": "1", "vulns": []}], "fixes": []}'
FAULTY = '{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}]}'
STAND_IN = """#!/bin/sh
while [ "$1" != --output ]; do shift; done
printf '%s' '{written}' > "$2"
exit {result}
"""


@pytest.mark.parametrize(
    ("written", "result", "ends", "said"),
    [
        (CLEAN, 0, 0, "Audited: nothing is known against requirements.txt."),
        (FAULTY, 1, 1, "Audited: something is known"),
        ("", 1, 2, "NOT AUDITED"),
        (CLEAN, 1, 2, "NOT AUDITED"),
    ],
)
def test_no_database_is_told_from_known_faults(
    tmp_path: Path, written: str, result: int, ends: int, said: str
) -> None:
    tool = tmp_path / "pip-audit"
    tool.write_text(STAND_IN.replace("{written}", written).replace("{result}", str(result)))
    tool.chmod(0o755)
    ran = subprocess.run(
        [ROOT / ".ci" / "audit", "requirements.txt"],
        check=False,
        cwd=ROOT,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == ends
    assert said in ran.stdout


def test_the_weekly_run_fails_with_it() -> None:
    weekly = (ROOT / ".ci" / "weekly").read_text(encoding="utf-8")
    assert '/tools/bin:$PATH" .ci/audit requirements.txt || failed=1\n' in weekly
    assert weekly.rstrip().endswith('exit "$failed"')


def test_the_weekly_run_takes_also_what_is_named_in_its_newest_version() -> None:
    """By its "==" streamlit and starlette stayed as they were, week after week."""
    weekly = (ROOT / ".ci" / "weekly").read_text(encoding="utf-8").splitlines()
    order = [
        next(number for number, line in enumerate(weekly) if start in line)
        for start in (
            'cd "$scratch/tree"',
            ".ci/pins loosen || failed=1",
            ".ci/lock --upgrade",
            ".ci/pins hold || failed=1",
            ".ci/run --count || failed=1",
            "pytest -n 2 -m every || failed=1",
        )
    ]
    assert order == sorted(order)
    # What .ci/run leaves out: the next line is the only one that runs it.
    assert "not every" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_what_tests_reach_is_counted_where_it_is_asked_for_and_held_to_its_floors() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert run.count("--cov") == run.count("${counts:+--cov}") == 1
    assert "COUNT_SERVERS=$counts " in run
    counted = run.partition('if [ -n "$counts" ]; then\n')[2].partition("\nfi\n")[0]
    (floor,) = re.findall(
        r"coverage report --include='frikommune_viz/site/\*' --fail-under=(\d+)", run
    )
    assert f"--fail-under={floor}" in counted
    assert int(floor) > 0
    # Whatever else is asked for is refused before anything is done.
    asked = subprocess.run(
        [ROOT / ".ci" / "run", "--cuont"], check=False, capture_output=True, text=True
    )
    assert (asked.returncode, asked.stdout) == (2, "")
    assert asked.stderr == "usage: .ci/run [--count]\n"


def test_what_is_named_is_loosened_and_held_anew(tmp_path: Path) -> None:
    def asked(word: str) -> dict[str, str]:
        ran = subprocess.run([sys.executable, tmp_path / ".ci" / "pins", word], check=False)
        assert ran.returncode == 0
        project = tomllib.loads((tmp_path / "pyproject.toml").read_text())["project"]
        extras = project["optional-dependencies"].values()
        named = [*project["dependencies"], *chain.from_iterable(extras)]
        return dict(re.fullmatch(r"([^=>]+)([=>]=.+)", one).groups() for one in named)

    (tmp_path / ".ci").mkdir()
    for name in (".ci/pins", ".ci/requirements-dev.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    before = (tmp_path / "pyproject.toml").read_text()
    loose = asked("loosen")
    assert {"streamlit", "starlette", "coverage[toml]"} <= set(loose)
    assert all(version.startswith(">=") for version in loose.values())
    # Nothing else is touched, and with the same lock it is what it was.
    asked("hold")
    assert (tmp_path / "pyproject.toml").read_text() == before
    asked("loosen")
    lock = tmp_path / ".ci" / "requirements-dev.txt"
    lock.write_text(
        re.sub(r"^(streamlit|coverage\[toml\])==\S+", r"\1==99.1", lock.read_text(), flags=re.M)
    )
    held = asked("hold")
    assert held["streamlit"] == held["coverage[toml]"] == "==99.1"
    assert all(version.startswith("==") for version in held.values())


def test_an_image_without_digest_is_said_to_be_pinned_by_whoever_builds_it() -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    (image,) = re.findall(r"^ARG PYTHON=(\S+)$", dockerfile, re.M)
    section = (
        README.read_text(encoding="utf-8").partition("## The image\n")[2].partition("\n## ")[0]
    )
    # Either it is pinned, or it is told how; and not both, or the text would be out of date.
    assert ("@sha256:" in image) != (f"--build-arg PYTHON={image}@sha256:" in section)
