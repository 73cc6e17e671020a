"""What is taken says where the figures stand at their publisher, and how new they are."""

from __future__ import annotations

import io

import pyarrow.parquet as pq
from workbooks import sheets

from frikommune_viz import export
from frikommune_viz.export.parquet_file import parquet_bytes
from frikommune_viz.export.provenance import provenance_of
from frikommune_viz.export.workbook import xlsx_bytes
from frikommune_viz.figures.register import latest_levels


def told(book: bytes) -> dict[str, str | float]:
    """Return the pairs of the sheet that tells the source."""
    cells = sheets(book)["Kilde"]
    return {
        str(said): cells.get(f"B{place[1:]}", "")
        for place, said in cells.items()
        if place.startswith("A")
    }


def test_workbook_parquet_and_citation_lead_to_the_table(edition, danish) -> None:
    address = "https://www.statistikbanken.dk/KVOTIEN"
    figure = latest_levels(edition, "class_size_folkeskole", "", danish)
    origin = provenance_of(edition, "https://frikommune.example/", sources=figure.sources)
    pairs = told(xlsx_bytes(figure, origin, danish))
    assert pairs["Tabel"] == "KVOTIEN"
    assert pairs["Tabellens adresse"] == address
    assert pairs["Sådan findes tallet"].startswith("Vælg klassetrin »I alt«")
    assert pairs["Seneste tal"] == figure.found.newest
    written = pq.read_schema(io.BytesIO(parquet_bytes(figure, origin, danish))).metadata
    assert address in written[b"table"].decode()
    assert written[b"newest"].decode() == figure.found.newest
    assert f"Tabel: {address}." in export.plain(figure, origin, danish)


def test_a_table_without_an_address_adds_nothing_to_the_citation(edition, danish) -> None:
    figure = latest_levels(edition, "absence_grade_7_9", "", danish)
    origin = provenance_of(edition, "https://frikommune.example/", sources=figure.sources)
    assert "Tabel:" not in export.plain(figure, origin, danish)
    assert told(xlsx_bytes(figure, origin, danish))["Tabellens adresse"] == ""
