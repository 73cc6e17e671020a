"""The statements of a choice as a table to download: codes to filter on, words to read, sources."""

from __future__ import annotations

from collections.abc import Sequence

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.rows import Finding
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.statements import (
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
    return Table(columns, tuple(_row(row, edition, text) for row in findings))


def _row(finding: Finding, edition: Edition, text: Text) -> tuple[Cell, ...]:
    source = edition.sources[finding.source_id]
    code = finding.municipality_code
    return (
        finding.finding_id,
        finding.scope,
        finding.area,
        code,
        edition.municipalities[code].name if code else None,
        finding.site,
        finding.theme,
        finding.wave,
        finding.direction,
        finding.desirable,
        statement_verdict(finding, edition, text),
        teller_name(finding, text) or None,
        about_name(finding, text) or None,
        text.say(labels.EVIDENCE_TYPE[finding.evidence_type]),
        text.pick(finding.statement),
        text.pick(finding.caveat),
        text.say("{publisher}: {title}", publisher=source.publisher, title=source.title),
        source_class_name(finding, edition, text),
        source.url,
        text.say("{name}, version {version}", name=edition.name, version=edition.version),
    )
