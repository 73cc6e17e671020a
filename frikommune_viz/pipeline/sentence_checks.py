"""The claim ladder: no sentence of the tables claims more than its evidence supports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from frikommune_viz.model.codes import EvidenceType, ResultKind, SourceClass
from frikommune_viz.pipeline import causal_language
from frikommune_viz.pipeline.cell_checks import LIST_SEPARATOR
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.text_rows import Row, Tables, fault_in, records

SENTENCES: Final = {
    "findings": ("statement", "caveat"),
    "finding_conflicts": ("note",),
    "initiatives": ("title", "description", "reported_result", "changed"),
    "rules": ("topic", "note", "today"),
    "figures": ("label", "note"),
    "timeline": ("title", "description"),
    "agreements": ("summary", "coverage"),
    "indicators": ("label", "subject", "definition", "caveats", "default_reason"),
}
"""Texts that could claim something. The glossary is not among them: it explains the words."""

CAVEATS: Final = frozenset({"caveat", "caveats", "default_reason"})
"""Texts that warn the reader, and may say what covid-19 did to the figures."""

RETOLD: Final = {"findings": "statement", "initiatives": "reported_result"}
"""Texts that tell again what somebody has said of the trial."""


def claims_are_allowed(tables: Tables) -> Iterator[Fault]:
    """Yield a fault for each sentence that claims more than its evidence can carry."""
    classes = _of_source(tables, "source_class")
    publishers = _of_source(tables, "publisher")
    for table, texts in SENTENCES.items():
        for row in records(tables.get(table, pd.DataFrame())):
            source_class = classes.get(row.get("source_id", ""), SourceClass.OWN)
            names = _publishers(row, publishers)
            for text in texts:
                evidence = _evidence(row, text)
                if evidence not in set(EvidenceType) or source_class not in set(SourceClass):
                    continue
                for language in ("da", "en"):
                    column = f"{text}_{language}"
                    sentence = row.get(column, "")
                    why = sentence and causal_language.forbidden(
                        sentence,
                        language,
                        EvidenceType(evidence),
                        SourceClass(source_class),
                        publishers=names,
                        is_caveat=text in CAVEATS,
                    )
                    if why:
                        yield fault_in(row, column, why, sentence, causal_language.ALLOWED)


def accounts_have_tellers(tables: Tables) -> Iterator[Fault]:
    """Yield a fault for each retold sentence that does not name who gives the account."""
    publishers = _of_source(tables, "publisher")
    for table, text in RETOLD.items():
        for row in records(tables.get(table, pd.DataFrame())):
            names = _publishers(row, publishers)
            for language in ("da", "en"):
                column = f"{text}_{language}"
                sentence = row.get(column, "")
                why = sentence and causal_language.untold(sentence, language, names)
                if why:
                    yield fault_in(row, column, why, sentence, causal_language.ALLOWED)


def _of_source(tables: Tables, column: str) -> dict[str, str]:
    """Return one column of the sources, by the id of the source."""
    rows = records(tables.get("sources", pd.DataFrame()))
    return {row.get("source_id", ""): row.get(column, "") for row in rows}


def _publishers(row: Row, publishers: Mapping[str, str]) -> list[str]:
    """Return the names of the publishers behind a row."""
    ids = [row.get("source_id", ""), *row.get("also_source_ids", "").split(LIST_SEPARATOR)]
    return [publishers[id_] for id_ in ids if publishers.get(id_)]


def _evidence(row: Row, text: str) -> str:
    """Return what a sentence rests on; a result someone tells of an initiative is a self-report."""
    if text == "statement":
        return str(row.get("evidence_type", ""))
    told = text == "reported_result" and row.get("result_kind") != ResultKind.NONE
    return EvidenceType.SELF_REPORT if told else EvidenceType.NOT_STATED
