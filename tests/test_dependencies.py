"""What is imported is named in pyproject.toml, and what is named is locked with hashes."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Collection, Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from test_imports import libraries_imported

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
RUN_TIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / ".ci" / "requirements-dev.txt"

PINNED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[a-z,]+\])?==([^\s;]+)")


def normal(name: str) -> str:
    """The one spelling of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(entries: Iterable[str]) -> dict[str, str]:
    found = {}
    for entry in entries:
        match = PINNED.match(entry)
        assert match, f"{entry}: held at no version"
        found[normal(match[1])] = match[2]
    return found


def locked(lock: Path) -> dict[str, str]:
    lines = lock.read_text("utf-8").splitlines()
    return pins(line for line in lines if line[:1].isalnum())


def missing(files: Collection[Path], named: Iterable[str]) -> set[str]:
    """Libraries that these files import and nothing names."""
    provided = {library: set(map(normal, names)) for library, names in DISTRIBUTIONS.items()}
    local = {path.stem for path in files}
    used = set().union(*(libraries_imported(path) for path in files)) - local
    assert used
    unnamed = {one for one in used if not provided.get(one, {one}) & set(pins(named))}
    return unnamed - set(sys.stdlib_module_names)


DISTRIBUTIONS = packages_distributions()
PACKAGE = ROOT / "frikommune_viz"
BUILT = [*(PACKAGE / "pipeline").rglob("*.py")]
FETCHED = [*(PACKAGE / "fetch").rglob("*.py")]
SERVED = [
    ROOT / "app.py",
    *(ROOT / "pages").rglob("*.py"),
    *({*PACKAGE.rglob("*.py")} - {*BUILT, *FETCHED}),
]


@pytest.mark.parametrize(
    ("files", "extra"),
    [
        (SERVED, ()),
        (BUILT, EXTRAS["build"]),
        (FETCHED, EXTRAS["fetch"]),
        ([*(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")], EXTRAS["dev"]),
    ],
    ids=["served", "pipeline", "fetch", "tests and bench"],
)
def test_what_is_imported_is_named(files: list[Path], extra: list[str]) -> None:
    assert missing(files, [*PROJECT["dependencies"], *extra]) == set()


def test_a_library_that_only_comes_along_is_seen() -> None:
    fewer = [entry for entry in PROJECT["dependencies"] if not entry.startswith("starlette")]
    assert missing(SERVED, fewer) == {"starlette"}


@pytest.mark.parametrize(
    ("lock", "named"),
    [
        (RUN_TIME, PROJECT["dependencies"]),
        (
            DEVELOPMENT,
            [*PROJECT["dependencies"], *(one for extra in EXTRAS.values() for one in extra)],
        ),
    ],
    ids=["run time", "development"],
)
def test_the_lock_holds_what_is_named(lock: Path, named: list[str]) -> None:
    assert pins(named).items() <= locked(lock).items(), "run .ci/lock"


def test_what_is_developed_with_is_what_is_served() -> None:
    assert locked(RUN_TIME).items() <= locked(DEVELOPMENT).items()


@pytest.mark.parametrize("lock", [RUN_TIME, DEVELOPMENT], ids=lambda path: path.name)
def test_every_file_is_known_by_its_hash_and_by_no_host(lock: Path) -> None:
    text = re.sub(r"\\\n\s*", " ", lock.read_text("utf-8"))
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(entries) == len(locked(lock))
    for entry in entries:
        assert re.search(r" --hash=sha256:[0-9a-f]{64}\b", entry), entry
    assert not re.search(r"https?:|file:|index-url|find-links| @ ", text)
