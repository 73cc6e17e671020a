"""Two workplaces that happen to agree: no interval, no p-value, no verdict, and the words for it."""

from __future__ import annotations

import pandas as pd
import pytest
from few_figures import sources_of_few_figures
from small_survey import CODEBOOK, HEADER, invited, people, write

from frikommune_viz.__main__ import main
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures import survey
from frikommune_viz.text import TEXTS

WORDS = {
    "da": "for få arbejdspladser til at sige noget om sikkerhed",
    "en": "too few workplaces to say anything about certainty",
}


def agreeing() -> list[dict[str, str]]:
    """Return 24 people in two workplaces of Esbjerg, who answer 1–4 before and 2–5 after.

    Both workplaces have a mean of 2.5 before and of 3.5 after. It was published as a change of +25
    with an interval from 25.0 to 25.0, p = 0 and the verdict "up".
    """
    rows = []
    for wave, more in (("baseline", 0), ("final", 1)):
        for n in range(24):
            answer = str((1, 4, 2, 3)[n // 2 % 4] + more)
            rows.append(
                {
                    "respondent_id": f"secret-{n}",
                    "wave": wave,
                    "municipality_code": "561",
                    "workplace_id": f"secret-place-561-{n % 2}",
                    "respondent": "staff",
                    "trusts_leader": answer,
                    "is_checked": "3",
                    "reworded": answer,
                    "asked_last": answer if more else "",
                }
            )
    return rows


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    folder, answers = (tmp_path_factory.mktemp(name) for name in ("editions", "answers"))
    rows = [*agreeing(), *(row for row in people() if row["municipality_code"] == "316")]
    write(answers / "survey_responses.csv", rows, HEADER)
    write(
        answers / "invited.csv",
        invited(),
        ("wave", "municipality_code", "respondent", "invited"),
    )
    (answers / "codebook.toml").write_text(CODEBOOK, "utf-8")
    sources = sources_of_few_figures(folder / "sources")
    command = ["build", "--sources", str(sources), "--out", str(folder), "--edition", "trial"]
    assert main([*command, "--survey", str(answers)]) == 0
    assert main(["check", str(folder / "trial")]) == 0
    return open_edition("trial", folder)


def table(edition, name):
    return pd.read_parquet(edition.folder / f"{name}.parquet")


def esbjerg(rows, indicator_id="trusts_leader"):
    return rows[(rows["municipality_code"] == "561") & (rows["indicator_id"] == indicator_id)]


def test_the_base_stands_alone(edition):
    levels = esbjerg(table(edition, "survey_results"))
    assert set(levels["status"]) == {"few_workplaces"}
    assert list(levels["base"]) == [24, 24]
    assert levels[["estimate", "lower", "upper", "top_two"]].isna().all(axis=None)
    answers = esbjerg(table(edition, "survey_answers"))
    assert answers[["share", "lower", "upper"]].isna().all(axis=None)


def test_there_is_no_test_and_no_verdict(edition):
    (moved,) = esbjerg(table(edition, "survey_changes")).to_dict("records")
    assert (moved["status"], moved["verdict"]) == ("few_workplaces", "few_workplaces")
    assert (moved["base_before"], moved["base_after"]) == (24, 24)
    figures = ["change", "lower", "upper", "p_value", "p_adjusted", "p_small", "effect_size"]
    assert esbjerg(table(edition, "survey_changes"))[figures].isna().all(axis=None)


def test_where_all_answer_alike_nothing_is_said_of_certainty_either(edition):
    assert set(esbjerg(table(edition, "survey_results"), "is_checked")["status"]) == {
        "few_workplaces"
    }


def test_an_area_takes_the_spread_of_the_municipality_that_shows_it(edition):
    """Esbjerg and Holbæk count half each."""
    rows = table(edition, "survey_changes")
    total = rows[(rows["scope"] == "area") & (rows["indicator_id"] == "trusts_leader")]
    assert total["status"].item() == "normal"
    assert total["change"].item() == pytest.approx(12.5)
    holbaek = rows[(rows["municipality_code"] == "316") & (rows["indicator_id"] == "trusts_leader")]
    width = (holbaek["upper"] - holbaek["lower"]).item()
    # Two workplaces instead of four: twice the variance of Holbæk, and each counts for a quarter.
    # Each bound is rounded outward, so either width may be up to 0.2 too much.
    expected = pytest.approx(width * (3 / 4) ** 0.5, abs=0.2)
    assert (total["upper"] - total["lower"]).item() == expected


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", ["change", "arrows", "answers"])
def test_the_words_are_in_sentence_table_and_alternative(edition, language, kind):
    text = TEXTS[language]
    figure = survey.KINDS[kind](edition, "trusts_leader", "school", "staff", text)
    said = " ".join([*figure.sentences, figure.alt])
    assert WORDS[language] in said, said
    assert WORDS[language] in str(figure.data.rows), figure.data.rows
