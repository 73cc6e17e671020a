"""The five steps of docs/data.md, in a copy: a new indicator appears everywhere without any code."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from by_code import comparison, development, figure_of
from reading import data_sets
from streamlit.testing.v1 import AppTest

from frikommune_viz import export
from frikommune_viz.__main__ import main
from frikommune_viz.edition.edition import Edition
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures.figure import Figure
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.site import editions
from frikommune_viz.text import TEXTS, Text

ROOT = Path(__file__).parents[2]
INDICATOR = "class_size"
PERIODS = ("2019/20", "2020/21", "2023/24")
LIKE = "absence_grade_7_9"
"""The entry of the catalogue that is copied, as the third step says."""

CHANGED = {
    "theme": '"quality"',
    "kind": '"condition"',
    "better": '"none"',
    "label_da": '"Klassekvotient"',
    "label_en": '"Class size"',
    "group_da": '"Klassekvotient"',
    "group_en": '"Class size"',
    "unit_da": '"elever pr. klasse"',
    "unit_en": '"pupils per class"',
    "change_unit_da": '"elever pr. klasse"',
    "change_unit_en": '"pupils per class"',
    "decimals": "1",
    "axis_min": "0.0",
    "axis_max": "30.0",
    "definition_da": '"Elever pr. klasse i folkeskolen."',
    "definition_en": '"Pupils per class in public schools."',
    "caveats_da": '"Tallet viser ikke en virkning af aftalen."',
    "caveats_en": '"The figure does not show an effect of the agreement."',
    "retrieved": '"2026-11"',
    "source_id": '"klassekvotienter"',
}


def value(code: str, period: str) -> float | None:
    """A made-up class size; Læsø publishes none, and Samsø has one that is missing."""
    if code == "825" or (code == "741" and period == PERIODS[1]):
        return None
    return round(18 + int(code) % 50 / 10 + PERIODS.index(period), 1)


def add_source(sources: Path) -> None:
    with (sources / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(
            "klassekvotienter,Klassekvotienter,Danmarks Statistik,,2026-11,"
            "https://www.statistikbanken.dk/,register,da,,\n"
        )


def add_figures(sources: Path, codes: list[str]) -> None:
    lines = ["indicator_id,municipality_code,period,value,status,note"]
    for code in codes:
        for period in PERIODS if code != "825" else ():
            given = value(code, period)
            status = "missing" if given is None else "normal"
            shown = "" if given is None else given
            lines.append(f"{INDICATOR},{code},{period},{shown},{status},")
    (sources / "register" / "class_size.csv").write_text("\n".join(lines) + "\n", "utf-8")


def add_to_catalogue(sources: Path) -> None:
    catalogue = sources / "indicators.toml"
    text = catalogue.read_text("utf-8")
    entry = re.search(rf"\[{LIKE}\]\n(.*?)(?=\n\[|\Z)", text, re.DOTALL)
    assert entry
    lines = [line.split(" = ", 1) for line in entry[1].strip().splitlines()]
    assert set(CHANGED) <= {column for column, _ in lines}
    changed = [f"{column} = {CHANGED.get(column, cell)}" for column, cell in lines]
    catalogue.write_text(f"{text}\n[{INDICATOR}]\n" + "\n".join(changed) + "\n", "utf-8")


def add_licence(sources: Path) -> None:
    with (sources / "edition.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[licenses]]\nname = "CC-BY-4.0"\ntitle = "Kilde: Danmarks Statistik"\n'
            'path = "https://creativecommons.org/licenses/by/4.0/"\n'
            'tables = ["observations", "distributions"]\n'
        )


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition that the five steps give."""
    folder = tmp_path_factory.mktemp("five-steps")
    sources = Path(shutil.copytree(ROOT / "data" / "sources", folder / "sources"))
    codes = list(open_edition("published").municipalities)
    add_source(sources)
    add_figures(sources, codes)
    add_to_catalogue(sources)
    add_licence(sources)
    assert main(["build", "--sources", str(sources), "--out", str(folder)]) == 0
    assert main(["check", str(folder / "published")]) == 0
    return open_edition("published", folder)


@pytest.fixture(params=list(Language), ids=str)
def text(request: pytest.FixtureRequest) -> Text:
    return TEXTS[request.param]


def test_the_steps_are_those_of_the_documentation():
    steps = (ROOT / "docs" / "data.md").read_text("utf-8").split("## Add an indicator")[1]
    steps = steps.split("\n## ")[0]
    short = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Data")[1].split("\n## ")[0]
    for text in (steps, short):
        named = re.findall(r"^(\d)\. \*\*(\w+)", text, re.MULTILINE)
        assert named == [
            ("1", "Source"),
            ("2", "Figures"),
            ("3", "Catalogue"),
            ("4", "Licence"),
            ("5", "Build"),
        ]
    for file in ("sources.csv", "data/sources/register/", "indicators.toml", "edition.toml"):
        assert f"`{file}`" in steps
    assert "`python -m frikommune_viz build`" in steps
    assert "docs/data.md" in short


