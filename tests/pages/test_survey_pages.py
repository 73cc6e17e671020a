"""The figures of a survey on the pages: invented ones marked everywhere, real ones beside words."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from reading import data_sets
from reading_page import page_of, specs

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Area, Language, SourceClass, Status
from frikommune_viz.site import editions, ui
from frikommune_viz.wording.pages import PAGES

MARK = {Language.DA: "ØVEDATA", Language.EN: "PRACTICE DATA"}


@pytest.fixture
def offer(monkeypatch):
    """Set which editions the deployment offers."""

    def offered(*names: str) -> None:
        monkeypatch.setattr(editions, "offered", lambda: names)
        monkeypatch.setattr(ui, "offered", lambda: names)

    return offered


@pytest.fixture
def with_survey(monkeypatch, published, practice):
    """Let the site show the real statements with real numbers: the invented ones, unmarked."""
    real = {
        name: {
            code: tuple(
                replace(row, status=Status.NORMAL) if row.status is Status.SIMULATED else row
                for row in rows
            )
            for code, rows in getattr(practice, name).items()
        }
        for name in ("survey_results", "survey_answers", "survey_changes")
    }
    (source,) = practice.sources.values()
    survey = replace(source, source_class=SourceClass.EVALUATION)
    edition = replace(
        published,
        sources={**published.sources, source.source_id: survey},
        survey_indicators=practice.survey_indicators,
        survey_questions=practice.survey_questions,
        survey_scales=practice.survey_scales,
        **real,
    )
    monkeypatch.setattr(editions, "edition", lambda name="": edition)
    return edition


def change_of(
    practice: Edition, code: str, indicator_id: str = "trust_index", group: str = "staff"
) -> float:
    (change,) = (
        row.change
        for row in practice.survey_changes[indicator_id]
        if (row.municipality_code, row.respondent) == (code, group)
    )
    assert change is not None
    return change


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_every_page_of_the_practice_edition_says_what_it_is(visit, lang: Language, page) -> None:
    at = visit(page.code, lang=lang, edition="practice")
    band = page_of(at).one("p", "practice")
    assert band.text.startswith(MARK[lang])
    assert "edition=" not in band.one("a").attributes["href"]
    for spec in specs(at):
        assert MARK[lang] in json.dumps(spec, ensure_ascii=False)
    # Neither statement nor register figure of the published edition is beside invented numbers.
    assert not page_of(at).all("table", "matrix")


def test_the_marks_stand_at_the_built_changes_and_areas_are_apart(
    visit, practice, lang: Language
) -> None:
    at = visit("sammenlign", lang=lang, edition="practice", question="trust_index")
    figures = specs(at)
    # The change in each of the three areas; of one or two the levels stand beside it.
    assert len(figures) == 3
    for area, figure in zip(Area, figures, strict=True):
        codes = ("217", "840", "561", "316", "482", "410", "791")
        drawn = json.dumps(data_sets(figure), ensure_ascii=False)
        for code in codes:
            name = practice.municipalities[code].name
            assert (name in drawn) is (practice.municipalities[code].area is area)
    assert f"{change_of(practice, '561')}" in json.dumps(data_sets(figures[1]))
    two = visit(
        "sammenlign",
        lang=lang,
        edition="practice",
        question="trust_index",
        area="school,eldercare",
    )
    assert len(specs(two)) == 4


@pytest.mark.parametrize("question", ["trust_index", "trust_in_leader"])
def test_a_practice_page_of_all_areas_says_where_the_levels_stand(visit, question: str) -> None:
    said = page_of(visit("sammenlign", lang="da", edition="practice", question=question)).text
    assert "Vælg ét eller to områder for at se tallene før og efter" in said
    one = visit("sammenlign", lang="da", edition="practice", question=question, area="school")
    assert "Vælg ét eller to områder" not in page_of(one).text


def test_the_practice_edition_offers_no_choice_that_it_lacks(visit) -> None:
    at = visit("sammenlign", edition="practice")
    assert {box.key for box in at.multiselect} == {"choose_area", "choose_municipality"}


def test_a_single_question_in_one_area_shows_its_answers_too(visit) -> None:
    at = visit("sammenlign", edition="practice", area="school", question="trust_in_leader")
    assert len(specs(at)) == 3


def test_the_group_is_chosen_and_stands_in_the_address(visit) -> None:
    at = visit("kommuner", edition="practice", municipality="482")
    at.segmented_control(key="choose_group").set_value("leaders").run()
    assert not at.exception
    assert at.query_params["group"] in ("leaders", ["leaders"])
    assert at.query_params["edition"] in ("practice", ["practice"])
    said = page_of(at).text
    # Four leaders of Langeland answered after: too few, and the number itself is nowhere.
    assert "Langeland: for få svar." in said
    assert not re.search(r"\b4 svar", said)


def test_the_files_of_invented_numbers_are_named_so(visit) -> None:
    page = page_of(visit("kommuner", edition="practice", municipality="561"))
    files = [
        link.attributes["href"]
        for link in page.all("a")
        if link.attributes.get("href", "").startswith("./hent/")
    ]
    assert files
    assert all("oevedata-" in file and "edition=practice" in file for file in files)


@pytest.mark.parametrize("page", ["sammenlign", "kommuner"])
def test_where_no_numbers_are_public_the_page_says_so(visit, offer, page: str) -> None:
    offer("published", "practice")
    shown = page_of(visit(page, lang="da", municipality="561"))
    assert "Vi har ikke fundet svarene pr. kommune." in shown.text
    links = [link for link in shown.all("a") if "edition=practice" in link.attributes["href"]]
    assert [link.text for link in links] == ["Se visningen med øvedata"]


@pytest.mark.parametrize("page", ["sammenlign", "kommuner"])
def test_a_deployment_without_practice_leads_nowhere(visit, offer, page: str) -> None:
    offer("published")
    shown = page_of(visit(page, lang="da", municipality="561"))
    assert "Vi har ikke fundet svarene pr. kommune." in shown.text
    assert not [link for link in shown.all("a") if "practice" in link.attributes["href"]]


@pytest.mark.usefixtures("with_survey")
@pytest.mark.parametrize("page", ["sammenlign", "kommuner"])
def test_numbers_and_words_stand_side_by_side_where_there_are_both(
    visit, practice, page: str
) -> None:
    at = visit(page, lang="da", municipality="561", question="trust_index")
    shown = page_of(at)
    assert shown.all("table", "matrix")
    assert not shown.all("p", "practice")
    drawn = [json.dumps(spec, ensure_ascii=False) for spec in specs(at)]
    assert any(f"{change_of(practice, '561')}" in spec for spec in drawn)
    assert not any("ØVEDATA" in spec for spec in drawn)
    assert "Vi har ikke fundet svarene pr. kommune." not in shown.text


def test_each_sentence_of_a_practice_figure_carries_its_mark(visit) -> None:
    page = page_of(visit("sammenlign", edition="practice", area="eldercare"))
    boxes = [box for part in page.all("div", "takes") for box in part.all("p")]
    assert len(boxes) > 8
    assert all(box.text.startswith("ØVEDATA ") for box in boxes)


def test_every_name_of_a_municipality_in_the_practice_edition_is_marked(practice) -> None:
    names = [row.name for row in practice.municipalities.values()]
    assert len(names) == 7
    assert all(name.startswith("Demo-") for name in names)


def test_two_chosen_municipalities_are_compared_on_the_page(visit) -> None:
    at = visit("sammenlign", edition="practice", municipality="482,410")
    said = page_of(at).text
    assert "To kommuner sammenlignet: Tillid, samlet" in said
    assert re.search(
        r"Demo-Langeland mod Demo-Middelfart\. Forskellen før er [+−]\d+,\d point", said
    )
