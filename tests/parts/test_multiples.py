"""All figures of an area: what is written beside each chart is what is published."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from reading import published

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.parts import multiples
from frikommune_viz.selection.area_numbers import select_multiples, select_one_each
from frikommune_viz.selection.register import select
from frikommune_viz.text import half_up
from frikommune_viz.wording import register
from frikommune_viz.wording import small_multiples as wording


def of(area, **choices):
    return Filters(area=(area,), numbers=True, **choices)


def bare(markup):
    """Return what is read of a piece of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def rows(markup):
    """Return the cells of each row of every table, by the id of its head."""
    found = {}
    for row in re.findall(r'<tr role="row">(.*?)</tr>', str(markup), re.S):
        head, *cells = re.findall(r"<(?:td|th)[ >].*?</(?:td|th)>", row, re.S)
        if named := re.search(r' id="([^"]+)"', head):
            found[named[1]] = cells
    return found


@pytest.mark.parametrize("area", list(Area))
def test_every_indicator_of_the_area_has_a_row_with_a_cell_for_each_municipality(
    edition, danish, area
):
    drawn = rows(multiples.multiples(edition, of(area, own="390"), danish))
    for indicator in edition.indicators_of(area):
        cells = drawn[f"tal-{indicator.indicator_id}"]
        named = select(edition, indicator.indicator_id, "390").named
        assert len(cells) == len(named) + 1


@pytest.mark.parametrize("area", list(Area))
def test_figures_changes_and_alt_text_are_the_published_ones(edition, text, area):
    filters = of(area, own="390")
    found = select_multiples(edition, filters)
    shown = str(multiples.multiples(edition, filters, text))
    checked = 0
    for course in found.courses:
        decimals = wording.decimals_of(course)
        indicator_id = course.indicator.indicator_id
        changes = {
            row.municipality_code: row.change
            for row in edition.changes_of(indicator_id)
            if (row.baseline, row.endline) == course.pair
        }
        for series in course.outcome.named:
            before, after = (
                published(edition, indicator_id, series.code, period) for period in course.pair
            )
            numbers = wording.numbers(course, series, decimals, text)
            if before is None or after is None:
                assert numbers is None
                continue
            assert numbers.before == text.number(before, decimals)
            assert numbers.after == text.number(after, decimals)
            if numbers.change:
                assert numbers.change == text.number(changes[series.code], decimals, signed=True)
            sentence = register.change(course.outcome, series, course.pair, text)
            assert f'alt="{text.pick(course.indicator.label)}: {sentence}"' in unescape(shown)
            checked += 1
    assert checked >= 3


@pytest.mark.parametrize("area", list(Area))
@pytest.mark.parametrize("own", ["", "390", "101", "791"])
def test_no_printed_change_contradicts_the_printed_figures(edition, danish, area, own):
    for course in select_multiples(edition, of(area, own=own)).courses:
        decimals = wording.decimals_of(course)
        for series in course.outcome.named:
            numbers = wording.numbers(course, series, decimals, danish)
            if numbers is None or not numbers.change:
                continue
            before, after = (half_up(series.at(period).value, decimals) for period in course.pair)
            assert danish.number(float(after - before), decimals, signed=True) == numbers.change


def test_the_last_row_is_the_median_change_and_not_the_difference_of_two_medians(edition, danish):
    filters = of(Area.SCHOOL)
    drawn = rows(multiples.multiples(edition, filters, danish))
    cells = drawn["tal-absence_grade_7_9"]
    # The medians are 5.6 and 9.0; the median change is 3.2 and not 3.4.
    assert bare(cells[-1]).endswith("+3,2")


def test_the_heading_names_only_a_direction_that_all_share(edition, danish, text):
    assert multiples.headline(edition, of(Area.SCHOOL), danish) == (
        "Elevfravær steg, og elevtrivsel faldt i Esbjerg, Holbæk og de fleste andre kommuner"
    )
    assert multiples.headline(edition, of(Area.DAYCARE), danish) == (
        "Dagtilbud: intet registertal gik samme vej i Helsingør, Rebild og de fleste andre kommuner"
    )


def test_one_municipality_that_goes_another_way_takes_a_group_out_of_the_heading(edition, danish):
    found = select_multiples(edition, of(Area.SCHOOL))
    # Holbæk's absence in grades 4-6 falls; the group has two more indicators in which it rises.
    courses = tuple(
        replace(course, changes={**course.changes, "316": -0.5})
        if course.indicator.indicator_id == "absence_grade_4_6"
        else course
        for course in found.courses
    )
    said = wording.headline(replace(found, courses=courses), danish)
    assert said == "Elevtrivsel faldt i Esbjerg, Holbæk og de fleste andre kommuner"


def test_the_country_going_another_way_takes_a_group_out_of_the_heading(edition, danish):
    found = select_multiples(edition, of(Area.SCHOOL))
    courses = tuple(replace(course, median=0.0) for course in found.courses)
    said = wording.headline(replace(found, courses=courses), danish)
    assert said.startswith("Folkeskole: intet registertal gik samme vej")


def test_a_median_that_hardly_half_follow_takes_a_group_out_of_the_heading(edition, danish):
    found = select_multiples(edition, of(Area.SCHOOL))
    # The median still falls, but only 45 of the 91 do.
    courses = tuple(
        replace(
            course,
            changes={
                **course.changes,
                **{
                    one.code: -1.0 if i < 45 else 1.0 for i, one in enumerate(course.outcome.others)
                },
            },
        )
        for course in found.courses
        if "wellbeing" in course.indicator.indicator_id
    )
    assert courses
    said = wording.headline(replace(found, courses=courses), danish)
    assert said.startswith("Folkeskole: intet registertal gik samme vej")


