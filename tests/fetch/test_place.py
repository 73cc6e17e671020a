"""Figures and origin are put in place together, or neither."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.fetch import destination
from frikommune_viz.fetch.series import Figure
from frikommune_viz.model.codes import Status

FIGURES = [Figure("561", "2023", "56.1", Status.NORMAL)]


@pytest.mark.parametrize("fetched_before", [False, True])
def test_a_disk_that_fails_half_way_leaves_all_as_it_was(
    fetched_before: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    if fetched_before:
        destination.put(tmp_path, "waiting", FIGURES, {"table": "OLD"})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replace = Path.replace

    def fail_on_csv(path: Path, target: Path) -> Path:
        if target.suffix == ".csv":
            raise OSError("no space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail_on_csv)
    with pytest.raises(OSError, match="no space left"):
        destination.put(tmp_path, "waiting", FIGURES, {"table": "NEW"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), st.text(max_size=20)))
def test_the_origin_reads_back_as_it_was(content: dict[str, str]):
    tables = [{"part": "1", "bytes": 2}]
    whole = {**content, "list": ["å", '"'], "received": tables}
    assert tomllib.loads(destination.toml(whole)) == whole
