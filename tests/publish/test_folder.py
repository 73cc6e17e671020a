"""The published folder: whole, the same each time, drawn once, and true to what it once said."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from plain_pages import faults, parsed, said
from published_folder import BASE, CODES, named, tree

from frikommune_viz.edition.edition import Edition
from frikommune_viz.publish import publish_command, workers
from frikommune_viz.publish.assets import assets
from frikommune_viz.publish.atomic_folder import FolderError, Published
from frikommune_viz.publish.figure_names import FORMS, FRAME

PAGE = "absence_grade_7_9-trend.da.html"


def test_every_figure_is_there_in_every_form_and_language(publish, tmp_path: Path) -> None:
    assert publish(tmp_path) == 0
    names = {path.name for path in (tmp_path / "published" / "v1.0.0").iterdir()}
    figures = {f"{code}.{lang}.{form}" for code in CODES for lang in ("da", "en") for form in FORMS}
    # The fixture has one handout made of all.
    handouts = {f"handout-561.{lang}.{form}" for lang in ("da", "en") for form in ("html", "pdf")}
    assert names == figures | handouts | {"index.da.html", "index.en.html", "manifest.json"}
    latest = {path.name for path in (tmp_path / "published" / "latest").iterdir()}
    assert latest == (names - {"manifest.json"}) | {"versions.json"}
    assert (tmp_path / "published" / "latest" / PAGE).read_bytes() == (
        tmp_path / "published" / "v1.0.0" / PAGE
    ).read_bytes()


def test_pages_ask_nobody_and_their_links_lead_somewhere(begun: Path) -> None:
    for page in sorted(begun.rglob("*.html")):
        written = page.read_text()
        if page.name != "index.html":
            assert faults(written) == [], page.name
        for element in parsed(written).iter():
            for name in ("href", "src"):
                place = element.get(name, "")
                if place and not re.match("https?:|#", place) and "index" not in page.name:
                    assert (page.parent / place).exists(), f"{page.name}: {place}"


def test_pages_ask_for_their_letters_at_once(begun: Path) -> None:
    """A face that comes late is not taken: without this a first visit is in other letters."""
    for page in begun.rglob("*.html"):
        asked = [
            one.get("href", "").rpartition("/")[2]
            for one in parsed(page.read_text()).iter("link")
            if one.get("rel") == "preload"
        ]
        is_frame = page.name.endswith(FRAME)
        assert asked == ([assets().frame_font] if is_frame else [*assets().fonts]), page.name


def test_a_second_run_draws_nothing_and_changes_nothing(publish, begun: Path, capsys) -> None:
    before = tree(begun)
    times = {path: path.stat().st_mtime_ns for path in begun.rglob("*") if path.is_file()}
    capsys.readouterr()
    publish(begun)
    assert "4 figures, 0 drawn" in capsys.readouterr().err
    assert tree(begun) == before
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_equal_input_gives_equal_bytes(publish, tmp_path: Path) -> None:
    publish(tmp_path / "a", "--jobs", "1")
    publish(tmp_path / "b", "--jobs", "2")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_a_damaged_file_is_drawn_again_and_no_other(publish, begun: Path, capsys) -> None:
    before = tree(begun)
    (begun / "published" / "v1.0.0" / PAGE).write_text("half")
    (begun / "published" / "v1.0.0" / PAGE.replace("html", "png")).unlink()
    capsys.readouterr()
    publish(begun)
    assert "4 figures, 1 drawn" in capsys.readouterr().err
    assert tree(begun) == before


def test_changed_code_draws_only_figures_that_come_out_otherwise(
    publish, begun: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(begun)
    capsys.readouterr()
    monkeypatch.setattr(publish_command, "stamp", lambda edition, place: "another")
    publish(begun)
    assert "4 figures, 0 drawn" in capsys.readouterr().err
    after = tree(begun)
    assert {name for name in after if after[name] != before[name]} == {
        "published/v1.0.0/manifest.json"
    }


def test_a_stopped_run_goes_on_where_it_stopped(
    publish, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(name: str) -> object:
        def tell(done: int, of: int) -> None:
            if done == 2:
                raise KeyboardInterrupt

        return tell

    with monkeypatch.context() as stopping:
        stopping.setattr(publish_command, "_bar", stop)
        assert publish(tmp_path) == 130
    assert "goes on from here" in capsys.readouterr().err
    here = tmp_path / "published" / "v1.0.0"
    listed = Published.read(here)
    assert len(listed.figures) == 2
    assert not (tmp_path / "published" / "latest").exists(), "nothing half is shown as newest"
    assert publish(tmp_path) == 0
    assert "4 figures, 2 drawn" in capsys.readouterr().err
    assert not list(tmp_path.rglob(".half-written*"))


def test_a_later_version_leaves_the_numbers_of_the_earlier_and_says_so(
    publish, begun: Path
) -> None:
    first = tree(begun / "published" / "v1.0.0")
    publish(begun, version="1.10.0")
    older = tree(begun / "published" / "v1.0.0")
    changed = {name for name in older if older[name] != first[name]}
    # A frame holds its figure and nothing else: what it leads to says that there are newer numbers.
    pages = {name for name in older if name.endswith(".html")}
    assert changed == {name for name in pages if not name.endswith(".ramme.html")}
    assert changed < pages
    page = older[PAGE].decode()
    assert faults(page) == []
    notice = parsed(page).find(".//p[@class='superseded']")
    assert said(notice) == (
        "Denne side viser dataversion 1.0.0. Der er nyere tal: dataversion 1.10.0. Se de nyeste tal"
    )
    (link,) = notice.iter("a")
    assert link.get("href") == f"../latest/{PAGE}"
    assert re.sub("<!--notice-->.*<!--/notice-->", "<!--notice--><!--/notice-->", page) == (
        first[PAGE].decode()
    )
    newest = (begun / "published" / "latest" / PAGE).read_text()
    assert "superseded" not in newest
    assert f'<link rel="canonical" href="{BASE}/published/v1.10.0/{PAGE}">' in newest
    versions = json.loads((begun / "published" / "latest" / "versions.json").read_text())
    assert versions == {"newest": "1.10.0", "versions": ["1.0.0", "1.10.0"]}


def test_publishing_an_older_version_again_does_not_make_it_the_newest(
    publish, begun: Path, capsys
) -> None:
    publish(begun, version="1.10.0")
    before = tree(begun)
    capsys.readouterr()
    # 1.9 comes before 1.10, though not in the alphabet.
    publish(begun, version="1.9.0")
    assert "superseded" in (begun / "published" / "v1.9.0" / PAGE).read_text()
    publish(begun)
    assert "4 figures, 0 drawn" in capsys.readouterr().err.splitlines()[-1]
    after = tree(begun)
    assert {name for name in before if after[name] != before[name]} == {
        "published/latest/versions.json"
    }


def test_a_figure_that_is_gone_stays_and_says_so(
    publish, begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        publish_command, "items", lambda *_: [named(f"{CODES[1]}.{lang}") for lang in ("da", "en")]
    )
    publish(begun, version="2.0.0")
    for folder in ("v1.0.0", "latest"):
        page = (begun / "published" / folder / PAGE).read_text()
        notice = parsed(page).find(".//p[@class='superseded']")
        assert "findes ikke i den nyeste dataversion, 2.0.0" in said(notice)
        assert [one.get("href") for one in notice.iter("a")] == ["../latest/index.da.html"]


def test_what_was_published_is_kept_up(
    publish, begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody links to it; a later run that is asked for less must not leave it behind."""
    monkeypatch.setattr(publish_command, "items", lambda *_: [])
    (begun / "published" / "v1.0.0" / PAGE).unlink()
    publish(begun)
    assert (begun / "published" / "v1.0.0" / PAGE).exists()


