"""However a source file is damaged, the build says what is wrong, or builds; it never just breaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from damage import damaged

from frikommune_viz.__main__ import main

IN_CI = 60
ALL = 1000


@pytest.mark.parametrize(
    "number",
    [
        *range(IN_CI),
        *(pytest.param(number, marks=pytest.mark.every) for number in range(IN_CI, ALL)),
    ],
)
def test_damage_is_told_or_harmless(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    how = damaged(sources, number)
    out = tmp_path / "out"
    result = main(["build", "--sources", str(sources), "--out", str(out)])
    said = capsys.readouterr().err
    assert result in (0, 1), how
    if result == 0:
        assert (out / "published" / "manifest.json").is_file(), how
        return
    assert not (out / "published").exists(), how
    assert re.search(r"\d+ fault\(s\) found\. Nothing was written\.$", said.strip()), how
    faults = [line for line in said.splitlines() if "Allowed: " in line]
    assert faults, how
    assert "Traceback" not in said
