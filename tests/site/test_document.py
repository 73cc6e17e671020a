from __future__ import annotations

import re
from pathlib import Path

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.site.assets_address import ASSETS_FOLDER
from frikommune_viz.site.document import WIDTHS, WORK_WIDTH, Document
from frikommune_viz.site.font_overrides import stand_ins
from frikommune_viz.site.index_html import (
    STREAMLIT_FILES,
    IndexChangedError,
    chunks,
    front_end,
    parse,
)
from frikommune_viz.site.surface import Here
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGE

INDEX = (STREAMLIT_FILES / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("piece", "other", "what"),
    [
        ('<script type="module"', "<script", "0 start scripts"),
        (
            "</head>",
            '<script type="module" crossorigin src="./static/js/b.js"></script></head>',
            "2 start scripts",
        ),
        ('<link rel="stylesheet"', "<link", "0 style sheets"),
        ('<div id="root">', "<div>", "0 roots"),
        ("modulepreload", "other", "no preloaded scripts"),
    ],
)
def test_an_index_that_names_its_scripts_otherwise_stops_the_start(
    piece: str, other: str, what: str
) -> None:
    with pytest.raises(IndexChangedError, match=what):
        parse(INDEX.replace(piece, other))


def test_every_script_of_the_index_is_loaded_when_the_app_wakes() -> None:
    named = re.findall(r"\./static/js/[^\"]+", INDEX)
    assert len(named) > 20
    found = front_end()
    assert {found.script, *found.preloaded} == set(named)


def test_chunks_of_the_chart_are_all_it_imports() -> None:
    """Each import of each listed file is listed itself or stands in index.html."""
    listed = {Path(chunk).name for chunk in chunks("ArrowVegaLiteChart")}
    assert any(name.startswith("ArrowVegaLiteChart.") for name in listed)
    assert any(name.startswith("embed.") for name in listed), "Vega itself"
    there = listed | {Path(name).name for name in re.findall(r"static/js/[^\"]+", INDEX)}
    for name in listed:
        script = (STREAMLIT_FILES / "static" / "js" / name).read_text(encoding="utf-8")
        assert set(re.findall(r"from\"\./([\w.-]+\.js)\"", script)) <= there, name


def test_stand_in_has_every_symbol_of_streamlits_controls() -> None:
    """A symbol that is missing would be written out as a word, such as "expand_more"."""
    ours = set((ASSETS_FOLDER / "fonts" / "material-symbols.txt").read_text().split())
    named = {
        name
        for script in (STREAMLIT_FILES / "static" / "js").glob("*.js")
        for name in re.findall(r"material/([a-z0-9_]+):", script.read_text(encoding="utf-8"))
    }
    # Named, but in no version of the font.
    assert named - {"star_filled"} == ours


def test_both_heavy_fonts_have_a_stand_in() -> None:
    names = [Path(address).name.split(".")[0] for address in stand_ins()]
    assert sorted(names) == ["MaterialSymbols-Rounded", "SourceSansVF-Upright"]


def test_a_chart_beside_the_right_third_is_drawn_for_its_column(published) -> None:
    widths: list[int] = []

    def draw(spec: str, width: int) -> str:
        widths.append(width)
        return ""

    visit = Here(PAGE["borgere"], published, Filters(), TEXTS[Language.DA])
    document = Document(visit, "", {})
    work, third = document.thirds("")
    with work:
        document.chart("{}", "Figur")
    with third:
        document.html("Svar")
    document.chart("{}", "Figur i fuld bredde")
    assert widths == [], "a page is set before its charts are drawn"
    document.draw(draw)
    assert widths == [WORK_WIDTH, 736, 358, WIDTHS["wide"], 736, 358]
    markup = document.markup()
    assert markup.index('aria-label="Figur"') < markup.index("Svar") < markup.index("fuld bredde")