def test_without_an_address_there_is_nothing_to_paste(publish, tmp_path: Path, capsys) -> None:
    publish(tmp_path, "--base-url", "")
    assert "No --base-url" in capsys.readouterr().err
    page = (tmp_path / "published" / "latest" / PAGE).read_text()
    assert faults(page) == []
    assert "og:image" not in page
    assert "&lt;iframe" not in page


def test_a_file_in_the_way_is_told(publish, tmp_path: Path, capsys) -> None:
    (tmp_path / "out").write_text("mine")
    assert publish(tmp_path / "out") == 1
    assert f"{tmp_path / 'out'}: cannot be written to" in capsys.readouterr().err
    assert (tmp_path / "out").read_text() == "mine"


NOBODY = 65534


@pytest.fixture
def not_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open folders as somebody to whom one can be closed; CI runs as root, to whom none is."""
    if os.geteuid() != 0:
        return
    open_folder = publish_command.open_folder

    def as_nobody(folder: Path) -> None:
        os.seteuid(NOBODY)
        try:
            open_folder(folder)
        finally:
            os.seteuid(0)

    monkeypatch.setattr(publish_command, "open_folder", as_nobody)


def test_a_closed_folder_is_told(publish, tmp_path: Path, not_root: None, capsys) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    assert publish(tmp_path / "closed") == 1
    assert f"{tmp_path / 'closed'}: cannot be written to (Permission denied)" in (
        capsys.readouterr().err
    )


def test_no_such_edition_is_told(publish, tmp_path: Path, capsys) -> None:
    assert publish(tmp_path, "--edition", "nowhere") == 1
    assert "nowhere" in capsys.readouterr().err


def explorer_of(page: Path) -> str:
    """The address of the explorer that a figure's page leads to."""
    links = [link.get("href") for link in parsed(page.read_text()).iter("a")]
    (found,) = {link for link in links if "/borgere?" in str(link)}
    return str(found)


