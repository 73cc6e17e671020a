"""The tables of changes: against a slow reference, known figures, edge cases and their laws."""

from decimal import Decimal
from itertools import combinations, product
from statistics import median

import pandas as pd
import pyarrow.parquet as pq
import pytest

from frikommune_viz.model.periods import Pair, crosses_break, span
from frikommune_viz.pipeline import change_consistency, compute_changes, compute_register
from frikommune_viz.pipeline.change_tests import judge
from frikommune_viz.pipeline.pairwise_changes import pre_trend_pair
from frikommune_viz.pipeline.read_sources import read_sources
from frikommune_viz.pipeline.text_rows import as_text

PILOTS = {"school": ["561", "316"], "daycare": ["217", "840"], "eldercare": ["482", "410", "791"]}
NAMES = ("municipalities", "indicators", "observations", "changes", "change_tests")
KEY = ["indicator_id", "kind", "baseline", "endline", "municipality_codes", "comparison"]


@pytest.fixture(scope="module")
def tables(repository):
    folder = repository / "data" / "published"
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in NAMES}


@pytest.fixture(scope="module")
def text(repository):
    folder = repository / "data" / "published"
    return {name: as_text(pq.read_table(folder / f"{name}.parquet"), name) for name in NAMES}


def known_changes(tables, indicator, pair):
    values = {
        (row["municipality_code"], row["period"]): Decimal(repr(row["value"]))
        for row in tables["observations"]
        if row["indicator_id"] == indicator["indicator_id"] and row["value"] is not None
    }
    return {
        code: values[code, pair.endline] - values[code, pair.baseline]
        for code in sorted({code for code, _ in values})
        if (code, pair.baseline) in values and (code, pair.endline) in values
    }


def pairs_of(tables, indicator):
    periods = {
        row["period"]
        for row in tables["observations"]
        if row["indicator_id"] == indicator["indicator_id"]
    }
    return [
        Pair(baseline, endline)
        for baseline, endline in product(sorted(periods, key=span), repeat=2)
        if span(baseline) < span(endline)
        and not crosses_break(baseline, endline, indicator["break_after"] or "")
    ]


def drawn(pools):
    """Every way to take one code from each pool, no code twice and no set twice."""
    if len(pools) == 1:
        return [(code,) for code in pools[0]]
    if all(pool == pools[0] for pool in pools):
        return list(combinations(pools[0], len(pools)))
    return list(product(*pools))


def slow_count(change, chosen, pools):
    """Go through every draw in exact decimals; how many lie as far as the chosen, and how many."""
    middles = [median(change[code] for code in pool) for pool in pools]
    own = abs(sum(change[code] - middle for code, middle in zip(chosen, middles, strict=True)))
    draws = drawn(pools)
    far = [
        abs(sum([change[code] - middle for code, middle in zip(draw, middles, strict=True)])) >= own
        for draw in draws
    ]
    return sum(far), len(draws)


def slow_test(change, chosen, pools):
    count, others = slow_count(change, chosen, pools)
    found = {
        "change": float(sum(change[code] for code in chosen) / len(chosen)),
        "median_others": float(sum(median(change[c] for c in p) for p in pools) / len(pools)),
        "count_as_large": count,
        "others": others,
        "share_as_large": (1 + count) / (1 + others),
        "p_value": (1 + count) / (1 + others),
    }
    if len(chosen) > 1:
        own = list(zip(chosen, pools, strict=True))
        with_own = [[*pool, *(code for code, its in own if its == pool)] for pool in pools]
        as_far, draws = slow_count(change, chosen, with_own)
        found["p_value"] = as_far / draws
    return found


