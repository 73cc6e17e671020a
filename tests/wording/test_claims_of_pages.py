"""The claim ladder for what the pages themselves say: headings, leads, notes, in both languages."""

from __future__ import annotations

import re

import pytest
from test_translations import as_id, translations
from test_translations import messages as every_message

from frikommune_viz.model.codes import Area, Scope
from frikommune_viz.pipeline.causal_language import OTHER_CAUSES, claimed_cause, names_teller
from frikommune_viz.text import Text
from frikommune_viz.wording.conclusions import CONCLUSIONS, OWN_WORDS, Conclusion
from frikommune_viz.wording.pages import PAGE, PAGES

CLAIM_NOTHING = {
    # They deny that a cause is known, or ask for one.
    "Ingen tal viser en virkning af aftalerne.",
    "No figure shows an effect of the agreements.",
    "Hvad der skyldes aftalerne.",
    "What is due to the agreements.",
    "Whether the agreements are the cause.",
    "En ændring siger ikke, hvad den skyldes.",
    "A change does not say what it is due to.",
    # They explain words: what a source may say, and what we do not.
    "Kilden ser ingen ændring, ingen generel ændring eller ingen markant virkning.",
    "skyldes aftalen",
    "is due to the agreement",
    "VIVE's own assessment of a cause",
    # They speak of chance, of addresses and of supervision.
    "The interval includes zero: the difference may be due to chance.",
    (
        "The interval includes 0, or the difference may be due to chance once the number of "
        "comparisons is adjusted for."
    ),
    (
        "The interval does not include zero, but once the number of comparisons is adjusted for, the "
        "difference may be due to chance."
    ),
    (
        "Har du ikke fået svar inden for rimelig tid, eller er du ikke tilfreds med svaret, kan du "
        "henvende dig til Digitaliseringsstyrelsen, som fører tilsyn med, at loven overholdes."
    ),
    "Adressen fører ikke til en side.",
    "The address does not lead to a page.",
}
"""Sentences that hold a word of cause without claiming one, each looked at."""


def sentences(message: str) -> list[str]:
    return re.split(r"(?<=[.?!]) ", message)


def messages() -> dict[str, set[str]]:
    """Return every message of code and templates by language."""
    danish = {form for message in every_message() for form in message}
    english = {
        form for message in every_message() for form in as_id(translations()[message].string)
    }
    return {"da": danish, "en": english}


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_page_claims_a_cause_that_nobody_is_named_for(language: str) -> None:
    claims = [
        sentence
        for message in messages()[language]
        for sentence in sentences(message)
        if claimed_cause(OTHER_CAUSES[language].sub("", sentence), language)
        and not names_teller(sentence, language)
        and sentence not in CLAIM_NOTHING
    ]
    assert not claims


def test_the_exceptions_are_still_said() -> None:
    found = {
        one for language in messages().values() for form in language for one in sentences(form)
    }
    # A message that other work has reworded leaves its exception behind; nobody may miss it.
    assert not CLAIM_NOTHING - found


def test_a_heading_that_claims_a_cause_is_found() -> None:
    assert claimed_cause("Friheden har givet bedre trivsel", "da")
    assert claimed_cause("The freedom has improved well-being", "en")


def test_the_conclusion_is_told_by_vive(text: Text) -> None:
    assert text.say(PAGE["overblik"].heading).startswith("VIVE")


def test_the_conclusion_uses_the_word_of_its_source(edition, danish: Text) -> None:
    heading = danish.say(PAGE["overblik"].heading)
    # VIVE speaks of marked effects, and never says that nothing changed.
    assert "markante virkninger" in edition.finding["F009"].statement.da
    assert "kan ikke aflæse markante virkninger" in heading
    # It finds none; that is not the same as there being none.
    assert "ikke aflæse" in edition.finding["F009"].statement.da
    assert "ændring" not in heading
    for finding_id, word in OWN_WORDS.items():
        assert word.removeprefix("ingen ") in edition.finding[finding_id].statement.da


every_conclusion = pytest.mark.parametrize(
    "conclusion", CONCLUSIONS, ids=lambda one: "+".join(one.finding_ids)
)


@every_conclusion
def test_a_sentence_to_quote_takes_its_phrases_from_its_statements(
    edition, text: Text, conclusion: Conclusion
) -> None:
    said = conclusion.said(edition, text)
    for finding_id, danish_phrase, english_phrase in conclusion.retells:
        phrase = danish_phrase if text.language == "da" else english_phrase
        assert phrase in text.pick(edition.finding[finding_id].statement)
        assert phrase in said


@every_conclusion
def test_a_sentence_to_quote_names_its_teller_and_no_other_number(
    edition, text: Text, conclusion: Conclusion
) -> None:
    behind = [edition.finding[finding_id] for finding_id in conclusion.finding_ids]
    (source_id,) = {row.source_id for row in behind}
    said = conclusion.said(edition, text)
    assert edition.sources[source_id].publisher in said
    numbers = set(re.findall(r"\d+", said))
    known = " ".join(text.pick(row.statement) for row in behind) + edition.sources[source_id].date
    assert numbers <= set(re.findall(r"\d+", known))


def test_a_sentence_about_an_area_says_which(edition, text: Text) -> None:
    (about_area,) = [
        one for one in CONCLUSIONS if edition.finding[one.finding_ids[0]].scope is Scope.AREA
    ]
    area = edition.finding[about_area.finding_ids[0]].area
    assert area is Area.ELDERCARE
    assert {"da": "ældreområdet", "en": "elder care"}[text.language] in text.say(about_area.scope)


def test_no_heading_promises_an_answer_that_the_page_does_not_give() -> None:
    assert not [page.code for page in PAGES if page.heading.startswith(("Holdt", "Virkede"))]
