"""The tables of changes: against a slow reference, known figures, edge cases and their laws."""

from collections import Counter
from decimal import Decimal
from itertools import combinations, product
from statistics import median

import pandas as pd
import pyarrow.parquet as pq
import pytest

from frikommune_viz.model import periods
from frikommune_viz.model.codes import Standing
from frikommune_viz.model.periods import Pair, crosses_break, span
from frikommune_viz.pipeline import change_consistency, compute_changes, compute_register
from frikommune_viz.pipeline.pairwise_changes import pre_trend_pair
from frikommune_viz.pipeline.read_sources import read_sources
from frikommune_viz.pipeline.text_rows import as_text
from frikommune_viz.pipeline.verdict import judge

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
    first = indicator["first_shown"]
    periods = {
        row["period"]
        for row in tables["observations"]
        if row["indicator_id"] == indicator["indicator_id"]
        and (not first or span(row["period"]) >= span(first))
    }
    return [
        Pair(baseline, endline)
        for baseline, endline in product(sorted(periods, key=span), repeat=2)
        if span(baseline) < span(endline)
        and not crosses_break(baseline, endline, indicator["break_after"] or "")
    ]


def reported_by_most(tables, indicator, pair):
    """Whether nine of ten of the 98 have a figure in both periods."""
    counts = Counter(
        row["period"]
        for row in tables["observations"]
        if row["indicator_id"] == indicator["indicator_id"] and row["value"] is not None
    )
    return all(counts[period] >= 0.9 * 98 for period in pair)


def drawn(pools):
    """Every way to take one code from each pool, no code twice and no set twice."""
    if len(pools) == 1:
        return [(code,) for code in pools[0]]
    if all(pool == pools[0] for pool in pools):
        return list(combinations(pools[0], len(pools)))
    return list(product(*pools))


def slow_count(change, chosen, pools, middles):
    """Go through every draw in whole numbers; how many lie as far as the chosen, and how many."""
    own = abs(sum(change[code] - middle for code, middle in zip(chosen, middles, strict=True)))
    draws = drawn(pools)
    far = [
        abs(sum([change[code] - middle for code, middle in zip(draw, middles, strict=True)])) >= own
        for draw in draws
    ]
    return sum(far), len(draws)


def slow_test(known, decimals, chosen, pools):
    # Twice the last decimal is a whole number, and so is a median of such.
    change = {code: int(value * 2 * 10**decimals) for code, value in known.items()}
    unit = 2 * 10**decimals
    own = list(zip(chosen, pools, strict=True))
    with_own = [[*pool, *(code for code, its in own if its == pool)] for pool in pools]
    middles = [median([change[code] for code in pool]) for pool in with_own]
    count, others = slow_count(change, chosen, pools, middles)
    as_far, draws = slow_count(change, chosen, with_own, middles)
    return {
        "change": sum(change[code] for code in chosen) / len(chosen) / unit,
        "middle": sum(middles) / len(middles) / unit,
        "count_as_large": count,
        "others": others,
        "p_value": as_far / draws,
    }


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


def test_every_comparison_equals_the_slow_reference(tables):
    where = {row["municipality_code"]: row for row in tables["municipalities"]}
    without = [code for code in where if where[code]["area"] is None]
    expected = {}
    for indicator in tables["indicators"]:
        pilots = PILOTS[indicator["area"]]
        for pair in pairs_of(tables, indicator):
            if not reported_by_most(tables, indicator, pair):
                continue
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
                    expected[key] = slow_test(change, indicator["decimals"], chosen, pools)
    assert expected
    found = {
        tuple(row[name] for name in KEY if name != "kind"): row
        for row in tables["change_tests"]
        if row["kind"] == "change"
    }
    assert set(found) == set(expected)
    for key, row in expected.items():
        for name, value in row.items():
            assert found[key][name] == pytest.approx(value, abs=6e-7), (key, name)


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
    found = {}
    for row in tables["changes"]:
        found.setdefault(row["indicator_id"], set()).add((row["baseline"], row["endline"]))
    expected = {row["indicator_id"]: pairs_of(tables, row) for row in tables["indicators"]}
    assert found == {id_: set(pairs) for id_, pairs in expected.items() if pairs}
    assert "parent_satisfaction" not in found  # one period
    assert "2023" not in {period for pair in found["children_per_adult_0_2"] for period in pair}


