"""The recipes are whole, named once, and in the words of the catalogue."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from stand_in import ROOT

from frikommune_viz.__main__ import main
from frikommune_viz.fetch import recipes, table_info
from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.fetch.table_info import Choice, TableInfo, Variable

RECIPES = recipes.read(ROOT / "data" / "sources")
CATALOGUE = tomllib.loads((ROOT / "data" / "sources" / "indicators.toml").read_text("utf-8"))


def test_every_recipe_names_another_series():
    assert len({recipe.indicator_id for recipe in RECIPES.values()}) == len(RECIPES)
    for name, recipe in RECIPES.items():
        assert bool(recipe.table) == (recipe.question is None), name


def test_a_recipe_of_a_series_we_show_says_what_the_catalogue_says():
    shown = {name: one for name, one in RECIPES.items() if one.indicator_id in CATALOGUE}
    assert {"exam_grade_9", "high_absence_share", "class_size_folkeskole"} == {
        recipe.indicator_id for recipe in shown.values()
    }
    for name, recipe in shown.items():
        entry = CATALOGUE[recipe.indicator_id]
        for column in ("area", "theme", "kind", "better", "decimals", "label_da", "unit_en"):
            assert str(getattr(recipe, column)) == str(entry[column]), (name, column)


def test_nil_is_nought_in_counts_and_undecided_elsewhere():
    counted = {name for name, recipe in RECIPES.items() if recipe.signs.get("-") == "0"}
    units = {RECIPES[name].unit_en for name in counted}
    assert units == {"people", "full-time equivalents"}
    assert "-" not in RECIPES["AED16"].signs


def test_a_recipe_that_lacks_an_entry_is_told(tmp_path: Path):
    text = (ROOT / "data" / "sources" / "recipes.toml").read_text("utf-8")
    (tmp_path / "recipes.toml").write_text(text.replace('unit_en = "days"\n', ""), "utf-8")
    with pytest.raises(
        FetchError,
        match=r"recipes.toml, row \d+, column AED16.unit_en: the entry is missing",
    ):
        recipes.read(tmp_path)


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        (
            'period_form = "year"',
            'period_form = "era"',
            'AED06.period_form: wrong value. Found "era"',
        ),
        ('area = "eldercare"', 'area = "moon"', 'AED06.area: wrong value. Found "moon"'),
        ("decimals = 0", "decimals = 0.5", 'AED06.decimals: wrong value. Found "0.5"'),
        ("decimals = 0", "decimals = 0\ncolour = 1", "AED06.colour: unknown entry"),
        (
            'label = "Omfang i alt"',
            'labl = "Omfang i alt"',
            "AED06.where.1.label: the entry is missing",
        ),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(tmp_path: Path, written, instead, told):
    text = (ROOT / "data" / "sources" / "recipes.toml").read_text("utf-8").split("[AED021]")[0]
    assert text.count(written) == 1
    (tmp_path / "recipes.toml").write_text(text.replace(written, instead), "utf-8")
    with pytest.raises(FetchError) as raised:
        recipes.read(tmp_path)
    assert told in str(raised.value)
    line = int(re.findall(r"row (\d+)", str(raised.value))[0])
    rows = text.replace(written, instead).split("\n")
    key = told.split(":")[0].split(".")[1]
    assert rows[line - 1].startswith(key)


def test_the_list_names_each_recipe(capsys):
    assert main(["fetch", "list", "--sources", str(ROOT / "data" / "sources")]) == 0
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told] == list(RECIPES)
    assert "AED16 → care_home_waiting_days" in told[3]
    assert "better: lower" in told[3]


SEX = Variable("KOEN", "køn", False, {"100": "Mænd og kvinder i alt", "200": "Mænd"})
AGE = Variable("ALDER", "alder", False, {"50": "Alder i alt"})
AREA = Variable("OMRÅDE", "område", False, {})
TIME = Variable("Tid", "tid", True, {})


def small(*others: Variable) -> TableInfo:
    return TableInfo("T", "Tabel", "Antal", "2025", AREA, TIME, others)


def test_a_variable_is_found_by_its_danish_name_whatever_its_id():
    recipe = Choice("køn", label="Mænd og kvinder i alt")
    assert table_info.choose(small(SEX), [], [recipe]) == {"KOEN": "100"}


def test_label_and_code_must_agree():
    with pytest.raises(FetchError, match='has no value "200 = Mænd og kvinder i alt"'):
        table_info.choose(small(SEX), [], [Choice("køn", "200", "Mænd og kvinder i alt")])


def test_every_variable_must_be_chosen():
    with pytest.raises(FetchError, match=r"ALDER \(alder\) has 0 choices.* 50 = Alder i alt"):
        table_info.choose(small(SEX, AGE), [Choice("KOEN", "100")])


def test_a_choice_of_nothing_is_told():
    with pytest.raises(FetchError, match='no variable "sektor" to choose of; there are: KOEN'):
        table_info.choose(small(SEX), [Choice("KOEN", "100"), Choice("sektor", "1")])


def test_neither_explorer_nor_build_imports_what_fetches():
    package = ROOT / "frikommune_viz"
    for path in [*package.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]:
        if path.parent.name == "fetch" or path.name == "__main__.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            names = [alias.name for alias in node.names]
            module = getattr(node, "module", "") or ""
            assert not any(f"{module}.{name}".startswith("frikommune_viz.fetch") for name in names)
