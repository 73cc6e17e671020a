"""Who is like us: in order, each with a reason, and what is left out said."""

from __future__ import annotations

import re
from html import unescape

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language, Weight
from frikommune_viz.model.periods import span
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts import similar
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import likeness

VORDINGBORG = Filters(own="390")


def names(markup):
    return re.findall(r'<th role="rowheader" scope="row"><a [^>]*>([^<]+)</a>', markup)


def test_the_closest_stands_first_and_in_the_heading(edition, danish):
    assert "<h2>Af de syv er Holbæk den, der ligner Vordingborg mest</h2>" in similar.head(
        edition, VORDINGBORG, danish
    )
    assert names(similar.table(edition, VORDINGBORG, danish))[0] == "Holbæk"


def test_each_has_its_reason(edition, danish):
    drawn = unescape(similar.table(edition, VORDINGBORG, danish))
    assert "Anden gruppe (oplandskommuner)" in drawn
    assert "<strong>Samme region (Region Sjælland)</strong>" in drawn
    assert "Nr. 4 af 97, regnet fra den, der ligger nærmest Vordingborg." in drawn
    # Both values of the figure in which Langeland and Vordingborg are most alike.
    assert "Mest ens: karakterer, 9. klasse (6,8 og 6,8)." in drawn


def test_the_weights_change_the_order(edition, danish):
    kind = VORDINGBORG.but(
        weigh_group=Weight.MUCH, weigh_region=Weight.NONE, weigh_register=Weight.NONE
    )
    # Langeland alone is in the same group.
    assert names(similar.table(edition, kind, danish))[0] == "Langeland"
    assert "<h2>Af de syv er Langeland den, der ligner Vordingborg mest</h2>" in similar.head(
        edition, kind, danish
    )


def test_where_nothing_counts_nobody_is_named(edition, danish):
    nothing = VORDINGBORG.but(
        weigh_group=Weight.NONE, weigh_region=Weight.NONE, weigh_register=Weight.NONE
    )
    assert "Intet af det, du har valgt, skal tælle" in similar.head(edition, nothing, danish)
    assert "intet tæller" in similar.table(edition, nothing, danish)


def test_all_that_are_as_close_are_named(edition, danish):
    region = Filters(
        own="461",  # Odense, in the region of Esbjerg, Langeland and Middelfart
        weigh_group=Weight.NONE,
        weigh_register=Weight.NONE,
    )
    drawn = similar.head(edition, region, danish)
    assert (
        "<h2>Af de syv er Esbjerg, Langeland og Middelfart dem, der ligner Odense mest</h2>"
        in drawn
    )


def test_one_of_the_seven_stands_first_as_itself_and_is_not_its_own_answer(edition, danish):
    own = Filters(own="791")
    assert names(similar.table(edition, own, danish))[0] == "Viborg"
    assert "Det er Viborg selv." in similar.table(edition, own, danish)
    heading = similar.head(edition, own, danish)
    assert "<h2>Af de andre seks er " in heading
    assert "er Viborg den" not in heading
    assert ">Viborg</a>" not in similar.nearest(edition, own, danish)


def test_without_a_municipality_nobody_is_compared_and_the_seven_are_not_listed_again(
    edition, danish
):
    drawn = similar.table(edition, Filters(), danish)
    assert "<table" not in drawn
    assert "Kilde til gruppe og region" in drawn
    # The question is put once, where the links to the section lead.
    assert not similar.head(edition, Filters(), danish)
    asked = similar.nearest(edition, Filters(), danish)
    assert "Vælg din kommune" in asked
    assert f'id="{similar.ANCHOR}"' in asked


def test_each_leads_to_its_profile_and_to_its_initiatives(edition, danish):
    drawn = unescape(similar.table(edition, VORDINGBORG, danish))
    for code in MUNICIPALITY_AREA:
        assert f'href="./kommuner?lang=da&municipality={code}&own=390"' in drawn
        assert f'href="./inspiration?lang=da&municipality={code}&own=390"' in drawn


