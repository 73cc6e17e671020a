"""The claim ladder: no sentence of the tables claims more than its evidence supports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from frikommune_viz.model.codes import EvidenceType, ResultKind, SourceClass
from frikommune_viz.pipeline import causal_language
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.text_rows import Row, Tables, fault_in, records

SENTENCES: Final = {
    "findings": ("statement", "caveat"),
    "finding_conflicts": ("note",),
    "initiatives": ("title", "description", "reported_result"),
    "rules": ("topic", "note"),
    "figures": ("label", "note"),
    "timeline": ("title", "description"),
    "agreements": ("summary", "coverage"),
    "indicators": ("label", "definition", "caveats"),
}
"""Texts that could claim something. The glossary is not among them: it explains the words."""


def claims_are_allowed(tables: Tables) -> Iterator[Fault]:
    """Yield a fault for each sentence that claims more than its evidence supports."""
    sources = tables.get("sources", pd.DataFrame())
    classes = {row.get("source_id"): row.get("source_class") for row in records(sources)}
    for table, texts in SENTENCES.items():
        for row in records(tables.get(table, pd.DataFrame())):
            source_class = classes.get(row.get("source_id"), SourceClass.OWN)
            for text in texts:
                evidence = _evidence(row, text)
                if evidence not in set(EvidenceType) or source_class not in set(SourceClass):
                    continue
                for language in ("da", "en"):
                    column = f"{text}_{language}"
                    sentence = row.get(column, "")
                    why = sentence and causal_language.forbidden(
                        sentence, language, EvidenceType(evidence), SourceClass(source_class)
                    )
                    if why:
                        yield fault_in(row, column, why, sentence, causal_language.ALLOWED)


def _evidence(row: Row, text: str) -> str:
    """Return the evidence type of a sentence; a reported result of an initiative is a self-report."""
    if text == "statement":
        return str(row.get("evidence_type", ""))
    told = text == "reported_result" and row.get("result_kind") != ResultKind.NONE
    return EvidenceType.SELF_REPORT if told else EvidenceType.NOT_STATED
