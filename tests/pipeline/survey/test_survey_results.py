"""From answers to results: what is published is what the answers give, and nothing of the people."""

from __future__ import annotations

import json
import math

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from few_figures import sources_of_few_figures
from small_survey import invited, people

from frikommune_viz.__main__ import main
from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline.survey.survey_input import read_survey


def tables(folder):
    found, faults = read_survey(folder, lambda line: None)
    assert faults == []
    return {
        name: [
            {column: None if pd.isna(cell) else cell for column, cell in row.items()}
            for row in rows.to_dict("records")
        ]
        for name, rows in found.compute(Status.NORMAL).items()
    }


def row_of(rows, indicator_id, code="", **cells):
    wanted = {"indicator_id": indicator_id, "municipality_code": code or None, **cells}
    (row,) = [row for row in rows if wanted.items() <= row.items()]
    return row


def test_a_level_is_the_mean_on_a_hundred_and_a_reversed_question_is_turned(survey):
    results = tables(survey())["survey_results"]
    for indicator_id in ("trusts_leader", "is_checked", "trust_index"):
        before = row_of(results, indicator_id, "561", wave="baseline")
        after = row_of(results, indicator_id, "561", wave="final")
        assert (before["estimate"], after["estimate"]) == (25.0, 75.0)
        assert (before["base"], before["invited"], before["response_rate"]) == (40, 50, 0.8)


def test_an_area_is_all_its_answers_together(survey):
    found = tables(survey())
    area = row_of(found["survey_results"], "trusts_leader", wave="final", scope="area")
    assert (area["estimate"], area["base"], area["invited"]) == (62.5, 80, 100)
    moved = row_of(found["survey_changes"], "trusts_leader", scope="area")
    assert moved["change"] == 25.0


def test_who_leaves_half_of_an_index_out_still_has_one(survey):
    results = tables(survey())["survey_results"]
    assert row_of(results, "is_checked", "316", wave="final")["base"] == 30
    assert row_of(results, "trust_index", "316", wave="final")["base"] == 40


def test_nothing_is_said_of_all_areas_together_or_of_areas_without_answers(survey):
    results = tables(survey())["survey_results"]
    assert {row["area"] for row in results} == {"school"}
    assert {row["scope"] for row in results} == {"area", "municipality"}
    assert {row["respondent"] for row in results} == {"staff"}


def test_a_question_with_other_words_is_not_compared_but_its_levels_stand(survey):
    found = tables(survey())
    moved = row_of(found["survey_changes"], "reworded", "561")
    assert (moved["verdict"], moved["comparable"]) == ("not_comparable", "no")
    assert (moved["not_comparable_reason"], moved["change"]) == ("wording", None)
    assert row_of(found["survey_results"], "reworded", "561", wave="final")["estimate"] == 50.0
    # Two spaces in the wording of the first question are the same words.
    assert row_of(found["survey_changes"], "trusts_leader", "561")["comparable"] == "yes"


def test_a_question_asked_in_one_wave_has_no_value_in_the_other(survey):
    found = tables(survey())
    before = row_of(found["survey_results"], "asked_last", "561", wave="baseline")
    assert (before["estimate"], before["status"]) == (None, "not_collected")
    assert row_of(found["survey_results"], "asked_last", "561", wave="final")["base"] == 40
    moved = row_of(found["survey_changes"], "asked_last", "561")
    assert moved["not_comparable_reason"] == "not_asked"
    assert {
        row["wave"] for row in found["survey_questions"] if row["indicator_id"] == "asked_last"
    } == {"final"}


def test_verdicts_are_those_of_the_numbers(survey):
    changes = tables(survey())["survey_changes"]
    up = row_of(changes, "trust_index", "561")
    # The four workplaces rose by 62.5, 37.5, 37.5 and 62.5; their standard error is 12.5 / √3.
    assert (up["verdict"], up["change"]) == ("up", 50.0)
    # 27.03, rounded outward.
    assert up["lower"] == math.floor(10 * (50 - 3.1824463 * 12.5 / 3**0.5)) / 10 == 27.0
    same = row_of(changes, "trusts_leader", "316")
    assert (same["verdict"], same["change"]) == ("no_clear_change", 0.0)
    # Trust has three indicators and three places.
    assert up["family_size"] == 9


