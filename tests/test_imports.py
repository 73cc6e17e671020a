"""Imports run one way, and each library stays in its rooms."""

import ast
import sys
from pathlib import Path

import pytest

from frikommune_viz.site import warm

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "frikommune_viz"

# From the ground up: a module may import from its own room and from rooms further down.
ROOMS = [
    {"model"},
    {"text", "filters", "style", "table", "spreadsheet", "whole_file"},
    {"edition"},
    {"selection"},
    {"wording", "charts"},
    {"figures"},
    {"export", "parts"},
    {"publish"},
    {"site"},
]
FENCES = {
    "streamlit": {"site"},
    "starlette": {"site"},
    "pandas": {"pipeline"},
    "pandera": {"pipeline"},
    "pydantic": {"pipeline"},
    "pydantic_core": {"pipeline"},
    "scipy": {"pipeline"},
    "statsmodels": {"pipeline"},
    "babel": {"text"},
    "gettext": {"text"},
    "jinja2": {"parts"},
    "altair": {"charts", "figures"},
    "uharfbuzz": {"export"},
    "vl_convert": {"export"},
    "httpx": {"fetch"},
    "xlsxwriter": {"export"},
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def rooms_imported(path: Path) -> set[str]:
    return {
        name.split(".")[1]
        for name in imported(path)
        if (name.startswith("frikommune_viz.") and (PACKAGE / name.split(".")[1]).exists())
        or (name.startswith("frikommune_viz.") and (PACKAGE / f"{name.split('.')[1]}.py").exists())
    }


MODULES = sorted(PACKAGE.rglob("*.py"))
SERVED = [
    path for path in MODULES if room_of(path) not in {"pipeline", "fetch", "__main__", "__init__"}
]


def test_every_room_has_its_place():
    placed = set().union(*ROOMS)
    assert {room_of(path) for path in SERVED} <= placed


@pytest.mark.parametrize("path", SERVED, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_below(path):
    level = next(i for i, rooms in enumerate(ROOMS) if room_of(path) in rooms)
    allowed = set().union(*ROOMS[: level + 1])
    assert rooms_imported(path) <= allowed


@pytest.mark.parametrize(
    "path", [*MODULES, *(ROOT / "pages").glob("*.py")], ids=lambda path: str(path.relative_to(ROOT))
)
def test_each_library_stays_in_its_rooms(path):
    room = room_of(path) if path.is_relative_to(PACKAGE) else "pages"
    for library in {name.split(".")[0] for name in imported(path)} & set(FENCES):
        assert room in FENCES[library], f"{path.name} imports {library}"


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.stem)
def test_a_page_arranges_and_does_not_compute(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = {type(node) for node in ast.walk(tree)}
    assert not kinds & {ast.FunctionDef, ast.Lambda, ast.Try, ast.ClassDef}
    assert "session_state" not in path.read_text(encoding="utf-8")


def test_building_never_imports_streamlit():
    for path in (PACKAGE / "pipeline").rglob("*.py"):
        assert not {name for name in imported(path) if name.startswith("streamlit")}


# What a library is called where it is imported, when not as it is installed; and what comes with
# one of the requirements.
INSTALLED_AS = {
    "markupsafe": "jinja2",
    "starlette": "streamlit",
    "vl_convert": "vl-convert-python",
    "numpy": "pandas",
}


def required() -> set[str]:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {line.split("==")[0].lower() for line in lines if "==" in line}


@pytest.mark.parametrize("path", SERVED, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_served_needs_nothing_but_the_requirements(path):
    libraries = {name.split(".")[0] for name in imported(path)} - set(sys.stdlib_module_names)
    libraries -= {"frikommune_viz"}
    assert {INSTALLED_AS.get(name, name).lower() for name in libraries} <= required()


def test_the_launcher_warms_only_what_is_served():
    """It once imported the loaders, whose library no visitor's server has."""
    rooms = {name.split(".")[1] for name in warm.modules() if name.startswith("frikommune_viz.")}
    assert rooms == {room_of(path) for path in SERVED}
