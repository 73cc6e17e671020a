"""A disk that fails, and a build that is killed: the edition that was there is still there."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from frikommune_viz.__main__ import main
from frikommune_viz.edition.edition import EditionError
from frikommune_viz.edition.leftovers import beside
from frikommune_viz.edition.reader import open_edition

ROOT = Path(__file__).parents[2]
# Stops for good after so many renames, as a kill or a power cut does.
KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from frikommune_viz.__main__ import main

    rename, left = Path.replace, int(sys.argv.pop(1))

    def replace(self, target):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return rename(self, target)

    Path.replace = replace
    main(sys.argv[1:])
    """
)


def build(sources: Path, out: Path) -> int:
    return main(["build", "--sources", str(sources), "--out", str(out)])


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    "fault",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        OSError(errno.EROFS, os.strerror(errno.EROFS)),
        OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)),
        PermissionError(errno.EACCES, os.strerror(errno.EACCES)),
    ],
    ids=lambda fault: errno.errorcode[fault.errno],
)
@pytest.mark.parametrize("after", [0, 3, 1000])
def test_a_disk_that_fails_is_told_and_nothing_is_lost(
    sources: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: OSError,
    after: int,
) -> None:
    """It fails at the first file, in the middle, or not at all."""
    out = tmp_path / "out"
    assert build(sources, out) == 0
    before = content(out / "published")
    written = 0
    write = Path.write_bytes

    def fail_after(path: Path, data: bytes) -> int:
        nonlocal written
        written += 1
        if written > after:
            raise fault
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail_after)
    capsys.readouterr()
    result = build(sources, out)
    said = capsys.readouterr().err
    if after == 1000:
        assert result == 0
    else:
        assert result == 1
        assert os.strerror(fault.errno) in said
        assert "still there, and whole" in said
    assert content(out / "published") == before
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


def test_a_disk_that_is_only_read_is_told(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    """Root may write anywhere but there: so the folder beside the edition cannot be made."""

    def refuse(*_: object, **__: object) -> str:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), "/srv/data")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    assert build(sources, tmp_path / "out") == 1
    assert "/srv/data: Read-only file system" in capsys.readouterr().err


@pytest.mark.parametrize("renames", [0, 1])
def test_a_build_that_was_killed_leaves_an_edition_that_is_found_again(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], renames: int
) -> None:
    """Before the first rename the edition lies in its place, between the two it does not."""
    out = tmp_path / "out"
    assert build(sources, out) == 0
    before = content(out / "published")
    killed = subprocess.run(
        [
            *(sys.executable, "-c", KILLED, str(renames), "build", "--sources", str(sources)),
            "--out",
            str(out),
        ],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left = [path for path in out.iterdir() if path.name.startswith(".published-")]
    assert left
    if renames == 1:
        assert not (out / "published").exists()
        with pytest.raises(EditionError, match=r"lies in \.published-old-\d+-\w+\. Put it back"):
            open_edition("published", out)
        assert main(["check", str(out / "published")]) == 1
        assert "Put it back" in capsys.readouterr().err

    # Also where the sources have faults now: the next build finds the edition again first.
    rules = sources / "rules.csv"
    whole = rules.read_bytes()
    rules.write_bytes(whole[:-9])
    assert build(sources, out) == 1
    assert content(out / "published") == before
    assert [path for path in out.iterdir() if path.name.startswith(".")] == []
    rules.write_bytes(whole)
    assert build(sources, out) == 0


def test_what_another_build_is_at_work_on_is_left_alone(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(sources, out) == 0
    at_work = out / f"{beside(out / 'published', 'new', os.getpid())}abc"
    dead = out / f"{beside(out / 'published', 'new', 2**30)}abc"
    foreign = out / ".published-notes"
    for folder in (at_work, dead, foreign):
        folder.mkdir()
    assert build(sources, out) == 0
    assert at_work.is_dir()
    assert foreign.is_dir()
    assert not dead.exists()