def test_answers_hold_the_share_of_each_category(survey):
    found = tables(survey())
    shares = {
        row["category"]: row["share"]
        for row in found["survey_answers"]
        if row["indicator_id"] == "trusts_leader"
        and row["municipality_code"] == "561"
        and row["wave"] == "final"
    }
    assert shares == {1: 0.0, 2: 0.0, 3: 0.125, 4: 0.75, 5: 0.125}
    top_two = [
        row_of(found["survey_results"], item, "561", wave="final")["top_two"]
        # Of the reversed question the two lowest answers are the best.
        for item in ("trusts_leader", "is_checked")
    ]
    assert top_two == [0.875, 0.875]


def test_weights_count(survey):
    """The people of one workplace, at 62.5, count three times; the others are at 75, 75 and 87.5."""
    rows = people()
    for row in rows:
        row["weight"] = "3" if row["workplace_id"] == "secret-place-561-2" else "1"
    esbjerg = row_of(
        tables(survey(rows, header=(*rows[0],)))["survey_results"],
        "trusts_leader",
        "561",
        wave="final",
    )
    assert esbjerg["estimate"] == pytest.approx((75 + 75 + 3 * 62.5 + 87.5) / 6, abs=0.05)
    assert esbjerg["base"] == 40


def test_municipalities_count_by_who_was_invited_in_the_later_wave_in_both(survey):
    asked = [
        {**row, "invited": "150" if (row["municipality_code"], row["wave"]) == later else "50"}
        for later in [("561", "final")]
        for row in invited()
    ]
    found = tables(survey(asked=asked))
    levels = [
        row_of(found["survey_results"], "trusts_leader", wave=wave, scope="area")["estimate"]
        for wave in ("baseline", "final")
    ]
    assert levels == [round((3 * 25 + 50) / 4, 1), round((3 * 75 + 50) / 4, 1)]


def test_an_area_without_one_of_its_municipalities_is_another_population(survey):
    """Nobody in Holbæk was asked before: the area then would be Esbjerg alone."""
    rows = [
        row for row in people() if (row["wave"], row["municipality_code"]) != ("baseline", "316")
    ]
    asked = [
        row for row in invited() if (row["wave"], row["municipality_code"]) != ("baseline", "316")
    ]
    found = tables(survey(rows, asked=asked))
    before, after = (
        row_of(found["survey_results"], "trusts_leader", wave=wave, scope="area")
        for wave in ("baseline", "final")
    )
    assert (before["status"], before["estimate"], before["base"]) == ("not_collected", None, None)
    assert after["estimate"] == 62.5
    moved = row_of(found["survey_changes"], "trusts_leader", scope="area")
    assert (moved["verdict"], moved["not_comparable_reason"]) == ("not_comparable", "population")
    assert row_of(found["survey_changes"], "trusts_leader", "561")["verdict"] == "up"


def test_that_fewer_answer_in_one_municipality_changes_nothing(survey):
    """Half of Esbjerg, at 25, does not answer again; everybody else answers as before."""
    rows = [row for row in people() if row["wave"] == "baseline"]
    later = [
        {**row, "wave": "final", "asked_last": "3"}
        for n, row in enumerate(rows)
        if row["municipality_code"] == "316" or n % 8 < 4
    ]
    found = tables(survey([*rows, *later]))
    moved = row_of(found["survey_changes"], "trusts_leader", scope="area")
    assert moved["change"] is None or abs(moved["change"]) < 1
    assert moved["verdict"] not in ("up", "down")