def test_only_municipalities_with_an_agreement_in_the_area_have_a_verdict(tables):
    area = {row["indicator_id"]: row["area"] for row in tables["indicators"]}
    found = {
        (area[row["indicator_id"]], row["municipality_codes"]) for row in tables["change_tests"]
    }
    assert found == {
        (name, codes)
        for name, pilots in PILOTS.items()
        for codes in (*pilots, ";".join(pilots))
        if name in area.values()
    }
    childminders = {
        row["municipality_codes"]
        for row in tables["change_tests"]
        if row["indicator_id"] == "children_per_adult_childminder"
    }
    assert childminders == {"840"}  # Helsingør has none


def test_one_comparison_answers_for_an_area_and_only_it_can_be_unusual(tables):
    rows = tables["change_tests"]
    primary = [row for row in rows if row["standing"] == "primary"]
    # The marks of the schools answer by their gap from the common course.
    assert [[row[name] for name in KEY] for row in primary] == [
        ["children_per_adult_3_5", "change", "2020", "2022", "217;840", "all_others"]
    ]
    assert {r["verdict"] for r in rows if r["standing"] == "descriptive"} == {
        "not_unusual",
        "unsettled",
    }


def test_the_pre_trend_is_the_whole_stretch_before_the_agreements(tables):
    rows = [row for row in tables["change_tests"] if row["kind"] == "pre_trend"]
    stretches = {row["indicator_id"]: (row["baseline"], row["endline"]) for row in rows}
    assert stretches["absence_grade_7_9"] == ("2019/20", "2020/21")
    assert stretches["children_per_adult_0_2"] == ("2017", "2020")
    assert stretches["exam_grade_9"] == ("2015/16", "2018/19")
    assert "home_nursing_recipients_per_1000" not in stretches  # no year before the agreements
    changes_of = {
        tuple(row[name] for name in KEY if name != "kind"): row
        for row in tables["change_tests"]
        if row["kind"] == "change"
    }
    for row in rows:
        twin = changes_of[tuple(row[name] for name in KEY if name != "kind")]
        same = ("change", "middle", "count_as_large", "others", "p_value")
        assert [row[name] for name in same] == [twin[name] for name in same]


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
    indicator = {
        "indicator_id": "x",
        "area": "school",
        "decimals": decimals,
        "break_after": None,
        "first_shown": None,
        "primary_reason_da": None,
        "default_baseline": periods[-2:][0],
        "default_endline": periods[-1],
    }
    built = {
        "municipalities": pd.DataFrame(municipalities, dtype=object),
        "observations": pd.DataFrame(observations, dtype=object),
        "indicators": pd.DataFrame([indicator], dtype=object),
    }
    return {
        name: table.to_dict("records") for name, table in compute_changes.compute(built).items()
    }


PILOT_AREA = {"561": "school", "316": "school"}


@pytest.fixture
def however_few(monkeypatch):
    """Let a verdict rest on however few: these tables hold a handful of municipalities."""
    monkeypatch.setattr(periods, "LEAST_REPORTING", 0)


def test_equal_changes_are_equal_although_floats_are_not():
    # 0.3 − 0.1 is not 0.2 − 0.0 in floating point. The middle of 0.2, 0.2, 0, 0, 0 is 0.
    assert 0.3 - 0.1 != 0.2 - 0.0
    others = {"101": (0.0, 0.2), "147": (1.0, 1.0), "151": (1.1, 1.1), "153": (1.2, 1.2)}
    found = small({"561": (0.1, 0.3)} | others)
    ranks = {row["municipality_code"]: (row["change"], row["rank"]) for row in found["changes"]}
    assert ranks.pop("561") == ranks.pop("101") == (0.2, 1)
    assert set(ranks.values()) == {(0.0, 3)}
    assert {row["count_as_large"] for row in found["change_tests"]} == {1}


