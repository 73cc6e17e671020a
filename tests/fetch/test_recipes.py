"""The recipes are whole, named once, and in the words of the catalogue."""

import ast
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
    for recipe in RECIPES.values():
        assert bool(recipe.table) == (recipe.question is None), recipe.name


def test_a_recipe_of_a_series_we_show_says_what_the_catalogue_says():
    shown = [recipe for recipe in RECIPES.values() if recipe.indicator_id in CATALOGUE]
    assert {"exam_grade_9", "high_absence_share", "class_size_folkeskole"} == {
        recipe.indicator_id for recipe in shown
    }
    for recipe in shown:
        entry = CATALOGUE[recipe.indicator_id]
        for column in ("area", "theme", "kind", "better", "decimals", "label_da", "unit_en"):
            assert str(getattr(recipe, column)) == str(entry[column]), (recipe.name, column)


def test_nil_is_nought_in_counts_and_undecided_elsewhere():
    counted = {recipe.name for recipe in RECIPES.values() if recipe.signs.get("-") == "0"}
    units = {RECIPES[name].unit_en for name in counted}
    assert units == {"people", "full-time equivalents"}
    assert "-" not in RECIPES["AED16"].signs


def test_a_recipe_that_lacks_an_entry_is_told(tmp_path: Path):
    text = (ROOT / "data" / "sources" / "recipes.toml").read_text("utf-8")
    (tmp_path / "recipes.toml").write_text(text.replace('unit_en = "days"\n', ""), "utf-8")
    with pytest.raises(FetchError, match="AED16: entries missing or unknown: unit_en"):
        recipes.read(tmp_path)


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
