"""A file is there whole or as it was, whatever stops the writing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from frikommune_viz.whole_file import HALF_WRITTEN, put_whole, write_whole


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for content in (b"one", b"two"):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_what_is_stopped_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def stop(half: Path) -> None:
        half.write_bytes(b"ne")
        # Neither a reader nor a search for files of the kind sees what is not finished.
        assert path.read_bytes() == b"old"
        assert [one.name for one in tmp_path.glob("*.csv")] == ["a.csv"]
        assert half.name.startswith(HALF_WRITTEN)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put_whole(path, stop)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]
