"""Hostile words in a figure leave every file whole and harmless."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest
from by_code import figure_of

from frikommune_viz import export
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.model.rows import Both
from frikommune_viz.text import TEXTS

HOSTILE = {
    "formula": '=cmd|" /C calc"!A0',
    "script": "</title></text><script>alert(1)</script><svg onload='x'>",
    "path": "../../../etc/passwd\\..\\x",
    "emoji": "Glad 😀👩‍👩‍👧 fravær",
    "long": "meget langt " * 416 + "ord",
    "one long word": "ø" * 5000,
    "lines": "a}\n\nER  - \r\nTY  - HACK\n@misc{x,",
    "unfit for XML": "før\x00\x0b\x1befter\ufffe",
    "entity": "&lt;b&gt; ]]> <!-- &#0; %s {named} {0}",
    "turned": "\u202eedoc\u202c",
}


def hostile_figure(edition, said, language):
    """A figure of an edition whose indicator, source and municipality carry hostile words."""
    indicator = edition.indicators["absence_grade_7_9"]
    source = edition.sources[indicator.source_id]
    bad = Both(said, said)
    place = edition.municipalities["316"]
    changed = replace(
        edition,
        indicators={
            **edition.indicators,
            "absence_grade_7_9": replace(indicator, label=bad, definition=bad, caveats=bad),
        },
        sources={**edition.sources, source.source_id: replace(source, title=said, publisher=said)},
        municipalities={**edition.municipalities, "316": replace(place, name=said)},
    )
    text = TEXTS[language]
    figure = figure_of(changed, "absence_grade_7_9-trend", Filters(lang=language), text)
    address = f"https://frikommune.example/borgere?q={said[:40]}"
    origin = export.provenance_of(changed, address, "2026-11-25")
    return replace(figure, notes=(said, *figure.notes)), origin, text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", HOSTILE)
def test_every_form_is_whole_and_harmless(edition, kind, language):
    said = HOSTILE[kind]
    figure, origin, text = hostile_figure(edition, said, language)
    forms = {form: export.form_bytes(figure, form, origin, text) for form in export.FORMS}
    assert all(forms.values())

    for form, delimiter in (("csv", ","), ("excel.csv", ";")):
        written = forms[form].decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))
        assert {len(row) for row in rows} == {len(figure.data.columns)}
        assert len(rows) == len(figure.data.rows) + 1
        assert not any(cell.startswith(("=", "@", "\t")) for row in rows for cell in row)

    with zipfile.ZipFile(io.BytesIO(forms["xlsx"])) as book:
        assert all(".." not in name for name in book.namelist())
        for name in book.namelist():
            parsed = ElementTree.fromstring(book.read(name))
            assert not any(part.tag.endswith("}f") for part in parsed.iter())
            assert not any(part.tag.endswith("}hyperlink") for part in parsed.iter())

    table = pq.read_table(io.BytesIO(forms["parquet"]))
    assert table.num_rows == len(figure.data.rows)
    assert said in table["indicator"].to_pylist()

    svg = ElementTree.fromstring(forms["svg"])
    tags = {part.tag.rpartition("}")[2] for part in svg.iter()}
    allowed = {"svg", "title", "desc", "style", "g", "path", "rect", "line", "circle", "polygon"}
    assert tags <= allowed | {"text", "tspan", "defs", "clipPath"}
    assert not any(name.startswith("on") for part in svg.iter() for name in part.attrib)
    assert forms["png"].startswith(b"\x89PNG")

    bib = forms["bib"].decode()
    assert bib.count("{") == bib.count("}")
    assert bib.count("@misc{") == 1
    ris = forms["ris"].decode().split("\r\n")
    assert [line[:6] for line in ris if line.startswith(("TY", "ER"))] == ["TY  - ", "ER  - "]


def test_a_long_title_is_set_in_lines_and_not_cut(edition):
    figure, origin, text = hostile_figure(edition, HOSTILE["long"], Language.DA)
    svg = export.picture_svg(figure, origin, text, embed_font=False).decode()
    told = "".join("".join(ElementTree.fromstring(svg).itertext()).split())
    assert told.count("".join(figure.subtitle.split())) >= 1
