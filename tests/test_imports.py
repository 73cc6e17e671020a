"""Imports run one way, and each library stays in its rooms."""

import ast
import subprocess
import sys
from pathlib import Path

from frikommune_viz.site import warm

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "frikommune_viz"

# From the ground up: a module may import from its own room and from rooms further down.
ROOMS = [
    {"drawing"},
    {"model"},
    {"text", "filters", "folding", "style", "table", "spreadsheet", "whole_file"},
    {"edition"},
    {"selection"},
    {"wording", "charts"},
    {"figures", "search"},
    {"export", "parts"},
    {"handout"},
    {"publish"},
    {"site"},
]
FENCES = {
    "streamlit": {"site"},
    "starlette": {"site"},
    "pydantic": {"pipeline", "fetch"},
    "pandas": {"pipeline"},
    "pydantic_core": {"pipeline"},
    "scipy": {"pipeline"},
    "statsmodels": {"pipeline"},
    "babel": {"text"},
    "gettext": {"text"},
    "jinja2": {"parts"},
    "altair": {"charts", "figures"},
    "uharfbuzz": {"export"},
    "vl_convert": {"drawing"},
    "typst": {"handout"},
    "httpx": {"fetch"},
    "xlsxwriter": {"export"},
    "snowballstemmer": {"search"},
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


def libraries_imported(path: Path) -> set[str]:
    """Top-level names of what is imported, but for our own and Python's."""
    ours = {"frikommune_viz", "bench", "pages", "app", *sys.stdlib_module_names}
    return {name.split(".")[0] for name in imported(path)} - ours


PAGES = sorted((ROOT / "pages").glob("*.py"))
MODULES = sorted(PACKAGE.rglob("*.py"))
SERVED = [
    path for path in MODULES if room_of(path) not in {"pipeline", "fetch", "__main__", "__init__"}
]


def test_every_room_has_its_place():
    placed = set().union(*ROOMS)
    assert {room_of(path) for path in SERVED} <= placed


def test_a_module_imports_only_from_below():
    upwards = {}
    for path in SERVED:
        level = next(i for i, rooms in enumerate(ROOMS) if room_of(path) in rooms)
        allowed = set().union(*ROOMS[: level + 1])
        upwards[str(path.relative_to(PACKAGE))] = rooms_imported(path) - allowed
    assert {name: rooms for name, rooms in upwards.items() if rooms} == {}


def test_each_library_stays_in_its_rooms():
    strayed = set()
    for path in [*MODULES, *PAGES]:
        room = room_of(path) if path.is_relative_to(PACKAGE) else "pages"
        for library in libraries_imported(path) & set(FENCES):
            if room not in FENCES[library]:
                strayed.add(f"{path.relative_to(ROOT)} imports {library}")
    assert strayed == set()


def test_a_page_arranges_and_does_not_compute():
    for path in PAGES:
        source = path.read_text(encoding="utf-8")
        kinds = {type(node) for node in ast.walk(ast.parse(source))}
        computing = kinds & {ast.FunctionDef, ast.Lambda, ast.Try, ast.ClassDef}
        assert not computing, path.name
        assert "session_state" not in source, path.name


def test_building_never_imports_streamlit():
    for path in (PACKAGE / "pipeline").rglob("*.py"):
        assert not {name for name in imported(path) if name.startswith("streamlit")}


def loaded_by(script: str) -> set[str]:
    """Return the modules that a process has after a script."""
    words = [sys.executable, "-c", f"import sys\n{script}\nprint(*sys.modules, sep='\\n')"]
    ran = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    return set(ran.stdout.split())


def test_what_is_slow_to_import_is_there_before_the_first_visitor():
    """Half imported in one thread, pandas once broke the chart that another one drew."""
    loaded = loaded_by("from frikommune_viz.site.warm import warm\nwarm()")
    assert {"pandas", "pyarrow", "altair", "streamlit.elements.vega_charts"} <= loaded


def test_a_process_that_draws_charts_loads_nothing_else_of_ours():
    loaded = loaded_by("from frikommune_viz.drawing import markup, worker\nmarkup.load()")
    ours = {name.split(".")[1] for name in loaded if name.startswith("frikommune_viz.")}
    assert ours == {"drawing"}


def test_the_launcher_warms_only_what_is_served():
    """It once imported the loaders, whose library no visitor's server has."""
    rooms = {name.split(".")[1] for name in warm.modules() if name.startswith("frikommune_viz.")}
    assert rooms == {room_of(path) for path in SERVED}
