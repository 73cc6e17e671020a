"""The claim ladder: what a sentence may say, by the design of its evidence."""

import pyarrow.parquet as pq
import pytest

from frikommune_viz.model.codes import EvidenceType, SourceClass
from frikommune_viz.pipeline.causal_language import forbidden


@pytest.mark.parametrize(
    ("statement", "language", "evidence"),
    [
        ("Fraværet faldt på grund af aftalen.", "da", "register"),
        ("Aftalen skabte arbejdsglæde.", "da", "survey_before_after"),
        ("Friheden har givet bedre trivsel.", "da", "not_stated"),
        ("The agreement led to less absence.", "en", "register"),
        ("Trivslen er blevet bedre.", "da", "self_report"),
        ("Well-being has become better.", "en", "self_report"),
        ("Interviewede ledere fortæller, at 40 procent er gladere.", "da", "interviews"),
    ],
)
def test_a_sentence_that_claims_too_much_is_refused(statement, language, evidence):
    evidence_type = EvidenceType(evidence)
    assert forbidden(statement, language, evidence_type, SourceClass.EVALUATION_RETOLD)


@pytest.mark.parametrize(
    ("statement", "language", "evidence"),
    [
        ("Fraværet steg fra 7,4 til 9,9 procent.", "da", "register"),
        ("VIVE vurderer, at friheden har givet mere tillid.", "da", "not_stated"),
        ("Ledere oplever, at trivslen er blevet bedre.", "da", "self_report"),
        ("According to the municipality, well-being has improved.", "en", "self_report"),
        ("Interviewede ledere fremhæver dialogen. De peger på tid.", "da", "interviews"),
    ],
)
def test_a_sentence_within_its_evidence_may_stand(statement, language, evidence):
    evidence_type = EvidenceType(evidence)
    assert forbidden(statement, language, evidence_type, SourceClass.EVALUATION_RETOLD) == ""


def test_a_register_never_shows_a_cause_even_when_someone_says_so():
    said = "VIVE vurderer, at friheden har givet mindre fravær."
    assert forbidden(said, "da", EvidenceType.REGISTER, SourceClass.REGISTER)


def test_every_published_sentence_stays_within_its_evidence(repository):
    folder = repository / "data" / "published"
    classes = {
        row["source_id"]: SourceClass(row["source_class"])
        for row in pq.read_table(folder / "sources.parquet").to_pylist()
    }
    for row in pq.read_table(folder / "findings.parquet").to_pylist():
        for language in ("da", "en"):
            why = forbidden(
                row[f"statement_{language}"],
                language,
                EvidenceType(row["evidence_type"]),
                classes[row["source_id"]],
            )
            assert why == "", (row["finding_id"], language)
