"""How the answers fall: before above after, the middle of the scale across zero, hidden ones away."""

from __future__ import annotations

import pytest
from practice_rows import REWORDED, SHARES, TRUST, practice_edition
from reading import data_sets

from frikommune_viz.charts.answer_bars import bars
from frikommune_viz.figures import survey
from frikommune_viz.model.codes import Area
from frikommune_viz.style import DARK, LIGHT, answer_shades


def drawn(text, *asked):
    return data_sets(survey.answers(practice_edition(), *asked, text).spec)["answers"]


def of(rows, code, wave):
    return [row for row in rows if (row["code"], row["wave"]) == (code, wave)]


@pytest.mark.parametrize("wave", ["baseline", "final"])
def test_bars_are_as_long_as_the_shares_and_lie_end_to_end(text, wave):
    rows = of(drawn(text, TRUST, "eldercare", "staff"), "482", wave)
    assert [row["share"] for row in rows] == list(SHARES[wave])
    assert [row["v2"] - row["v"] for row in rows] == pytest.approx([100 * s for s in SHARES[wave]])
    assert [row["v"] for row in rows[1:]] == pytest.approx([row["v2"] for row in rows[:-1]])


def test_the_middle_category_lies_across_zero(danish):
    middle = of(drawn(danish, TRUST, "eldercare", "staff"), "area", "baseline")[2]
    assert (middle["v"], middle["v2"]) == pytest.approx((-12.5, 12.5))
    even = bars([0.1, 0.2, 0.3, 0.4])
    assert [(bar.low, bar.high) for bar in even[1:3]] == [
        pytest.approx((-0.2, 0.0)),
        pytest.approx((0.0, 0.3)),
    ]


def test_before_stands_above_after(danish):
    rows = drawn(danish, TRUST, "eldercare", "staff")
    for code in ("area", "482", "791"):
        before, after = of(rows, code, "baseline"), of(rows, code, "final")
        assert max(row["y2"] for row in before) < min(row["y"] for row in after)


def test_a_hidden_distribution_has_no_bar_and_says_why(danish):
    figure = survey.answers(practice_edition(), TRUST, "eldercare", "staff", danish)
    sets = data_sets(figure.spec)
    assert of(sets["answers"], "410", "final") == []
    assert of(sets["answers"], "410", "baseline")
    assert [row["t"] for row in sets["missing"]] == ["efter: for få svar"]
    assert set(figure.table.written(danish)[5][2:]) == {"for få svar"}


def test_table_and_alternative_hold_the_shares(text):
    figure = survey.answers(practice_edition(), TRUST, "eldercare", "staff", text)
    assert figure.table.rows[0][3:] == (8.0, 17.0, 25.0, 38.0, 12.0)
    for share in figure.table.rows[0][3:]:
        assert text.number(share) in figure.alt


def test_the_key_names_every_answer_in_order_and_both_scales_where_they_differ(danish):
    key = survey.answers(practice_edition(), TRUST, "eldercare", "staff", danish).key
    assert [item.label for item in key] == [
        *("Helt uenig", "Uenig", "Hverken enig eller uenig", "Enig", "Helt enig"),
    ]
    notes = survey.answers(practice_edition(), TRUST, "eldercare", "staff", danish).notes
    assert (
        "Svarene står fra venstre mod højre: »Helt uenig«, »Uenig«, »Hverken enig eller uenig«, "
        "»Enig« og »Helt enig«." in notes
    )
    changed = survey.answers(practice_edition(), REWORDED, "daycare", "staff", danish).key
    assert len(changed) == 8
    assert changed[-1].label == "Altid (ved slutevalueringen)"


def test_a_description_says_place_wave_share_and_answer(danish):
    rows = of(drawn(danish, TRUST, "eldercare", "staff"), "791", "final")
    assert rows[3]["d"] == "ØVEDATA: Viborg, ved slutevalueringen: 42 pct. svarede »Enig«"


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("area", list(Area))
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_outline_stands_out_from_the_paper(area, colours):
    for count in (2, 4, 5, 7):
        shades = answer_shades(area, count)
        assert len(shades) == count
        for shade in shades:
            assert contrast(colours[shade.token], colours["paper"]) >= 3
    # The ends are full, a middle is hollow, and the two halves differ in hue.
    low, *_, high = answer_shades(area, 5)
    assert low.opacity == high.opacity == 1
    assert answer_shades(area, 5)[2].opacity == 0
    assert low.token != high.token
