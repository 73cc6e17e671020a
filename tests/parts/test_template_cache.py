"""Templates are compiled once, and never met by what was compiled from something else."""

from __future__ import annotations

import io
import os
import pickle
import stat
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2.bccache import bc_magic

from frikommune_viz.__main__ import main
from frikommune_viz.parts import render
from frikommune_viz.parts.template_cache import TemplateCache


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "one.html").write_text("one {{ words }}")
    (tmp_path / "world.py").write_text("as it was")
    return tmp_path


def _drawn(folder: Path, words: str = "word", **options: bool) -> str:
    """Draw as a process does that has just started."""
    cache = TemplateCache(folder, folder / "world.py")
    world = Environment(
        loader=FileSystemLoader(folder), autoescape=True, bytecode_cache=cache, **options
    )
    return world.get_template("one.html").render(words=words)


@pytest.fixture
def compiled(monkeypatch) -> list[str | None]:
    """Names of the templates that had to be compiled."""
    found: list[str | None] = []
    compile_one = Environment.compile

    def noted(self, source, name=None, *rest, **options):
        found.append(name)
        return compile_one(self, source, name, *rest, **options)

    monkeypatch.setattr(Environment, "compile", noted)
    return found


def test_a_template_is_compiled_by_the_first_process_alone(folder: Path, compiled):
    assert [_drawn(folder), _drawn(folder, "<b>")] == ["one word", "one &lt;b&gt;"]
    assert compiled == ["one.html"]


def test_a_template_that_has_changed_is_compiled_anew(folder: Path):
    _drawn(folder)
    (folder / "one.html").write_text("two {{ words }}")
    assert _drawn(folder) == "two word"


def test_so_are_all_when_their_world_reads_them_otherwise(folder: Path):
    (folder / "one.html").write_text("{% if words %}\none\n{% endif %}")
    assert _drawn(folder) == "\none\n"
    (folder / "world.py").write_text("with trim_blocks")
    assert _drawn(folder, trim_blocks=True) == "one\n"


def test_a_release_may_be_run_from_a_link(folder: Path, compiled):
    """As `deploy/README.md` has it: compiled in its own folder, run as `current`."""
    (folder / "current").symlink_to(folder)
    _drawn(folder)
    _drawn(folder / "current")
    assert compiled == ["one.html"]


def test_where_python_keeps_nothing_nothing_is_kept(folder: Path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _drawn(folder) == "one word"
    assert not (folder / "__pycache__").exists()


def test_a_page_is_drawn_where_its_templates_cannot_be_kept(folder: Path):
    (folder / "__pycache__").write_text("in the way, even for root")
    assert _drawn(folder) == "one word"


def test_what_was_cut_off_is_compiled_anew(folder: Path):
    _drawn(folder)
    (kept,) = (folder / "__pycache__").iterdir()
    whole = kept.read_bytes()
    for length in range(0, len(whole), 7):
        kept.write_bytes(whole[:length])
        assert _drawn(folder) == "one word"


@pytest.mark.parametrize("sign", [0x00, 0x80, 0xE3, 0xFF])
def test_so_is_what_was_damaged_before_its_code(folder: Path, sign: int):
    """The code itself is the machine's to keep, as Python's own is."""
    _drawn(folder)
    (kept,) = (folder / "__pycache__").iterdir()
    whole = kept.read_bytes()
    before = io.BytesIO(whole)
    before.seek(len(bc_magic))
    pickle.load(before)  # what it was made from
    for place in range(before.tell()):
        kept.write_bytes(whole[:place] + bytes([sign]) + whole[place + 1 :])
        assert _drawn(folder) == "one word"


@pytest.fixture
def beside(tmp_path: Path, monkeypatch) -> Path:
    """The project's own templates, kept elsewhere."""
    cache = TemplateCache(render.FOLDER, Path(render.__file__))
    cache.directory = str(tmp_path / "kept")
    monkeypatch.setattr(render, "_CACHE", cache)
    render._environment.cache_clear()
    yield tmp_path / "kept"
    render._environment.cache_clear()


def test_whoever_runs_a_release_may_read_what_another_compiled(folder: Path):
    """Root compiles, and the service runs as somebody else: a file of its own would be passed over."""
    umask = os.umask(0o022)
    try:
        _drawn(folder)
    finally:
        os.umask(umask)
    (kept,) = (folder / "__pycache__").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o644
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o755


def test_the_command_leaves_no_template_to_be_compiled(beside: Path, compiled, capsys):
    assert main(["compile"]) == 0
    names = {path.name for path in render.FOLDER.glob("*.html")}
    assert {path.name for path in beside.iterdir()} == {f"{name}.pyc" for name in names}
    assert f"{len(names)} templates" in capsys.readouterr().err
    compiled.clear()
    render._environment.cache_clear()
    for language in render.TEXTS:
        for name in names:
            render._environment(language).get_template(name)
    assert compiled == []


def test_the_command_says_what_cannot_be_written(beside: Path, capsys):
    (beside / "_idea.html.pyc").mkdir(parents=True)  # in the way, even for root
    assert main(["compile"]) == 1
    assert capsys.readouterr().err.endswith(": Is a directory.\n")
