"""The guard that every test file is collected, shown to see a hidden one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
A_TEST = "def test_it():\n    assert True\n"

Collect = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two folders of tests, and the guard in its conftest."""
    files = {
        "pyproject.toml": '[tool.pytest.ini_options]\ntestpaths = ["tests"]\n'
        'norecursedirs = [".*"]\nmarkers = ["every: rarely run"]\naddopts = "-m \'not every\'"\n',
        "tests/conftest.py": "from every_test_file import pytest_collection_modifyitems\n",
        "tests/test_above.py": A_TEST,
        # The name that pytest skips by itself.
        "tests/build/test_hidden.py": A_TEST.replace("_it", "_hidden"),
        # Deselected as a whole, but collected.
        "tests/test_rare.py": f"import pytest\n\n@pytest.mark.every\n{A_TEST}",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    for words in (("init", "-q"), ("add", ".")):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return tmp_path


@pytest.fixture
def collect(repository: Path) -> Collect:
    def run(*words: str, inside: str = ".") -> subprocess.CompletedProcess[str]:
        kept = {name: set_to for name, set_to in os.environ.items() if "PYTEST" not in name}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words],
            cwd=repository / inside,
            env={**kept, "PYTHONPATH": str(TESTS)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_suite_that_runs_whole_passes(collect: Collect) -> None:
    done = collect()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed, 1 deselected" in done.stdout


@pytest.mark.parametrize(
    "hiding",
    [
        # pytest's own default, which hid the tests of the build for as long as there were any.
        ("-o", "norecursedirs=build"),
        ("-o", "norecursedirs=build", "-n", "2"),
        ("--ignore", "tests/build"),
        ("--ignore-glob", "*hidden*"),
        # Another pattern of names leaves the file alone.
        ("-o", "python_files=test_[ar]*.py"),
    ],
    ids=" ".join,
)
def test_a_hidden_folder_fails(collect: Collect, hiding: tuple[str, ...]) -> None:
    done = collect(*hiding)
    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert "1 test file(s) were not collected" in told
    assert "tests/build/test_hidden.py" in told


def test_a_file_without_a_test_fails(collect: Collect, repository: Path) -> None:
    (repository / "tests" / "test_empty.py").write_text('"""Later."""\n', encoding="utf-8")
    done = collect()
    assert done.returncode != 0
    assert "tests/test_empty.py" in done.stdout + done.stderr


def test_a_file_in_git_that_is_gone_fails(collect: Collect, repository: Path) -> None:
    (repository / "tests" / "build" / "test_hidden.py").unlink()
    assert collect().returncode != 0


@pytest.mark.parametrize(
    "words", [("tests/test_above.py",), ("tests/test_above.py::test_it",), ("-k", "above")]
)
def test_whoever_asks_for_some_tests_gets_them(collect: Collect, words: tuple[str, ...]) -> None:
    done = collect(*words)
    assert done.returncode == 0, done.stdout + done.stderr


def test_asked_for_by_its_folder_the_suite_is_whole(collect: Collect) -> None:
    assert collect("tests", "--ignore", "tests/build").returncode != 0
    assert collect(".", "--ignore", "tests/build").returncode != 0
    # Inside it, the folder's own path is none of the suite's.
    assert collect("build", inside="tests").returncode == 0


def test_no_test_file_is_ignored_by_git() -> None:
    """A file that git ignores runs here and is missing from every other copy."""
    if not (TESTS.parent / ".git").exists():
        pytest.skip("not in a git repository")
    ignored = subprocess.run(
        ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "--", "tests/*.py"],
        cwd=TESTS.parent,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert ignored == ""
