"""The guard against tests that never run: each test file that is there must be collected.

579 tests once lay in ``tests/build`` and no command ever ran them, because pytest by itself skips
folders of that name silently. This hook is imported by ``conftest.py``; it looks whenever
the whole suite is collected, before marks and ``-k`` deselect anything.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

PATTERN = "test_*.py"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Raise when a test file is missing from what was collected."""
    if not is_whole_suite(config):
        return
    missing = sorted(files_of_tests(config) - {item.path for item in items})
    if not missing:
        return
    names = "\n".join(f"  {path.relative_to(config.rootpath)}" for path in missing)
    fault = f"{len(missing)} test file(s) were not collected:\n{names}"
    if not hasattr(config, "workerinput"):
        raise pytest.UsageError(fault)
    # A worker of xdist that breaks off takes its message with it; one that fails a test does not.
    items[:] = [NotCollected.from_parent(items[0].session, name="not_collected", fault=fault)]


class NotCollected(pytest.Item):
    """A test that fails with what is missing."""

    def __init__(self, *, fault: str, **parts: Any) -> None:
        super().__init__(**parts)
        self.fault = fault

    def runtest(self) -> None:
        """Fail."""
        pytest.fail(self.fault, pytrace=False)


def is_whole_suite(config: pytest.Config) -> bool:
    """Return whether all of ``testpaths`` is asked for, and not the last failures only.

    Workers of xdist are given the folders as arguments, so the source of the arguments does not
    show it.
    """
    if config.getoption("lf", default=False):
        return False
    asked = {(config.invocation_params.dir / argument).resolve() for argument in config.args}
    return set(folders_of_tests(config)) <= asked or config.rootpath in asked


def folders_of_tests(config: pytest.Config) -> list[Path]:
    """Return the folders that ``testpaths`` names."""
    return [config.rootpath / name for name in config.getini("testpaths")]


def files_of_tests(config: pytest.Config) -> set[Path]:
    """Return the test files in git and on disk.

    What git ignores is on disk too, so a file that could never be committed is missing nowhere; that
    it is ignored is found by ``tests/test_every_test_file.py``.
    """
    folders = folders_of_tests(config)
    on_disk = {path for folder in folders for path in folder.rglob(PATTERN)}
    return on_disk | in_git(config.rootpath, folders)


def in_git(root: Path, folders: Iterable[Path]) -> set[Path]:
    """Return the test files that git tracks; none where the sources lie outside a repository."""
    if not (root / ".git").exists():
        return set()
    names = [f"{folder.relative_to(root)}/**/{PATTERN}" for folder in folders]
    patterns = [f":(glob){name}" for name in names]
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return {root / name for name in listed.split("\0") if name}
