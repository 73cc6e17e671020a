"""Headlines and sentences say what was measured, whichever way it went."""

from __future__ import annotations

import re

from by_code import comparison, development, latest_levels

from frikommune_viz.figures import register

ABSENCE = "absence_grade_7_9"
CAUSAL = re.compile(
    r"førte|skabte|virkning|på grund af|skyldes|takket være|caus|led to|due to|because of", re.I
)


def all_figures(edition, text):
    for indicator_id in edition.indicators:
        for own in ("", "760"):
            yield development(edition, indicator_id, own, text)
            yield comparison(edition, indicator_id, own, text)
            yield latest_levels(edition, indicator_id, own, text)


def test_no_sentence_claims_a_cause(edition, text):
    for figure in all_figures(edition, text):
        for sentence in (figure.headline, figure.subtitle, *figure.sentences, figure.alt):
            assert not CAUSAL.search(sentence), sentence


def test_every_figure_says_what_it_is_not(edition, danish):
    for figure in all_figures(edition, danish):
        assert figure.notes[0] == "Tallene viser ikke en virkning af aftalerne."
    absence = register.trend(edition, ABSENCE, "", danish).notes
    assert "2019/20 og 2020/21 var præget af covid-19." in absence
    wellbeing = register.trend(edition, "wellbeing_grade_7_9", "", danish).notes
    assert "Tallene er beregnet og ikke offentliggjort af kilden selv." in wellbeing
    staffing = register.trend(edition, "children_per_adult_0_2", "", danish).notes
    assert any("ændret efter 2022" in note for note in staffing)


def test_no_hole_and_no_doubled_stop_is_left(edition, text):
    for figure in all_figures(edition, text):
        for sentence in (figure.headline, figure.subtitle, *figure.sentences, figure.alt):
            assert "{" not in sentence
            assert ".." not in sentence
