"""The map as a picture says what the page's map and table say."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from frikommune_viz import export
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.country import COLUMNS, map_picture, mapped
from frikommune_viz.figures.matrix_picture import matrix_picture
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language, View
from frikommune_viz.selection.statements import matrix
from frikommune_viz.style import LIGHT
from frikommune_viz.text import TEXTS

SVG = "{http://www.w3.org/2000/svg}"


def drawn(edition: Edition, filters: Filters) -> ElementTree.Element:
    picture = map_picture(edition, filters, TEXTS[filters.lang])
    assert picture is not None
    origin = export.provenance_of(edition, "https://frikommune.example/", "2026-11-25")
    svg = export.map_svg(picture, origin, TEXTS[filters.lang], embed_font=False)
    return ElementTree.fromstring(svg)


def tiles(root: ElementTree.Element) -> dict[str, tuple[ElementTree.Element, str]]:
    """Read each tile: its rectangle and its number, by the name it carries."""
    found = {}
    for group in root.iter(f"{SVG}g"):
        title = group.findtext(f"{SVG}title") or ""
        name, _, figure = title.rpartition(": ")
        rectangle = group.find(f"{SVG}rect")
        assert rectangle is not None
        texts = {one.get("class"): one.text or "" for one in group.iter(f"{SVG}text")}
        written = texts.get("figure", "")
        assert len(texts["short"]) == 3
        assert written in ("", figure), "the number on the tile is the one it is said to have"
        found[name] = (rectangle, written)
    return found


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("view", View)
def test_every_municipality_stands_with_its_number(
    published: Edition, view: View, language: Language
) -> None:
    # With a missing municipality, with three decimals and with thousands; and one with changes.
    shown = published.indicators if view is View.LEVEL else ("absence_grade_7_9",)
    for indicator_id in shown:
        filters = Filters(lang=language, indicator=(indicator_id,), view=view)
        assert_tiles_hold_the_numbers(published, filters)


def assert_tiles_hold_the_numbers(edition: Edition, filters: Filters) -> None:
    text = TEXTS[filters.lang]
    of = mapped(edition, filters, text)
    assert of.signed is (filters.view is View.CHANGE)
    found = tiles(drawn(edition, filters))
    assert len(found) == 98
    described = map_picture(edition, filters, text)
    assert described is not None
    for code, row in edition.municipalities.items():
        rectangle, written = found[row.name]
        assert written == of.written(code, text, ""), row.name
        assert f"{row.name} {of.written(code, text, text.say('ikke oplyst'))}" in described.alt
        # Same place as in the list of tiles: 18 columns over the room of the sheet.
        size = 800 / COLUMNS
        assert float(rectangle.get("x", "")) == pytest.approx(24 + (row.column - 1) * size, abs=0.1)
        assert (rectangle.get("fill") == "none") is (code not in of.values)


def test_the_darkest_tile_has_the_largest_number(published: Edition) -> None:
    text = TEXTS[Language.DA]
    filters = Filters(indicator=("absence_grade_7_9",))
    of, found = mapped(published, filters, text), tiles(drawn(published, filters))
    order = [LIGHT[f"map-{number}"] for number in range(1, 6)]
    by_value = sorted(of.values, key=lambda code: of.values[code])
    shades = [
        order.index(found[published.municipalities[code].name][0].get("fill", ""))
        for code in by_value
    ]
    assert shades == sorted(shades)
    assert set(shades) == set(range(5))


def test_agreement_and_own_municipality_are_outlined(published: Edition) -> None:
    root = drawn(published, Filters(indicator=("absence_grade_7_9",), own="101"))
    outlined = {
        (group.findtext(f"{SVG}title") or "").partition(":")[0]: [
            line.get("stroke-dasharray")
            for line in group.findall(f"{SVG}rect")
            if line.get("stroke")
        ]
        for group in root.iter(f"{SVG}g")
    }
    assert {name: lines for name, lines in outlined.items() if lines} == {
        "Esbjerg": [None],
        "Holbæk": [None],
        "København": ["5 4"],
    }


def test_invented_numbers_are_on_no_map(practice: Edition) -> None:
    assert map_picture(practice, Filters(), TEXTS[Language.DA]) is None


def test_a_name_that_no_file_can_hold_harms_no_picture(published: Edition) -> None:
    """A NUL in a text would end the whole process as the renderer draws it."""
    row = published.municipalities["561"]
    named = {**published.municipalities, "561": replace(row, name="Esb\0jerg <&>")}
    edition, text = replace(published, municipalities=named), TEXTS[Language.DA]
    origin = export.provenance_of(published, "https://frikommune.example/", "2026-11-25")
    shown = map_picture(edition, Filters(indicator=("absence_grade_7_9",)), text)
    assert shown is not None
    whole = matrix_picture(matrix(edition, Filters()), edition, text)
    for svg, said in (
        (export.map_svg(shown, origin, text, embed_font=False), shown.headline),
        (export.matrix_svg(whole, origin, text, embed_font=False), whole.headline),
    ):
        assert ElementTree.fromstring(svg).findtext(f"{SVG}title") == said
        assert b"Esbjerg &lt;&amp;&gt;" in svg
        assert export.png_bytes(svg, {}).startswith(b"\x89PNG")