def test_every_change_equals_the_slow_reference(tables):
    area = {row["municipality_code"]: row["area"] for row in tables["municipalities"]}
    expected = []
    for indicator in tables["indicators"]:
        for pair in pairs_of(tables, indicator):
            change = known_changes(tables, indicator, pair)
            others = [change[code] for code in change if area[code] is None]
            for code in change:
                greater = [other for other in change.values() if other > change[code]]
                expected.append(
                    {
                        "indicator_id": indicator["indicator_id"],
                        "baseline": pair.baseline,
                        "endline": pair.endline,
                        "municipality_code": code,
                        "change": float(change[code]),
                        "rank": 1 + len(greater),
                        "of": len(change),
                        "median_others": float(median(others)),
                    }
                )
    assert tables["changes"] == expected
    assert len(expected) == 10_225


def test_every_comparison_equals_the_slow_reference(tables):
    where = {row["municipality_code"]: row for row in tables["municipalities"]}
    without = [code for code in where if where[code]["area"] is None]
    expected = {}
    for indicator in tables["indicators"]:
        pilots = PILOTS[indicator["area"]]
        for pair in pairs_of(tables, indicator):
            change = known_changes(tables, indicator, pair)
            others = [code for code in without if code in change]
            for chosen in [*([pilot] for pilot in pilots), pilots]:
                if not set(chosen) <= set(change):
                    continue
                groups = [where[code]["municipality_group"] for code in chosen]
                same = [[c for c in others if where[c]["municipality_group"] == g] for g in groups]
                for comparison, pools in (
                    ("all_others", [others] * len(chosen)),
                    ("same_group", same),
                ):
                    key = (indicator["indicator_id"], *pair, ";".join(chosen), comparison)
                    expected[key] = slow_test(change, chosen, pools)
    assert len(expected) == 570
    found = {
        tuple(row[name] for name in KEY if name != "kind"): row
        for row in tables["change_tests"]
        if row["kind"] == "change"
    }
    assert set(found) == set(expected)
    for key, row in expected.items():
        for name, value in row.items():
            assert found[key][name] == pytest.approx(value, abs=6e-7), (key, name)


def slow_holm(p_values):
    ordered = sorted(range(len(p_values)), key=lambda place: p_values[place])
    adjusted, least = [0.0] * len(p_values), 0.0
    for step, place in enumerate(ordered):
        least = max(least, min(1.0, p_values[place] * (len(p_values) - step)))
        adjusted[place] = least
    return adjusted


@pytest.mark.parametrize("column", ["p_adjusted", "least_p_adjusted"])
@pytest.mark.parametrize("comparison", ["all_others", "same_group"])
@pytest.mark.parametrize("scope", ["municipality", "area"])
@pytest.mark.parametrize("area", ["school", "daycare"])
def test_default_pairs_of_an_area_are_adjusted_together(tables, area, scope, comparison, column):
    indicators = {row["indicator_id"]: row for row in tables["indicators"] if row["area"] == area}
    family = [
        row
        for row in tables["change_tests"]
        if row["indicator_id"] in indicators
        and (row["kind"], row["scope"], row["comparison"]) == ("change", scope, comparison)
        and (row["baseline"], row["endline"])
        == {"school": ("2020/21", "2023/24"), "daycare": ("2020", "2022")}[area]
    ]
    # School: four indicators. Day care: Helsingør has no childminders, so five and not six.
    sizes = {"school": {"municipality": 8, "area": 4}, "daycare": {"municipality": 5, "area": 2}}
    assert {row["family_size"] for row in family} == {sizes[area][scope]} == {len(family)}
    p_values = [row["p_value"] for row in family]
    if column == "least_p_adjusted":
        p_values = [
            1 / (1 + row["others"]) if scope == "municipality" else 1 / draws_with_own(row)
            for row in family
        ]
    assert [row[column] for row in family] == pytest.approx(slow_holm(p_values), abs=3e-6)


def draws_with_own(row):
    if row["comparison"] == "same_group":
        return (13 + 1) * (21 + 1)  # Provinsbykommuner and Oplandskommuner without an agreement
    return {4095: 93 * 92 / 2, 4005: 92 * 91 / 2}[row["others"]]


