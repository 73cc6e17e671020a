"""Headlines and sentences say what was measured, whichever way it went."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from by_code import comparison, development, latest_levels

from frikommune_viz.figures import register
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.register import select
from frikommune_viz.wording import register as describe
from frikommune_viz.wording.register import Movement, movement

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


def test_headline_of_the_trend_is_read_off_the_rows(edition, danish):
    figure = register.trend(edition, ABSENCE, "", danish)
    assert figure.headline == "Elevfravær: fald i Holbæk, stigning i Esbjerg siden 2021/22"
    assert figure.sentences[:2] == (
        "I Esbjerg steg tallet med 2,5 procentpoint, fra 7,4 pct. i 2021/22 til 9,9 pct. i 2024/25.",
        "I Holbæk faldt tallet med 2,3 procentpoint, fra 11,9 pct. i 2021/22 til 9,6 pct. i 2024/25.",
    )


@pytest.mark.parametrize(
    ("esbjerg", "holbaek", "headline"),
    [
        (8.0, 12.0, "Elevfravær: stigning i Esbjerg og Holbæk siden 2021/22"),
        (7.0, 11.0, "Elevfravær: fald i Esbjerg og Holbæk siden 2021/22"),
        (7.4, 11.9, "Elevfravær: uændret i Esbjerg og Holbæk siden 2021/22"),
        (7.0, 11.9, "Elevfravær: fald i Esbjerg, uændret i Holbæk siden 2021/22"),
        (8.0, 11.9, "Elevfravær: stigning i Esbjerg, uændret i Holbæk siden 2021/22"),
        (None, 11.0, "Elevfravær: fald i Holbæk siden 2021/22"),
        (None, None, "Elevfravær: ingen af tallene er offentliggjort"),
    ],
)
def test_headline_follows_the_figures(edition, danish, esbjerg, holbaek, headline):
    outcome = select(edition, ABSENCE)
    ends = {"561": esbjerg, "316": holbaek}
    pilots = tuple(_with_last(series, ends[series.code]) for series in outcome.pilots)
    changed = replace(outcome, pilots=pilots)
    assert describe.headline(changed, Pair("2021/22", "2024/25"), danish) == headline


def test_no_pair_is_no_development(edition, danish):
    outcome = select(edition, "staff_qualified_share")
    assert "stigning" not in describe.headline(outcome, None, danish)
    assert "fald" not in describe.headline(outcome, None, danish)


def test_equal_after_rounding_is_unchanged():
    assert movement(3.04, 3.01, 1) is Movement.SAME
    assert movement(3.04, 3.06, 1) is Movement.UP
    # 0.1 + 0.2 style remainders are no movement.
    assert movement(0.3, 0.1 + 0.2, 1) is Movement.SAME
    assert movement(9.9, 9.6, 1) is Movement.DOWN


def test_staffing_names_what_is_counted(edition, danish):
    """ "Normering: stigning" would leave open whether there are more adults or more children."""
    figure = register.trend(edition, "children_per_adult_3_5", "", danish)
    assert figure.headline.startswith("Børn pr. voksen: fald i Helsingør")


def test_headlines_have_at_most_ten_words(edition, text):
    for figure in all_figures(edition, text):
        assert len(figure.headline.split()) <= describe.LONGEST_HEADLINE, figure.headline


def test_no_sentence_claims_a_cause(edition, text):
    for figure in all_figures(edition, text):
        for sentence in (figure.headline, figure.subtitle, *figure.sentences, figure.alt):
            assert not CAUSAL.search(sentence), sentence


def test_every_figure_says_what_it_is_not(edition, danish):
    for figure in all_figures(edition, danish):
        assert figure.notes[0] == "Tallene viser ikke en effekt af aftalerne."
    absence = register.trend(edition, ABSENCE, "", danish).notes
    assert "2019/20 og 2020/21 var præget af covid-19." in absence
    wellbeing = register.trend(edition, "wellbeing_grade_7_9", "", danish).notes
    assert "Vi har selv beregnet tallene. De er ikke kildens egne." in wellbeing
    staffing = register.trend(edition, "children_per_adult_0_2", "", danish).notes
    assert any("ændret efter 2022" in note for note in staffing)


def test_no_hole_and_no_doubled_stop_is_left(edition, text):
    for figure in all_figures(edition, text):
        for sentence in (figure.headline, figure.subtitle, *figure.sentences, figure.alt):
            assert "{" not in sentence
            assert ".." not in sentence


def _with_last(series, value):
    *earlier, last = series.readings
    return replace(series, readings=(*earlier, replace(last, value=value)))