@pytest.mark.parametrize(
    ("offered", "published", "other"),
    [
        ("", "", "&edition=other"),
        # The app shows the first one where an address names none; the pages must lead to theirs.
        ("other,published", "&edition=published", ""),
    ],
)
def test_pages_lead_to_the_edition_they_show(
    publish, data: Path, tmp_path: Path, monkeypatch, offered: str, published: str, other: str
) -> None:
    shutil.copytree(data / "published", data / "other")
    manifest = json.loads((data / "other" / "manifest.json").read_text())
    (data / "other" / "manifest.json").write_text(json.dumps({**manifest, "edition": "other"}))
    monkeypatch.setenv("FRIKOMMUNE_EDITIONS", offered)
    try:
        assert publish(tmp_path) == 0
    finally:
        shutil.rmtree(data / "other")
    for name, choice in (("published", published), ("other", other)):
        address = explorer_of(tmp_path / name / "latest" / PAGE)
        assert address.startswith("https://frikommune.example/borgere?lang=da")
        assert ("edition=" in address) is bool(choice)
        assert choice in address


def test_an_edition_that_is_offered_and_not_there_is_told(
    publish, tmp_path: Path, monkeypatch, capsys
) -> None:
    monkeypatch.setenv("FRIKOMMUNE_EDITIONS", "nowhere")
    assert publish(tmp_path) == 1
    assert "FRIKOMMUNE_EDITIONS=nowhere" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [["--base-url", "ftp://a"], ["--base-url", 'https://a"><script>'], ["--jobs", "0"]],
)
def test_wrong_words_are_refused(publish, tmp_path: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        publish(tmp_path, *options)
    assert stopped.value.code == 2


def test_a_damaged_list_means_drawing_again(publish, begun: Path, capsys) -> None:
    for damage in ("", "{", "[]", '{"stamp": 1}', '{"stamp": "", "figures": []}'):
        (begun / "published" / "v1.0.0" / "manifest.json").write_text(damage)
        assert Published.read(begun / "published" / "v1.0.0").figures == {}
    publish(begun)
    assert "4 figures, 4 drawn" in capsys.readouterr().err


def test_a_figure_that_is_none_is_an_error(published: Edition, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no figure of the edition"):
        workers.draw_figure(published, named("no_such-trend.da"), None, tmp_path, {})
    assert FolderError.__doc__