def test_the_known_changes_of_absence(tables):
    pair = {"indicator_id": "absence_grade_7_9", "baseline": "2020/21", "endline": "2023/24"}
    rows = {
        row["municipality_code"]: row for row in tables["changes"] if pair.items() <= row.items()
    }
    esbjerg, holbaek = rows["561"], rows["316"]
    assert (esbjerg["change"], esbjerg["rank"], esbjerg["of"]) == (4.9, 10, 98)
    assert (holbaek["change"], holbaek["rank"], holbaek["of"]) == (2.9, 54, 98)
    assert {row["median_others"] for row in rows.values()} == {3.2}
    alone = pair | {"kind": "change", "scope": "municipality", "comparison": "all_others"}
    counts = {
        row["municipality_codes"]: (row["count_as_large"], row["others"], row["verdict"])
        for row in tables["change_tests"]
        if alone.items() <= row.items()
    }
    assert counts == {"561": (21, 91, "not_unusual"), "316": (80, 91, "not_unusual")}


def test_no_pair_crosses_the_break_and_one_reading_is_no_change(tables):
    pairs = {}
    for row in tables["changes"]:
        pairs.setdefault(row["indicator_id"], set()).add((row["baseline"], row["endline"]))
    series = {
        "absence_grade_4_6",
        "absence_grade_7_9",
        "wellbeing_grade_4_6",
        "wellbeing_grade_7_9",
    }
    staffing = {f"children_per_adult_{kind}" for kind in ("0_2", "3_5", "childminder")}
    assert set(pairs) == series | staffing
    assert {len(found) for found in pairs.values()} == {15}
    assert not any("2023" in pair for id_ in staffing for pair in pairs[id_])


def test_only_municipalities_with_an_agreement_in_the_area_have_a_verdict(tables):
    area = {row["indicator_id"]: row["area"] for row in tables["indicators"]}
    found = {
        (area[row["indicator_id"]], row["municipality_codes"]) for row in tables["change_tests"]
    }
    assert found == {
        *(("school", codes) for codes in ("561", "316", "561;316")),
        *(("daycare", codes) for codes in ("217", "840", "217;840")),
    }
    childminders = {
        row["municipality_codes"]
        for row in tables["change_tests"]
        if row["indicator_id"] == "children_per_adult_childminder"
    }
    assert childminders == {"840"}


def test_alone_no_municipality_can_be_unusual_but_the_areas_together_can(tables):
    """What a page has to say: with so few to compare with, the adjusted share stays above 0.05."""
    rows = [row for row in tables["change_tests"] if row["kind"] == "change"]
    least = {
        scope: {row["least_p_adjusted"] for row in rows if row["scope"] == scope}
        for scope in ("municipality", "area")
    }
    assert min(least["municipality"]) == round(5 / 92, 6) > 0.05
    assert max(least["area"]) < 0.05


def test_the_pre_trend_is_the_whole_stretch_before_the_agreements(tables):
    rows = [row for row in tables["change_tests"] if row["kind"] == "pre_trend"]
    assert {(row["baseline"], row["endline"]) for row in rows} == {
        ("2019/20", "2020/21"),
        ("2017", "2020"),
    }
    changes_of = {
        tuple(row[name] for name in KEY if name != "kind"): row
        for row in tables["change_tests"]
        if row["kind"] == "change"
    }
    for row in rows:
        twin = changes_of[tuple(row[name] for name in KEY if name != "kind")]
        same = ("change", "count_as_large", "others", "p_value")
        assert [row[name] for name in same] == [twin[name] for name in same]
        assert (row["family_size"], row["p_adjusted"]) == (1, row["p_value"])


def test_there_is_no_pre_trend_without_a_period_before():
    pair = Pair("2020/21", "2023/24")
    earlier = Pair("2019/20", "2020/21"), Pair("2018/19", "2020/21")
    assert pre_trend_pair(pair, [pair]) is None
    assert pre_trend_pair(pair, [pair, *earlier]) == Pair("2018/19", "2020/21")
    # A baseline under the agreements has no stretch before them.
    assert pre_trend_pair(Pair("2021/22", "2023/24"), [Pair("2020/21", "2021/22")]) is None


