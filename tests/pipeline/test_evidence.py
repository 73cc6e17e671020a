"""The rows that retell sources: as wide as the source, coded as it says, and told by somebody."""

import csv
import re

import pytest

from frikommune_viz.model.codes import Scope

ROW_OF = {
    "findings": "finding_id",
    "initiatives": "initiative_id",
    "rules": "rule_id",
    "key_numbers": "figure_id",
    "terms": "term_id",
    "agreements": "municipality_code",
    "assumptions": "assumption",
}


NULL_RESULTS = [
    ("F009", "ikke aflæse markante virkninger", "cannot detect marked effects"),
    ("F119", "ikke aflæse markante virkninger", "cannot detect marked effects"),
    ("F022", "ændrede sig generelt ikke meget", "did not change much"),
    ("F024", "ingen markante ændringer i kvaliteten", "no marked changes in quality"),
    ("F039", "ingen markante ændringer i kvaliteten", "no marked changes in quality"),
    ("F031", "næsten ikke flyttet sig", "hardly moved"),
    ("F034", "ses friheden ikke i", "does not show in"),
    ("F035", "ses friheden ikke i", "does not show in"),
    ("F036", "ingen generel ændring", "no general change"),
    ("F037", "ingen generel ændring", "no general change"),
    ("F038", "ingen ændring", "no change"),
]
"""Each null result with the word of its source: one code covers several."""


@pytest.fixture(scope="module")
def rows(repository):
    """Every row of the sources by table and id."""
    tables = {}
    for name, key in ROW_OF.items():
        path = repository / "data" / "sources" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            tables[name] = {row[key]: row for row in csv.DictReader(file)}
    return tables


@pytest.mark.parametrize(("finding_id", "word_da", "word_en"), NULL_RESULTS)
def test_a_null_result_is_told_with_the_word_of_its_source(rows, finding_id, word_da, word_en):
    row = rows["findings"][finding_id]
    assert row["direction"] == "none"
    assert word_da in row["statement_da"]
    assert word_en in row["statement_en"]


def test_no_other_row_is_a_null_result(rows):
    none = {key for key, row in rows["findings"].items() if row["direction"] == "none"}
    assert none == {finding_id for finding_id, *_ in NULL_RESULTS}


@pytest.mark.parametrize(
    ("finding_id", "column", "code"),
    [
        # The mayor says that nothing was saved, not that governance did not change.
        ("F067", "direction", "not_stated"),
        # Fewer two-teacher lessons than hoped for is no claim that quality fell.
        ("F077", "direction", "not_stated"),
        # The journalist's own lead, which names no group.
        ("F070", "respondent", ""),
        ("F082", "respondent", ""),
        ("F083", "respondent", ""),
        ("F083", "evidence_type", "not_stated"),
        # Nothing in the abstract says how the researchers asked.
        ("F051", "evidence_type", "not_stated"),
        # The ministry says only that it was measured at both ends.
        ("F022", "evidence_type", "not_stated"),
        # The national well-being survey is a questionnaire and no register.
        ("F037", "evidence_type", "national_survey"),
        # Danske Ældreråd writes it of the welfare agreements.
        ("F062", "scope", "all_seven"),
        # The answers as a whole; nobody says that freedom was asked about.
        ("F031", "theme", ""),
        ("F106", "site", "Sønderrisskolen"),
        # A barrier outside the trial tells neither for nor against exemptions.
        ("F060", "assumption", ""),
        # A statement of intent.
        ("F081", "assumption", ""),
    ],
)
def test_a_statement_has_the_code_of_its_source(rows, finding_id, column, code):
    assert rows["findings"][finding_id][column] == code


@pytest.mark.parametrize(
    ("table", "key", "column", "holds"),
    [
        # Of whom: the staff choose what makes sense to them, not to the children.
        ("initiatives", "I001", "description_da", "giver mest mening for personalet"),
        ("initiatives", "I001", "description_en", "make most sense to the staff"),
        ("initiatives", "I054", "reported_result_en", "The municipality reports good experience"),
        # Plans told as plans.
        ("initiatives", "I018", "description_da", "skulle 4. klasserne være en kulturårgang"),
        ("initiatives", "I019", "description_da", "ville skære"),
        ("initiatives", "I021", "description_da", "skulle elever i udskolingen have flere timer"),
        ("initiatives", "I033", "description_da", "planlagde året efter"),
        ("initiatives", "I002", "description_da", "formentlig"),
        # No more subjects, hours or families than the source names.
        ("initiatives", "I031", "description_da", "billedkunst og håndværk og design"),
        ("initiatives", "I012", "description_da", "som udgangspunkt"),
        ("initiatives", "I028", "description_da", "flekstimer i overbygningen"),
        ("initiatives", "I032", "description_da", "de fleste dage"),
        ("initiatives", "I061", "description_da", "Under aftalen kunne kommunerne"),
        ("initiatives", "I042", "reported_result_da", "lidt færre bolde i luften måske"),
        ("findings", "F043", "statement_da", "i høj grad er statens regler"),
        ("findings", "F043", "statement_en", "to a large extent state rules"),
        ("findings", "F050", "statement_da", "meget central rolle"),
        ("findings", "F104", "statement_da", "undervisningen er mere intens"),
        ("findings", "F116", "statement_da", "undervisningen er mere intens"),
        ("findings", "F062", "statement_da", "frigive ressourcer"),
        ("findings", "F058", "statement_da", "organisationen slutter, at resten"),
        ("findings", "F084", "caveat_da", "Kun overskrift og indledning er læst."),
        ("findings", "F095", "caveat_da", "Kun overskrift og indledning er læst."),
        ("key_numbers", "N022", "note_da", "Danske Ældreråds slutning"),
        ("rules", "R010", "note_da", "Byrådet kan lade forældrene selv beslutte"),
        ("rules", "R017", "topic_da", "på Absalonskolen"),
        ("agreements", "316", "summary_da", "inden for statens faste grænser"),
        ("terms", "tillid", "source_id", "frikommune-explorer"),
        ("terms", "markant", "definition_da", "forklarer ikke"),
        ("assumptions", "4", "description_da", "Når man fritages for regler"),
    ],
)
def test_a_text_is_as_wide_as_its_source(rows, table, key, column, holds):
    assert holds in rows[table][key][column]