def test_what_is_left_out_is_said(edition, danish):
    drawn = similar.table(edition, VORDINGBORG, danish)
    assert "Størrelse er ikke med: Vi har ingen tal for, hvor mange indbyggere" in drawn
    assert "For ældreområdet har vi intet registertal fra før aftalerne." in drawn
    assert "mangler for Vordingborg" not in drawn
    # København has no figure for well-being (five).
    copenhagen = similar.table(edition, Filters(own="101"), danish)
    assert "1 af de 12 registertal mangler for København og er udeladt: elevtrivsel" in copenhagen


def test_no_register_figure_counts_people_before_the_agreements(edition, danish):
    """As the page says: so long as it holds, likeness has no size."""
    first = min(row.start for row in edition.agreements.values())
    counts = [row for row in edition.indicators.values() if row.unit.da in ("svar", "personer")]
    rates = {row.unit.da for row in edition.indicators.values()} - {row.unit.da for row in counts}
    assert all(re.search("pct|point|pr\\. ", unit) for unit in rates)
    assert [row.indicator_id for row in counts] == ["parent_satisfaction_answers"]
    for row in edition.observations_of("parent_satisfaction_answers"):
        assert span(row.period).start > span(first).start
    said = "Det eneste antal blandt registertallene, svar på forældreundersøgelsen,"
    assert said in similar.method(edition, Filters(), danish)
    assert "Size is not included" in similar.method(edition, Filters(), TEXTS[Language.EN])


@pytest.mark.parametrize("own", ["390", "101", "561"])
def test_the_order_drawn_is_the_order_measured(edition, text, own):
    drawn = similar.table(edition, Filters(own=own), text)
    far = [float(found.replace(",", ".")) for found in re.findall(r"</i></span>([\d.,]+)", drawn)]
    assert far == sorted(far)
    assert len(far) == len(MUNICIPALITY_AREA) - (own in MUNICIPALITY_AREA)


def test_the_method_names_every_figure_with_its_period(edition, text):
    drawn = unescape(similar.method(edition, Filters(lang=text.language), text))
    for frame in similar.before(edition):
        label = likeness.labels.inline(text.pick(frame.indicator.label))
        assert f"{label} ({text.period(frame.period)})" in drawn


def test_every_region_and_group_can_be_said_in_both_languages(edition):
    rows = edition.municipalities.values()
    assert {row.region for row in rows} == set(likeness.REGIONS)
    assert {row.municipality_group for row in rows} == set(likeness.GROUPS)


def test_the_first_stands_there_for_a_reason_and_register_figures_are_told_apart(edition, danish):
    aarhus = Filters(own="751")
    said = (
        "Viborg står først, fordi regionen er den samme. På registertal alene er Rebild nærmest "
        "af de syv."
    )
    assert said in similar.head(edition, aarhus, danish)
    assert said in similar.nearest(edition, aarhus, danish)
    assert "Nr. 58 af 97" in similar.table(edition, aarhus, danish)
    only_register = aarhus.but(weigh_group=Weight.NONE, weigh_region=Weight.NONE)
    assert "Rebild står først, fordi registertallene ligger tættest på." in similar.head(
        edition, only_register, danish
    )


@pytest.mark.parametrize("own", ["390", "101", "561", "791", "461"])
def test_no_reason_is_given_that_the_rows_do_not_hold(edition, danish, own):
    rows = [row for row in similar.alike(edition, own, Filters(own=own).weights) if row.code != own]
    first, nearest = rows[0], min(rows, key=lambda row: row.register)
    said = likeness.why_closest(
        edition, edition.municipalities[own], rows, Filters(own=own).weights, danish
    )
    assert (first.distance == rows[1].distance) == (not said)
    assert ("region" in said) == (first.same_region and bool(said))
    assert ("kommunegruppe" in said) == (first.same_group and bool(said))
    if said:
        assert edition.municipalities[nearest.code].name in said