def small(values, *, decimals=1, periods=("2020/21", "2023/24")):
    """Sources of one school indicator: the values of each municipality in the two periods."""
    municipalities = [
        {"municipality_code": code, "area": PILOT_AREA.get(code), "municipality_group": "one"}
        for code in values
    ]
    observations = [
        {"indicator_id": "x", "municipality_code": code, "period": period, "value": value}
        for code, both in values.items()
        for period, value in zip(periods, both, strict=True)
    ]
    indicator = {"indicator_id": "x", "area": "school", "decimals": decimals, "break_after": None}
    built = {
        "municipalities": pd.DataFrame(municipalities, dtype=object),
        "observations": pd.DataFrame(observations, dtype=object),
        "indicators": pd.DataFrame([indicator], dtype=object),
    }
    return {
        name: table.to_dict("records") for name, table in compute_changes.compute(built).items()
    }


PILOT_AREA = {"561": "school", "316": "school"}


def test_equal_changes_are_equal_although_floats_are_not():
    # 0.3 − 0.1 is not 0.2 − 0.0 in floating point. The median of the changes 0, 0, 0.4 is 0.
    assert 0.3 - 0.1 != 0.2 - 0.0
    found = small({"561": (0.1, 0.3), "101": (0.0, 0.2), "147": (1.0, 1.0), "151": (1.1, 1.1)})
    ranks = {row["municipality_code"]: (row["change"], row["rank"]) for row in found["changes"]}
    assert ranks == {"561": (0.2, 1), "101": (0.2, 1), "147": (0.0, 3), "151": (0.0, 3)}
    assert {row["count_as_large"] for row in found["change_tests"]} == {1}


def test_a_municipality_without_a_baseline_has_no_row_and_counts_nowhere():
    found = small({"561": (1.0, 2.0), "316": (None, 2.0), "101": (1.0, 1.5), "147": (None, 9.0)})
    assert [row["municipality_code"] for row in found["changes"]] == ["561", "101"]
    assert {row["of"] for row in found["changes"]} == {2}
    # Holbæk has no change, so there is none of the two together either.
    assert {row["municipality_codes"] for row in found["change_tests"]} == {"561"}
    assert {row["others"] for row in found["change_tests"]} == {1}


def test_where_no_one_can_be_compared_with_there_is_no_comparison():
    found = small({"561": (1.0, 2.0), "101": (1.0, None)})
    assert [(row["change"], row["rank"], row["of"]) for row in found["changes"]] == [(1.0, 1, 1)]
    assert pd.isna(found["changes"][0]["median_others"])
    assert found["change_tests"] == []


def test_an_indicator_with_one_period_has_no_rows():
    found = small({"561": (1.0,), "101": (2.0,)}, periods=("2023/24",))
    assert found == {"changes": [], "change_tests": []}


def test_a_large_pre_trend_is_flagged():
    others = {f"{code}": (5.0, 5.0 + code % 7 / 10, 6.0) for code in range(600, 640)}
    periods = ("2019/20", "2020/21", "2023/24")
    found = small({"561": (1.0, 4.0, 5.0), "316": (5.0, 5.3, 6.0)} | others, periods=periods)
    flagged = {
        row["municipality_codes"]: row["verdict"]
        for row in found["change_tests"]
        if row["kind"] == "pre_trend" and row["comparison"] == "all_others"
    }
    # The 40 others changed by 0 to 0.6. Esbjerg's 3.0 is met by none: 1/41. Holbæk's 0.3 is met by
    # all but those at 0.3 itself.
    assert flagged["561"] == "unusual"
    assert flagged["316"] == "not_unusual"


@pytest.mark.parametrize(
    ("count", "p_value", "p_adjusted", "verdict"),
    [
        (0, 0.01, 0.05, "unusual"),  # at the level is unusual
        (3, 0.05, 0.051, "unsettled"),  # far out alone, not among all that are looked at
        (0, 0.071, 0.5, "unsettled"),  # the farthest of thirteen others
        (3, 0.051, 0.4, "not_unusual"),  # not far out even alone
    ],
)
def test_a_verdict_follows_from_count_and_shares(count, p_value, p_adjusted, verdict):
    assert judge(count, p_value, p_adjusted) == verdict


