"""Two editions of a survey may not differ by the answers of a few."""

import pytest
from attacked import tables_of
from attacker import late_answers
from few_figures import sources_of_few_figures
from small_survey import invited, people

from frikommune_viz.__main__ import main

LATE = {
    "wave": "final", "municipality_code": "561", "workplace_id": "secret-place-561-1",
    "respondent": "staff", "trusts_leader": "1", "is_checked": "5", "reworded": "2",
    "asked_last": "2",
}  # fmt: skip


@pytest.fixture
def build(survey, tmp_path, capsys):
    """Build an edition with so many late answers; return whether that went well and what was said."""
    sources = sources_of_few_figures(tmp_path / "sources")

    def build_with(late, name="trial", answers=None):
        more = [LATE | {"respondent_id": f"late-{n}"} for n in range(late)]
        folder = survey([*(answers or people()), *more], asked=invited())
        command = ["build", "--sources", str(sources), "--out", str(tmp_path / "out")]
        done = main([*command, "--edition", name, "--survey", str(folder)]) == 0
        return done, capsys.readouterr().err

    return build_with


@pytest.mark.parametrize(("late", "is_built"), [(0, True), (1, False), (4, False), (5, True)])
def test_an_edition_is_not_replaced_by_one_with_one_to_four_answers_more(build, late, is_built):
    assert build(0)[0]
    done, said = build(late)
    assert done == is_built
    assert ("from 1 to 4 answers more or fewer" in said) == (not is_built)
    assert ("final, school, 561, staff" in said) == (not is_built)
    assert "Warning" not in said


def test_that_is_because_the_one_answer_would_follow(survey):
    """From two editions that nothing kept from being built; figures have but one decimal."""
    late = LATE | {"respondent_id": "late"}
    _, before, _ = tables_of(survey(people(), asked=invited()))
    _, after, _ = tables_of(survey([*people(), late], asked=invited()))
    found = late_answers(before, after, {"trusts_leader": 5, "reworded": 5, "asked_last": 5})
    here = {indicator: answer for (_, place, indicator), answer in found.items() if place == "561"}
    assert here == {name: int(late[name]) for name in here}
    assert len(here) >= 2


def test_nor_by_one_with_fewer_and_another_name_is_no_way_round(build):
    assert build(3)[0]
    done, said = build(2, name="second")
    assert not done
    assert said.count("trial, column base") == 2  # of the municipality and of the area


def test_answers_that_were_replaced_are_warned_of(build):
    assert build(0)[0]
    rows = people()
    rows[-1] |= {"trusts_leader": "5"}
    done, said = build(0, answers=rows)
    assert done
    assert "Warning: trial has other figures from as many answers" in said
