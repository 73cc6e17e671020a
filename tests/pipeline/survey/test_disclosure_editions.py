"""Whole editions are attacked: the practice edition, random ones, and inputs made to give way."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from attacked import draw_small, read_csv, read_parquet, tables_of
from attacker import ATTACKS, alphas, attack, bases, counts, incomplete_answers, means
from few_figures import sources_of_few_figures
from unprotected import unprotected

from frikommune_viz.__main__ import main
from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline.simulate.microdata import write_microdata
from frikommune_viz.pipeline.simulate.planted import read_planted
from frikommune_viz.pipeline.survey.cells import Thresholds
from frikommune_viz.pipeline.survey.codebook import read_codebook

CASES = Path(__file__).parent / "cases"
CHEAP = tuple(one for one in ATTACKS if one is not counts)


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    """What is true of the practice answers, and their indices."""
    folder = tmp_path_factory.mktemp("practice")
    planted = read_planted()
    write_microdata(planted, planted.seed, folder)
    raw, _, index_of = tables_of(folder, Status.SIMULATED)
    return raw, index_of


@pytest.mark.parametrize("read", [read_csv, read_parquet])
def test_nothing_follows_from_the_files_of_the_practice_edition(practice, repository, read):
    raw, index_of = practice
    attacks = ATTACKS if read is read_csv else CHEAP
    assert not attack(raw, read(repository / "data" / "practice"), index_of, attacks)


def test_without_protection_the_practice_answers_give_way_to_each_attack(practice):
    raw, index_of = practice
    found = {kind for kind, *_ in attack(raw, unprotected(raw), index_of, CHEAP)}
    assert found == {"mean", "range", "incomplete", "alpha", "base", "people"}


@pytest.mark.parametrize(
    "seed", [0, 3, *(pytest.param(n, marks=pytest.mark.every) for n in (1, 2, *range(4, 40)))]
)
def test_nothing_follows_from_a_random_edition(seed, tmp_path):
    draw_small(np.random.default_rng(seed), tmp_path)
    raw, published, index_of = tables_of(tmp_path)
    assert not attack(raw, published, index_of)
    kinds = (means, incomplete_answers, alphas, bases)
    assert attack(raw, unprotected(raw), index_of, kinds), "there was something to protect"


@pytest.fixture
def case(request, tmp_path):
    """Give a folder of :data:`CASES` the names a survey has; answers may not be committed by them."""
    folder = shutil.copytree(CASES / request.param, tmp_path / request.param)
    (folder / "answers.csv").rename(folder / "survey_responses.csv")
    (folder / "asked.csv").rename(folder / "invited.csv")
    return folder


@pytest.mark.parametrize("case", ["everybody_at_the_top", "nearly_at_the_top"], indirect=True)
def test_nothing_follows_where_the_few_answer_alike(case, tmp_path):
    """Langeland (3 leaders) and Middelfart (6) are hidden, and their mean is at or near 100."""
    raw, _, index_of = tables_of(case)
    sources = sources_of_few_figures(tmp_path / "sources")
    command = ["build", "--sources", str(sources), "--out", str(tmp_path / "out")]
    assert main([*command, "--edition", "trial", "--survey", str(case)]) == 0
    published = read_csv(tmp_path / "out" / "trial")
    assert not attack(raw, published, index_of)
    group = ("eldercare", "leaders", "final")
    found = attack(raw, unprotected(raw), index_of)
    assert {("mean", group, one, "482") for one in ("trust_index", "is_checked")} <= found
    rows = published.results
    index = rows[(rows["indicator_id"] == "trust_index") & (rows["wave"] == "final")]
    of = dict(zip(index["municipality_code"].fillna(""), index["status"], strict=True))
    assert (of[""], of["482"], of["410"]) == ("protects_another", "suppressed", "low_reliability")


def test_a_codebook_may_ask_for_a_wider_range(tmp_path):
    folder = shutil.copytree(CASES / "nearly_at_the_top", tmp_path / "asked")
    book = folder / "codebook.toml"
    book.write_text(book.read_text("utf-8").replace("[scales", "least_range = 60\n\n[scales", 1))
    assert read_codebook(book)[0].thresholds == Thresholds(5, 20, 5, 60)
    assert (
        read_codebook(CASES / "nearly_at_the_top" / "codebook.toml")[0].thresholds == Thresholds()
    )