def test_a_municipality_without_a_baseline_has_no_row_and_counts_nowhere():
    others = {str(code): (1.0, 1.5) for code in range(700, 719)}
    found = small({"561": (1.0, 2.0), "316": (None, 2.0), "147": (None, 9.0)} | others)
    assert [row["municipality_code"] for row in found["changes"]] == ["561", *others]
    assert {row["of"] for row in found["changes"]} == {20}
    # Holbæk has no change, so there is none of the two together either.
    assert {row["municipality_codes"] for row in found["change_tests"]} == {"561"}
    assert {row["others"] for row in found["change_tests"]} == {19}


def test_a_period_that_few_report_in_takes_part_in_no_verdict():
    """Reporting begins: nine in ten is enough, and below that a change of who reports looks real."""
    others = {str(code): (1.0 + code % 5 / 10, 2.0, 3.0) for code in range(700, 717)}
    late = {"750": (None, 2.0, 3.0)}
    periods = ("2019/20", "2020/21", "2023/24")
    enough = small(
        {"561": (1.0, 2.0, 9.0), "316": (1.0, 2.0, 3.0)} | others | late, periods=periods
    )
    later = {"750": (None, 2.0, 3.0), "751": (None, 2.0, 3.0)}
    few = small(
        {"561": (1.0, 2.0, 9.0), "316": (1.0, 2.0, 3.0)}
        | others
        | later
        | {"752": (None, 1.0, 1.0)},
        periods=periods,
    )
    assert {row["baseline"] for row in enough["change_tests"]} == {"2019/20", "2020/21"}
    assert {row["baseline"] for row in few["change_tests"]} == {"2020/21"}
    # The changes themselves stand; they are what was published.
    assert {row["baseline"] for row in few["changes"]} == {"2019/20", "2020/21"}


def test_where_no_one_can_be_compared_with_there_is_no_comparison():
    # Holbæk has an agreement too, so nobody is left to compare Esbjerg with.
    found = small({"561": (1.0, 2.0)})
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
    assert flagged["561"] == "unsettled"
    assert flagged["316"] == "not_unusual"


@pytest.mark.parametrize(
    ("count", "p_value", "standing", "verdict"),
    [
        (3, 0.05, "primary", "unusual"),  # at the level is unusual where one answer was chosen
        (3, 0.05, "descriptive", "unsettled"),  # among so many some lie as far out by chance
        (0, 0.071, "primary", "unsettled"),  # the farthest of thirteen others
        (3, 0.051, "descriptive", "not_unusual"),  # not far out
        (3, 0.051, "primary", "not_unusual"),
    ],
)
def test_a_verdict_follows_from_count_p_value_and_standing(count, p_value, standing, verdict):
    assert judge(count, p_value, Standing(standing)) == verdict


def test_the_farthest_of_all_is_never_called_not_unusual(tables):
    farthest = [row for row in tables["change_tests"] if row["count_as_large"] == 0]
    assert farthest
    assert {row["verdict"] for row in farthest} <= {"unusual", "unsettled"}


@pytest.mark.usefixtures("however_few")
def test_a_build_of_small_sources_holds_both_tables(sources):
    built = compute_register.compute(read_sources(sources)[0])
    assert built["changes"].to_dict("records")[0]["change"] == -2.3  # Holbæk, 11.9 to 9.6
    assert len(built["changes"]) == 1
    assert list(built["change_tests"].columns) == [
        *("indicator_id", "kind", "baseline", "endline", "scope", "municipality_codes"),
        *("comparison", "change", "middle", "count_as_large", "others", "p_value"),
        *("standing", "verdict"),
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
        ("change_tests", "p_value", "0.2", "not the share as large"),
        ("change_tests", "p_value", "1.2", "not a share"),
        ("change_tests", "verdict", "unusual", "the verdict does not follow from the p-value"),
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
