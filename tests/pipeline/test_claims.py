"""The claim ladder: what a sentence may say, by the design of its evidence."""

import pandas as pd
import pytest

from frikommune_viz.__main__ import main
from frikommune_viz.model.codes import EvidenceType, SourceClass
from frikommune_viz.pipeline.causal_language import forbidden, untold
from frikommune_viz.pipeline.consistency import evaluations_are_vives, today_is_sourced


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
        # A noun tells nobody's account.
        ("I Holbæk er erfaringen, at friheden skabte arbejdsglæde.", "da", "self_report"),
        ("I Holbæk er erfaringen, at det kræver en anden ledelse.", "da", "self_report"),
        ("The municipality has good experience of the cooperation.", "en", "self_report"),
        # A telling without a teller, and a teller who tells nothing.
        ("Det fortæller, at trivslen er blevet bedre.", "da", "self_report"),
        ("Medarbejderne har fået bedre trivsel på grund af friheden.", "da", "not_stated"),
        # The teller of one sentence is not that of the next.
        (
            "VIVE skriver om aftalerne. Friheden har skabt mere trivsel for alle.",
            "da",
            "not_stated",
        ),
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


def test_a_caveat_may_name_the_pandemic_as_a_cause_and_nothing_else_may():
    said = "Prøverne blev aflyst på grund af covid-19."
    told = (said, "da", EvidenceType.NOT_STATED, SourceClass.REGISTER)
    assert forbidden(*told)
    assert forbidden(*told, is_caveat=True) == ""


@pytest.mark.parametrize(
    ("statement", "language", "publishers"),
    [
        ("Ifølge ministeriet er friheden større.", "da", []),
        ("Ifølge DK Social er erfaringen, at det kræver tid.", "da", ["DK Social"]),
        # Known by the first word of its name.
        ("Altinget skriver, at der er sket meget.", "da", ["Altinget Kommunal"]),
        (
            "According to the trade journal Folkeskolen, little moved.",
            "en",
            ["Folkeskolen (fagblad)"],
        ),
        ("The head reports that absence has fallen.", "en", []),
        ("Efter tre år kan VIVE ikke aflæse markante virkninger.", "da", []),
    ],
)
def test_a_retold_sentence_that_names_its_teller_may_stand(statement, language, publishers):
    assert untold(statement, language, publishers) == ""


@pytest.mark.parametrize(
    ("statement", "language", "publishers"),
    [
        ("Midtvejs var der sket mindre ændringer i dagtilbud.", "da", ["Altinget Kommunal"]),
        ("Halfway less had changed in day care than in schools.", "en", ["Altinget Kommunal"]),
        ("I Middelfart er erfaringen, at det kræver tid.", "da", ["DK Social"]),
        ("In Middelfart the lesson is that it takes time.", "en", ["DK Social"]),
        # The publisher is named, and nothing is said to be its account.
        ("Altinget Kommunal var der, og meget var sket.", "da", ["Altinget Kommunal"]),
    ],
)
def test_a_retold_sentence_without_a_teller_is_refused(statement, language, publishers):
    assert untold(statement, language, publishers)


def test_the_build_refuses_a_retelling_that_nobody_tells(sources, change, capsys, tmp_path):
    change(sources / "findings.csv", 3, "statement_da", "Tilliden er steget.")
    assert main(["build", "--sources", str(sources), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "findings.csv, row 3, column statement_da: the sentence does not name who" in told


@pytest.mark.parametrize(
    ("wave", "source_class", "refused"),
    [
        ("final", "municipality", True),
        ("midway", "press", True),
        ("own_final", "evaluation", True),
        ("own_final", "municipality", False),
        ("final", "evaluation_retold", False),
        ("ongoing", "press", False),
    ],
)
def test_an_evaluation_is_vives_or_the_municipalitys_own(wave, source_class, refused):
    tables = {
        "findings": pd.DataFrame(
            [{"wave": wave, "source_id": "s", "_file": "findings.csv", "_row": 2}]
        ),
        "sources": pd.DataFrame([{"source_id": "s", "source_class": source_class}]),
    }
    assert bool([*evaluations_are_vives(tables)]) is refused


@pytest.mark.parametrize(
    ("today", "since", "source", "missing"),
    [
        ("", "", "", []),
        ("Fritagelsen er udløbet.", "2025-08-01", "s", []),
        ("Fritagelsen er udløbet.", "", "", ["today_date", "today_source_id"]),
        ("", "2025-08-01", "s", ["today_da"]),
    ],
)
def test_what_holds_today_is_said_with_date_and_source_or_not_at_all(today, since, source, missing):
    row = {"today_da": today, "today_date": since, "today_source_id": source}
    tables = {"rules": pd.DataFrame([row | {"_file": "rules.csv", "_row": 2}])}
    assert [fault.column for fault in today_is_sourced(tables)] == missing
