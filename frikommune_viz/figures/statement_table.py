"""The statements of a choice as a table to download: codes to filter on, words to read, sources."""

from __future__ import annotations

from collections.abc import Sequence

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.rows import Finding
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.statement_words import (
    about_name,
    source_class_name,
    statement_verdict,
    teller_name,
)


def finding_table(findings: Sequence[Finding], edition: Edition, text: Text) -> Table:
    """Return one statement a row, in the language of the page.

    Columns are ``finding_id``, ``scope``, ``area``, ``municipality_code``, ``municipality``,
    ``site``, ``theme``, ``wave``, ``direction`` and ``desirable`` (codes), then ``verdict``,
    ``respondent`` (who says it), ``about`` (whom it is about), ``evidence``, ``statement``,
    ``caveat``, ``source``, ``source_class``, ``url`` and ``edition``. A statement of several
    themes at once has no ``theme``; one that names no group has no ``respondent``.
    """
    columns = (
        Column("finding_id", text.say("Udsagn nr.")),
        Column("scope", text.say("Niveau (kode)")),
        Column("area", text.say("Område (kode)")),
        Column("municipality_code", text.say("Kommunekode")),
        Column("municipality", text.say("Kommune")),
        Column("site", text.say("Sted")),
        Column("theme", text.say("Tema (kode)")),
        Column("wave", text.say("Tidspunkt (kode)")),
        Column("direction", text.say("Retning (kode)")),
        Column("desirable", text.say("Ønsket (kode)")),
        Column("verdict", text.say("Vurdering")),
        Column("respondent", text.say("Hvem der siger det")),
        Column("about", text.say("Hvem det handler om")),
        Column("evidence", text.say("Grundlag")),
        Column("statement", text.say("Udsagn")),
        Column("caveat", text.say("Forbehold")),
        Column("source", text.say("Kilde")),
        Column("source_class", text.say("Kildens art")),
        Column("url", text.say("Adresse")),
        Column("edition", text.say("Udgave")),
    )
    return Table.of(columns, (_record(row, edition, text) for row in findings))


def _record(finding: Finding, edition: Edition, text: Text) -> dict[str, Cell]:
    source = edition.sources[finding.source_id]
    code = finding.municipality_code
    return {
        "finding_id": finding.finding_id,
        "scope": finding.scope,
        "area": finding.area,
        "municipality_code": code,
        "municipality": edition.municipalities[code].name if code else None,
        "site": finding.site,
        "theme": finding.theme,
        "wave": finding.wave,
        "direction": finding.direction,
        "desirable": finding.desirable,
        "verdict": statement_verdict(finding, edition, text),
        "respondent": teller_name(finding, text) or None,
        "about": about_name(finding, text) or None,
        "evidence": text.say(labels.EVIDENCE_TYPE[finding.evidence_type]),
        "statement": text.pick(finding.statement),
        "caveat": text.pick(finding.caveat),
        "source": text.say("{publisher}: {title}", publisher=source.publisher, title=source.title),
        "source_class": source_class_name(finding, edition, text),
        "url": source.url,
        "edition": text.say(
            "{name}, dataversion {version}", name=edition.name, version=edition.version
        ),
    }
