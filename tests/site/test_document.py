from __future__ import annotations

import re
from pathlib import Path

import pytest

from frikommune_viz.site.assets_address import ASSETS_FOLDER
from frikommune_viz.site.font_overrides import stand_ins
from frikommune_viz.site.index_html import STREAMLIT_FILES, IndexChangedError, chunks, cut

INDEX = (STREAMLIT_FILES / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("piece", "what"),
    [
        ('<html lang="en">', "the language"),
        ("./favicon.png", "the icon"),
        ("SourceSansVF-Upright", "the preload of Source Sans"),
        ("<title>Streamlit</title>", "the title"),
        ("service-desc", "the pointer to the agent API"),
        ("window.prerenderReady = false", "the inline script"),
        ("</noscript>", "the text for readers without script"),
        ('<div id="root">', "the root of the app"),
    ],
)
def test_a_piece_that_is_gone_stops_the_start(piece: str, what: str) -> None:
    with pytest.raises(IndexChangedError, match=f"holds {what} 0 times"):
        cut(INDEX.replace(piece, "other"))


def test_a_piece_that_stands_twice_stops_the_start() -> None:
    with pytest.raises(IndexChangedError, match="holds the title 2 times"):
        cut(INDEX.replace("</head>", "<title>Streamlit</title></head>"))


def test_a_new_inline_script_stops_the_start() -> None:
    with pytest.raises(IndexChangedError, match="a new inline script"):
        cut(INDEX.replace("</head>", "<script>window.x = 1</script></head>"))


def test_scripts_of_streamlit_stay() -> None:
    scripts = re.findall(r"static/js/[^\"]+", INDEX)
    assert len(scripts) > 20
    assert re.findall(r"static/js/[^\"]+", cut(INDEX)) == scripts


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