def test_it_is_in_the_catalogue_and_may_stand_in_an_address(edition: Edition):
    assert INDICATOR in edition.indicators
    assert INDICATOR in edition.allowed.indicators
    assert edition.indicators[INDICATOR].label.en == "Class size"
    assert edition.periods_of(INDICATOR) == PERIODS


def test_the_others_are_as_they_were(edition: Edition):
    shipped = open_edition("published")
    assert [code for code in edition.indicators if code != INDICATOR] == list(shipped.indicators)
    rest = {code: rows for code, rows in edition.observations.items() if code != INDICATOR}
    assert rest == shipped.observations


def figures(edition: Edition, text: Text) -> tuple[Figure, Figure]:
    return (
        development(edition, INDICATOR, "741", text),
        comparison(edition, INDICATOR, "741", text),
    )


def test_figure_and_table_hold_its_values(edition: Edition, text: Text):
    development, comparison = figures(edition, text)
    names = {place.name: code for code, place in edition.municipalities.items()}
    for figure, periods in ((development, PERIODS), (comparison, (PERIODS[1], PERIODS[2]))):
        for name, *cells in figure.table.rows[:-1]:
            code = names[name]
            expected = [value(code, period) for period in periods]
            assert cells[: len(periods)] == expected
    drawn = data_sets(development.spec)["m561"]
    assert [row["v"] for row in drawn] == [value("561", period) for period in PERIODS]


def test_its_words_are_in_the_language_asked_for(edition: Edition, text: Text):
    label = text.pick(edition.indicators[INDICATOR].label)
    other = {"Klassekvotient": "Class size", "Class size": "Klassekvotient"}[label]
    for figure in figures(edition, text):
        assert label in figure.subtitle
        assert figure.headline
        assert figure.sentences
        assert text.number(value("561", PERIODS[2]), 1) in " ".join(figure.sentences) + figure.alt
        told = " ".join([figure.subtitle, figure.definition, figure.caveats, *figure.sentences])
        assert other not in told
        assert [source.source_id for source in figure.sources] == ["klassekvotienter"]


def test_its_rows_can_be_taken(edition: Edition, text: Text):
    for figure in figures(edition, text):
        taken = {
            (row["municipality_code"], row["period"]): row["value"]
            for row in csv.DictReader(io.StringIO(export.csv_bytes(figure.data).decode()))
        }
        assert taken["561", PERIODS[2]] == repr(value("561", PERIODS[2]))
        assert taken["741", PERIODS[1]] == ""
        assert not taken.get(("825", PERIODS[1]), "")


@pytest.fixture
def served(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the site open this edition instead of the published one."""
    monkeypatch.setattr(editions, "edition", lambda name="": edition)


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("page", ["borgere", "sammenlign", "kommuner"])
def test_it_is_drawn_on_every_page_that_shows_register_figures(page: str, text: Text):
    at = AppTest.from_file(ROOT / "frikommune_viz" / "site" / "router.py", default_timeout=30)
    choices = {"lang": text.language, "indicator": INDICATOR, "municipality": "561"}
    for name, code in choices.items():
        at.query_params[name] = str(code)
    at.run()
    at.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not at.exception
    label = {"da": "Klassekvotient", "en": "Class size"}[text.language]
    drawn = [
        chart.proto
        for chart in at.get("vega_lite_chart")
        if label.lower() in chart.proto.alt.lower()
    ]
    assert drawn, f"{page} draws no figure of it"
    assert text.number(value("561", PERIODS[2]), 1) in drawn[0].alt
    words = " ".join(element.proto.body for element in at.get("html"))
    assert f"/hent/{INDICATOR}-" in words
    if page == "borgere":
        changes = data_sets(json.loads(drawn[1].spec))
        moved = value("561", PERIODS[2]) - value("561", PERIODS[1])
        assert changes["m561"][0]["v"] == pytest.approx(moved)
        # Læsø and Samsø have no change: 98 less two, less the seven with an agreement.
        assert len(changes["other"]) == 89
        assert words.count('class="grid-of"') == 6


def test_its_changes_are_judged_and_can_be_taken(edition: Edition, text: Text):
    figure = figure_of(edition, f"{INDICATOR}-changes", Filters(own="741"), text)
    assert figure is not None
    rows = figure.data
    codes = [column.code for column in rows.columns]
    found = [dict(zip(codes, row, strict=True)) for row in rows.rows]
    verdicts = {row["municipality_codes"] for row in found if row["row"] == "comparison"}
    assert verdicts == {"561", "316", "561;316"}
    assert "741" not in {row["municipality_codes"] for row in found}
