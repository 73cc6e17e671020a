"""The versions of an edition beside each other: which is newest, and what the older ones say."""

from __future__ import annotations

import json
import re
import shutil
from html import escape
from pathlib import Path
from typing import Final

from frikommune_viz.model.codes import Language
from frikommune_viz.parts.handout_link import PREFIX
from frikommune_viz.publish.atomic_folder import (
    LIST,
    NOTICE,
    Published,
    open_folder,
    write_new,
)
from frikommune_viz.text import TEXTS
from frikommune_viz.whole_file import put_whole, write_whole
from frikommune_viz.wording.practice_names import is_practice_name, practice_name

LATEST: Final = "latest"
VERSIONS: Final = "versions.json"
_FOLDER: Final = re.compile(r"v(\d+)\.(\d+)\.(\d+)")
_PAGE: Final = re.compile(r"[a-z0-9_.-]+\.(?P<lang>da|en)\.html")


def version_folders(folder: Path) -> list[Path]:
    """Return the folders of an edition's versions, oldest first."""
    found = {
        tuple(map(int, name.groups())): path
        for path in folder.iterdir()
        if (name := _FOLDER.fullmatch(path.name)) and (path / LIST).is_file()
    }
    return [found[number] for number in sorted(found)]


def settle(folder: Path) -> int:
    """Let older versions say so and ``latest`` hold the newest; return how many files changed.

    Only the notice of a page is written anew: what a version says and shows is never touched. A
    figure that the newest version no longer has stays in ``latest`` as it was last.
    """
    versions = version_folders(folder)
    newest = versions[-1]
    held = {path.name for path in newest.iterdir()}
    changed = 0
    for older in versions[:-1]:
        changed += sum(_say_newer(path, newest.name[1:], held) for path in _pages(older))
    changed += sum(_say_nothing(path) for path in _pages(newest))
    latest = folder / LATEST
    open_folder(latest)
    last = {name: path for version in versions for name, path in _published(version).items()}
    changed += sum(_copy(path, latest / name) for name, path in last.items())
    listed = {
        "newest": newest.name[1:],
        "versions": [version.name[1:] for version in versions],
    }
    changed += write_new(latest / VERSIONS, (json.dumps(listed, indent=1) + "\n").encode())
    return changed


def _published(version: Path) -> dict[str, Path]:
    listed = Published.read(version)
    names = [name for entry in listed.figures.values() for name in entry["files"]]
    lists = [path.name for path in _pages(version) if "index." in path.name]
    sheets = [path.name for path in version.glob(f"{PREFIX}*")]
    return {
        name: version / name for name in (*names, *lists, *sheets) if (version / name).is_file()
    }


def _pages(version: Path) -> list[Path]:
    return sorted(path for path in version.glob("*.html") if _PAGE.fullmatch(path.name))


def _say_newer(page: Path, newest: str, held: set[str]) -> bool:
    """Write into a page of an older version that there are newer numbers, and where."""
    named = _PAGE.fullmatch(page.name)
    assert named is not None
    text = TEXTS[Language(named["lang"])]
    still = page.name in held
    target = page.name if still else _index_beside(page.name, named["lang"])
    words = (
        text.say("Der er nyere tal: dataversion {version}.", version=newest)
        if still
        else text.say("Figuren findes ikke i den nyeste dataversion, {version}.", version=newest)
    )
    here = text.say("Denne side viser dataversion {version}.", version=page.parent.name[1:])
    link = text.say("Se de nyeste tal") if still else text.say("Se alle figurer")
    return _put(
        page,
        f'<p class="superseded" role="note">{escape(here)} {escape(words)} '
        f'<a href="../{LATEST}/{target}">{escape(link)}</a></p>',
    )


def _index_beside(name: str, language: str) -> str:
    return practice_name(f"index.{language}.html", is_simulated=is_practice_name(name))


def _say_nothing(page: Path) -> bool:
    return _put(page, "")


def _put(page: Path, notice: str) -> bool:
    before = page.read_bytes()
    block = f"<!--notice-->{notice}<!--/notice-->".encode()
    after = NOTICE.sub(lambda _: block, before, count=1)
    if after == before:
        return False
    write_whole(page, after)
    return True


def _copy(source: Path, target: Path) -> bool:
    """Show a file under a second name; a copy where the two cannot share their bytes."""
    if target.is_file() and (target.samefile(source) or target.read_bytes() == source.read_bytes()):
        return False
    put_whole(target, lambda half: _share(source, half))
    return True


def _share(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)