def test_the_farthest_of_all_is_never_called_not_unusual(tables):
    farthest = [row for row in tables["change_tests"] if row["count_as_large"] == 0]
    assert farthest
    assert {row["verdict"] for row in farthest} <= {"unusual", "unsettled"}


def test_a_build_of_small_sources_holds_both_tables(sources):
    built = compute_register.compute(read_sources(sources)[0])
    assert built["changes"].to_dict("records")[0]["change"] == -2.3  # Holbæk, 11.9 to 9.6
    assert len(built["changes"]) == 1
    assert list(built["change_tests"].columns) == [
        *("indicator_id", "kind", "baseline", "endline", "scope", "municipality_codes"),
        *("comparison", "change", "median_others", "count_as_large", "others", "share_as_large"),
        *("p_value", "family_size", "p_adjusted", "least_p_adjusted", "verdict"),
    ]
    assert built["change_tests"].empty


def test_the_explorer_reads_the_changes_of_an_indicator(published):
    edition = published
    rows = {
        (row.baseline, row.endline, row.municipality_code): row
        for row in edition.changes_of("absence_grade_7_9")
    }
    esbjerg = rows["2020/21", "2023/24", "561"]
    assert (esbjerg.change, esbjerg.rank) == (4.9, 10)
    assert len(edition.change_tests_of("absence_grade_7_9")) == 15 * 6 + 6
    assert edition.changes_of("parent_satisfaction") == ()
    assert edition.change_tests_of("parent_satisfaction") == ()


@pytest.mark.parametrize(
    ("table", "column", "cell", "rule"),
    [
        ("changes", "change", "4.8", "the change is not after − before"),
        ("changes", "rank", "99", "the rank is not among the changes"),
        ("changes", "rank", "0", "the rank is not among the changes"),
        ("changes", "of", "97", "wrong number of changes"),
        ("changes", "endline", "2019/20", "the periods do not compare"),
        ("change_tests", "count_as_large", "92", "more than there are"),
        ("change_tests", "share_as_large", "0.2", "wrong share"),
        ("change_tests", "p_value", "0.2", "not a share, or not the municipality's own"),
        ("change_tests", "p_adjusted", "0.1", "adjusted the wrong way"),
        ("change_tests", "p_adjusted", "1.5", "adjusted the wrong way"),
        ("change_tests", "verdict", "unusual", "the verdict does not follow from the shares"),
        ("change_tests", "municipality_codes", "217", "a municipality without an agreement"),
        ("change_tests", "scope", "area", "the level does not fit the municipalities"),
        ("change_tests", "change", "4.8", "not the mean of the changes"),
    ],
)
def test_each_law_of_the_changes_finds_what_breaks_it(text, table, column, cell, rule):
    spoilt = text | {table: text[table].copy()}
    rows = spoilt[table]
    pair = (rows["indicator_id"] == "absence_grade_7_9") & (rows["baseline"] == "2020/21")
    code = "municipality_codes" if table == "change_tests" else "municipality_code"
    place = rows.index[pair & (rows["endline"] == "2023/24") & (rows[code] == "561")][0]
    assert rows.loc[place, column] != cell
    rows.loc[place, column] = cell
    faults = [*change_consistency.changes_follow(spoilt), *change_consistency.tests_follow(spoilt)]
    assert any(fault.column == column and fault.rule.startswith(rule) for fault in faults)


def test_a_change_without_its_verdict_is_found(text):
    tests = text["change_tests"]
    spoilt = text | {"change_tests": tests[tests["municipality_codes"] != "561"]}
    rules = {fault.rule for fault in change_consistency.tests_follow(spoilt)}
    assert rules == {"the change of a municipality with an agreement has no verdict"}


def test_the_published_changes_keep_their_laws(text):
    assert list(change_consistency.changes_follow(text)) == []
    assert list(change_consistency.tests_follow(text)) == []