def test_where_all_is_background_the_heading_says_so_and_names_no_direction(edition, danish):
    assert multiples.headline(edition, of(Area.ELDERCARE), danish) == (
        "Der er ét registertal for ældreområdet, og det er baggrund"
    )


def of_one_each(edition, text, *areas):
    courses = select_one_each(edition, Filters(area=areas))
    return courses, wording.headline_of_one_each(courses, text)


def test_one_figure_an_area_has_the_direction_that_pilots_and_the_others_share(edition, danish):
    courses, said = of_one_each(edition, danish)
    # Staffing and home nursing went different ways, so the school's figure is all there is to say.
    assert [row.indicator.area for row in courses] == list(Area)
    assert said == "Fraværet i udskolingen steg i Esbjerg, Holbæk og de fleste andre kommuner"
    turned = [replace(row, median=0.0) for row in courses]
    assert wording.headline_of_one_each(turned, danish) == (
        "Intet registertal gik samme vej i områdets kommuner og de fleste andre kommuner"
    )


def test_two_areas_whose_figures_each_have_one_direction_are_both_named(edition, danish):
    courses, _ = of_one_each(edition, danish)
    fell = [
        replace(row, changes=dict.fromkeys(row.changes, -1.0), median=-1.0)
        if row.indicator.area is Area.ELDERCARE
        else row
        for row in courses
    ]
    assert wording.headline_of_one_each(fell, danish) == (
        "Fraværet i udskolingen steg i Esbjerg, Holbæk og de fleste andre kommuner; modtagere af "
        "hjemmesygepleje pr. 1.000 indbyggere faldt i Langeland, Middelfart, Viborg og de fleste "
        "andre kommuner"
    )


def test_one_figure_an_area_that_is_background_is_called_so(edition, danish):
    _, said = of_one_each(edition, danish, Area.ELDERCARE)
    assert said == "Registertallet er baggrund, ikke et resultat for borgerne"
    assert wording.headline_of_one_each((), danish) == ""


def test_elder_care_says_what_is_missing_beside_its_one_figure(edition, danish):
    shown = bare(multiples.multiples(edition, of(Area.ELDERCARE), danish))
    assert "Der er ét registertal for ældreområdet" in shown
    (indicator,) = edition.indicators_of(Area.ELDERCARE)
    assert indicator.caveats.da in shown
    assert "Der er ét registertal" not in bare(
        multiples.multiples(edition, of(Area.SCHOOL), danish)
    )


def test_a_chart_leads_to_its_figure_and_the_areas_to_each_other(edition, danish):
    filters = of(Area.SCHOOL, own="390", lang=danish.language)
    shown = unescape(str(multiples.multiples(edition, filters, danish)))
    assert "./borgere?lang=da&indicator=exam_grade_9&own=390" in shown
    assert "./sammenlign?lang=da&area=daycare&own=390&numbers=1" in shown
    assert shown.count('aria-current="true"') == 2


def test_axes_that_do_not_begin_at_nought_are_named_and_no_others(edition, danish):
    said = " ".join(wording.notes(select_multiples(edition, of(Area.SCHOOL)), danish))
    assert "Akser, der ikke begynder ved 0: elevtrivsel, karakterer, " in said
    assert "elevfravær" not in said
    assert "Akser" not in " ".join(
        wording.notes(select_multiples(edition, of(Area.ELDERCARE)), danish)
    )


def test_the_axis_of_time_holds_both_periods_of_every_indicator(edition):
    for area in Area:
        found = select_multiples(edition, of(area))
        for course in found.courses:
            for period in course.pair:
                assert found.axis.low <= course.outcome.pilots[0].at(period).period_end
                assert course.outcome.pilots[0].at(period).period_end <= found.axis.high


def test_an_own_municipality_that_is_a_pilot_has_one_cell(edition, danish):
    drawn = rows(multiples.multiples(edition, of(Area.SCHOOL, own="561"), danish))
    cells = drawn["tal-absence_grade_7_9"]
    assert len(cells) == 3  # Esbjerg, Holbæk and the median


def test_the_head_of_a_column_is_a_short_name_over_its_unit_and_the_whole_name_for_the_ear(
    edition, danish
):
    drawn = str(multiples.multiples(edition, of(Area.SCHOOL), danish))
    head = re.search(r'id="tal-high_absence_share">(.*?)</th>', drawn, re.S)[1]
    assert '<b aria-hidden="true">Over 10 pct. fravær</b>' in head
    assert '<span class="whole">Elever med over 10 pct. fravær</span>' in head
    assert bare(head).endswith("pct. af eleverne")


def test_what_is_calculated_or_a_condition_is_said_once_and_not_in_every_head(edition, danish):
    school = bare(multiples.multiples(edition, of(Area.SCHOOL), danish))
    assert school.count("Egen beregning: elevtrivsel og elevtrivsel efter fem indikatorer.") == 1
    assert school.count("Vilkår og ikke resultater: klassekvotient.") == 1
    daycare = bare(multiples.multiples(edition, of(Area.DAYCARE), danish))
    # Parents' satisfaction is an outcome; how many answered, and what they expected, is not.
    assert "forventet forældretilfredshed" in daycare.partition("Vilkår og ikke resultater: ")[2]
    assert "Forældretilfredshed: oktober 2021 til februar 2022." in daycare
