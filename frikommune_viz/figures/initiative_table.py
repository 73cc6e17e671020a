"""Initiatives as a table to download: codes to filter on, words to read, sources."""

from __future__ import annotations

from collections.abc import Sequence

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.model.rows import Initiative
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels


def initiative_rows(rows: Sequence[Initiative], edition: Edition, text: Text) -> Rows:
    """Return initiatives as one can take them."""
    return Rows(
        data=initiative_table(rows, edition, text),
        title=text.count(
            "{n} tiltag fra velfærdsaftalerne", "{n} tiltag fra velfærdsaftalerne", len(rows)
        ),
        notes=(
            text.say(
                "Aftalerne er udløbet. Om det enkelte tiltag er muligt i dag, er ikke undersøgt."
            ),
        ),
    )


def initiative_table(rows: Sequence[Initiative], edition: Edition, text: Text) -> Table:
    """Return one initiative a row, in the language of the page."""
    columns = (
        Column("initiative_id", text.say("Tiltag nr.")),
        Column("area", text.say("Område (kode)")),
        Column("municipality_code", text.say("Kommunekode")),
        Column("municipality", text.say("Kommune")),
        Column("site", text.say("Sted")),
        Column("subject", text.say("Emne")),
        Column("title", text.say("Navn på tiltaget")),
        Column("description", text.say("Beskrivelse")),
        Column("period", text.say("Periode")),
        Column("required_law_exemption", text.say("Krævede fritagelse (kode)")),
        Column("rules", text.say("Regler")),
        Column("today", text.say("I dag")),
        Column("reported_result", text.say("Hvordan det gik")),
        Column("teller", text.say("Hvem der fortæller det")),
        Column("changed", text.say("Lavet om")),
        Column("source", text.say("Kilde")),
        Column("url", text.say("Adresse")),
        Column("edition", text.say("Udgave")),
    )
    return Table.of(columns, (_record(row, edition, text) for row in rows))


def _record(row: Initiative, edition: Edition, text: Text) -> dict[str, Cell]:
    source = edition.sources[row.source_id]
    code = row.municipality_code
    rules = [edition.rule[rule_id] for rule_id in row.rule_ids]
    today = dict.fromkeys(text.pick(rule.today) for rule in rules if rule.today.da)
    return {
        "initiative_id": row.initiative_id,
        "area": row.area,
        "municipality_code": code,
        "municipality": edition.municipalities[code].name if code else None,
        "site": row.site,
        "subject": text.say(labels.CATEGORY[row.category]),
        "title": text.pick(row.title),
        "description": text.pick(row.description),
        "period": row.period or None,
        "required_law_exemption": row.required_law_exemption,
        "rules": "; ".join(text.pick(rule.topic) for rule in rules) or None,
        "today": " ".join(today) or None,
        "reported_result": text.pick(row.reported_result) or None,
        "teller": text.say(labels.RESULT_KIND[row.result_kind]),
        "changed": text.pick(row.changed) or None,
        "source": text.say("{publisher}: {title}", publisher=source.publisher, title=source.title),
        "url": source.url or None,
        "edition": text.say(
            "{name}, dataversion {version}", name=edition.name, version=edition.version
        ),
    }