@pytest.mark.parametrize(
    ("rule_id", "status"),
    [
        # The duty to publish came with the acts; the Health Act was never part of the trial.
        ("R035", "new_duty"),
        ("R036", "new_duty"),
        ("R037", "new_duty"),
        ("R027", "outside"),
        ("R038", "kept"),
        ("R006", "lifted"),
    ],
)
def test_a_rule_has_the_status_the_agreement_gave_it(rows, rule_id, status):
    assert rows["rules"][rule_id]["status"] == status


def test_a_duty_of_the_acts_refers_to_the_acts(rows):
    for rule_id in ("R035", "R036", "R037"):
        assert rows["rules"][rule_id]["legal_reference"].startswith("Lov nr.")


@pytest.mark.parametrize(
    ("figure_id", "modifier"),
    [
        ("N003", "close_to"),
        ("N012", "about"),
        ("N013", "about"),
        ("N015", "just_under"),
        ("N018", "more_than"),
        ("N025", "about"),
        ("N024", ""),
    ],
)
def test_a_number_is_as_exact_as_its_source(rows, figure_id, modifier):
    assert rows["key_numbers"][figure_id]["modifier"] == modifier


def test_a_word_does_not_become_a_percentage(rows):
    half = rows["key_numbers"]["N012"]
    assert (half["value"], half["unit_da"]) == ("1", "ud af 2")
    assert "Kilden skriver" in half["note_da"]


def test_no_note_instructs_ourselves(rows):
    for table in rows.values():
        for row in table.values():
            for column in row:
                if column.startswith(("note_", "caveat_")):
                    assert not re.search(r"\b(vis det|må kun|show it|only use)\b", row[column])


def test_those_who_say_it_and_those_it_is_about_are_two_columns(rows):
    findings = rows["findings"]
    # VIVE of children, from no group; staff of pupils; a mayor of staff.
    assert (findings["F024"]["respondent"], findings["F024"]["about"]) == ("", "children")
    assert (findings["F040"]["respondent"], findings["F040"]["about"]) == ("staff", "pupils")
    assert (findings["F069"]["subgroup_da"], findings["F069"]["about"]) == ("borgmesteren", "staff")
    # A subgroup always belongs to a group.
    for row in findings.values():
        assert row["respondent"] or not row["subgroup_da"]
        assert row["about"] or not row["about_subgroup_da"]


def test_elder_care_has_both_halves_of_the_sentence(rows):
    findings = rows["findings"]
    assert findings["F119"]["retells"] == "F009"
    assert (findings["F119"]["area"], findings["F119"]["scope"]) == ("eldercare", Scope.AREA)
    assert findings["F119"]["direction"] == "none"
    assert findings["F054"]["about_subgroup_da"]


def test_the_earlier_trial_of_shorter_days_is_context_with_its_results(rows, repository):
    number = rows["key_numbers"]["N031"]
    assert (number["kind"], number["value"]) == ("context", "12.7")
    path = repository / "data" / "sources" / "timeline.csv"
    with path.open(encoding="utf-8", newline="") as file:
        (event,) = [
            row for row in csv.DictReader(file) if row["source_id"] == "uvm-rammeforsoeg-2020"
        ]
    for words in (
        "mindre end to timer kortere",
        "læste eleverne dårligere",
        "trivslen",
        "baggrund",
    ):
        assert words in event["description_da"]


def test_what_the_register_shows_beside_no_change_in_absence(rows, published):
    """The reservation of F038 is a sentence of ours about the register: it must stay true of it."""
    caveat = rows["findings"]["F038"]["caveat_da"]
    assert "steg fraværet i udskolingen i begge kommuner og i næsten alle andre" in caveat
    indicator = published.indicators["absence_grade_7_9"]
    change = {
        row.municipality_code: row.change
        for row in published.changes_of(indicator.indicator_id)
        if (row.baseline, row.endline) == (indicator.default_baseline, indicator.default_endline)
    }
    others = [change.pop(code) for code in sorted(change) if code not in {"561", "316"}]
    assert set(change) == {"561", "316"}, "Esbjerg and Holbæk"
    assert all(one > 0 for one in change.values())
    assert len(others) > 90
    assert sum(one > 0 for one in others) >= 0.95 * len(others)