def test_few_answers_are_hidden_and_what_they_would_follow_from(survey):
    """Four leaders answer in Holbæk: their level is nowhere, and the total of the area neither."""
    rows = people()
    leaders = [
        {**row, "respondent": "leaders"} for row in rows if row["municipality_code"] == "561"
    ]
    few = [
        {**row, "respondent": "leaders"}
        for row in rows
        if row["municipality_code"] == "316" and int(row["respondent_id"].split("-")[-1]) < 4
    ]
    for row in (*leaders, *few):
        row["respondent_id"] += "-leader"
        row["workplace_id"] += "-leader"
    found = tables(survey([*rows, *leaders, *few], asked=[*asked_leaders()]))
    for wave in ("baseline", "final"):
        hidden = row_of(
            found["survey_results"], "trusts_leader", "316", wave=wave, respondent="leaders"
        )
        assert hidden["status"] == "suppressed"
        assert [hidden[name] for name in ("estimate", "lower", "base", "response_rate")] == [
            None
        ] * 4
        places = {
            row["municipality_code"]: row["status"]
            for row in found["survey_results"]
            if row["indicator_id"] == "trusts_leader"
            and row["respondent"] == "leaders"
            and row["wave"] == wave
        }
        # The total would tell Holbæk; Esbjerg by itself does not.
        assert places == {None: "protects_another", "561": "normal", "316": "suppressed"}


def asked_leaders():
    rows = invited()
    return [*rows, *({**row, "respondent": "leaders"} for row in rows)]


def build(sources, folder, out, *more):
    command = ["build", "--sources", str(sources), "--out", str(out), "--edition", "trial"]
    return main([*command, "--survey", str(folder), *more])


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("with-survey") / "sources"
    return sources_of_few_figures(folder)


def test_csv_and_parquet_give_the_same_edition_and_it_keeps_the_laws(survey, sources, tmp_path):
    folder = survey()
    assert build(sources, folder, tmp_path / "one") == 0
    assert main(["check", str(tmp_path / "one" / "trial")]) == 0
    answers = pacsv.read_csv(folder / "survey_responses.csv")
    (folder / "survey_responses.csv").unlink()
    pq.write_table(answers, folder / "survey_responses.parquet")
    assert build(sources, folder, tmp_path / "two") == 0
    one, two = tmp_path / "one" / "trial", tmp_path / "two" / "trial"
    assert {p.name: p.read_bytes() for p in one.iterdir()} == {
        p.name: p.read_bytes() for p in two.iterdir()
    }
    manifest = json.loads((one / "manifest.json").read_text("utf-8"))
    assert manifest["edition"] == "trial"
    assert {"survey_results", "findings", "observations"} <= set(manifest["tables"])


def test_integers_of_parquet_with_gaps_are_the_answers_they_are(survey, sources, tmp_path):
    folder = survey()
    frame = pd.read_csv(folder / "survey_responses.csv", dtype={"municipality_code": str})
    assert frame["is_checked"].dtype == float  # gaps have made 2 into 2.0
    pq.write_table(pa.Table.from_pandas(frame), folder / "survey_responses.parquet")
    (folder / "survey_responses.csv").unlink()
    assert build(sources, folder, tmp_path / "out") == 0


def test_no_person_and_no_workplace_is_in_the_edition_or_in_what_is_said(
    survey, sources, tmp_path, capsys
):
    assert build(sources, survey(), tmp_path / "out") == 0
    said = capsys.readouterr()
    written = b"".join(path.read_bytes() for path in (tmp_path / "out" / "trial").iterdir())
    for name in ("trial",):
        for path in (tmp_path / "out" / name).glob("*.parquet"):
            written += str(pq.read_table(path).to_pylist()).encode()
    assert b"secret" not in written
    assert "secret" not in said.out + said.err


def test_a_survey_needs_a_name_of_its_own_edition(survey, sources, tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["build", "--sources", str(sources), "--survey", str(survey())])
    assert "--edition" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        build(sources, survey(), tmp_path, "--edition", "../elsewhere")
