"""The docs name what there is: rooms, tests, marks, environment variables, commands and options."""

from __future__ import annotations

import argparse
import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from frikommune_viz.__main__ import command_line

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "frikommune_viz"
TESTS = ROOT / "tests"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MOST_SHARED_NAMES = 12


def section(text: str, title: str) -> str:
    return text.split(f"\n## {title}\n")[1].split("\n## ")[0]


def named_folders(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir() and any(path.rglob("*.py"))}


HOUSE = section(CONTRIBUTING, "The house").split("```")[1]


def test_the_house_names_every_room_and_no_other() -> None:
    rooms = {f"{name}/" for name in named_folders(PACKAGE)}
    root = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py", "__main__.py"}
    of_package = HOUSE.split("frikommune_viz/\n")[1].split("\ndata/")[0]
    found = set(re.findall(r"^  (\S+)", of_package, re.MULTILINE))
    # Not a room of Python, and there all the same.
    assert found - {"locale/en.po"} == rooms | root


def test_the_house_names_every_folder_of_the_top() -> None:
    tops = {f"{name}/" for name in named_folders(ROOT) if not name.startswith(".")}
    tops |= {path.name for path in ROOT.glob("*.py")}
    found = set(re.findall(r"^(\S+)", HOUSE, re.MULTILINE))
    assert tops <= found
    assert all((ROOT / name).exists() for name in found)


def test_every_folder_of_tests_says_what_it_holds() -> None:
    table = section(CONTRIBUTING, "Tests")
    found = set(re.findall(r"`tests/(\w+)`", table))
    assert found == named_folders(TESTS)


def test_every_mark_is_explained() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    marks = settings["tool"]["pytest"]["ini_options"]["markers"]
    explained = section(CONTRIBUTING, "Tests")
    for mark in marks:
        assert f"`{mark.split(':')[0]}`" in explained


def constants(path: Path) -> Iterator[str]:
    """Yield the texts written in a file of Python."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_environment_variable_is_explained() -> None:
    files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *PACKAGE.rglob("*.py")]
    variables = {
        found
        for path in files
        for text in constants(path)
        for found in re.findall(r"\bFRIKOMMUNE_[A-Z_]+\b", text)
    }
    explained = (ROOT / "deploy" / "README.md").read_text("utf-8")
    assert len(variables) >= 5
    assert {f"| `{name}` |" for name in variables} == set(
        re.findall(r"^(\| `FRIKOMMUNE_\w+` \|)", explained, re.MULTILINE)
    )


PLACE = {
    "build": "docs/data.md",
    "check": "docs/data.md",
    "simulate": "docs/practice.md",
    "fetch": "docs/fetch.md",
    "publish": "docs/publish.md",
    "compile": "deploy/README.md",
}
"""Where each command is explained."""


def parsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Commands of a parser by name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield the options of a command and of its own commands."""
    for action in parser._actions:
        yield from (name for name in action.option_strings if name not in ("-h", "--help"))
    for inner in parsers(parser).values():
        yield from options(inner)


COMMANDS = parsers(command_line())


def test_each_command_has_its_place() -> None:
    assert set(COMMANDS) == set(PLACE)


@pytest.mark.parametrize("command", PLACE)
def test_each_command_and_option_is_explained(command: str) -> None:
    text = (ROOT / PLACE[command]).read_text("utf-8")
    assert f"frikommune_viz {command}" in text
    for inner in parsers(COMMANDS[command]):
        assert f"frikommune_viz {command} {inner}" in text
    missing = {name for name in options(COMMANDS[command]) if not re.search(rf"{name}\b", text)}
    assert missing == set()


def test_few_modules_share_their_file_name() -> None:
    """Whoever reads a file name in a message knows which file is meant."""
    names = Counter(path.name for path in PACKAGE.rglob("*.py") if path.stem != "__init__")
    shared = {name: count for name, count in names.items() if count > 1}
    assert sum(shared.values()) <= MOST_SHARED_NAMES, shared


def test_no_two_files_of_tests_share_a_name() -> None:
    """pytest would import one of them in the other's place, and stop."""
    names = Counter(path.name for path in TESTS.rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
