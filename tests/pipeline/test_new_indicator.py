"""The five steps of docs/data.md, in a copy: a new indicator appears everywhere without any code."""

import csv
import io
import json
import re
import shutil
import tomllib
from dataclasses import dataclass
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
from frikommune_viz.model.codes import Area, Language
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.site import editions
from frikommune_viz.text import TEXTS, Text

ROOT = Path(__file__).parents[2]
LIKE = "absence_grade_7_9"
"""The entry of the catalogue that is copied, as the third step says."""


@dataclass(frozen=True)
class New:
    """An indicator that nobody has seen before, with a pilot of its area and two of the others."""

    indicator_id: str
    area: str
    label: tuple[str, str]
    periods: tuple[str, str, str]
    pilot: str
    base: float

    def value(self, code: str, period: str) -> float | None:
        """Return a made-up figure; Læsø publishes none, and Samsø lacks the middle period."""
        if code == "825" or (code == "741" and period == self.periods[1]):
            return None
        # The pilots rise faster than the others, so that a change has something to stand out from.
        step = 1.5 if code == self.pilot else 1.0
        return round(self.base + int(code) % 50 / 10 + step * self.periods.index(period), 1)

    def entry(self, like: dict[str, str]) -> str:
        """Return the entry of the catalogue: the copied one with every line gone through."""
        changed = {
            **like,
            "area": self.area,
            "theme": "quality",
            "kind": "condition",
            "better": "none",
            "label_da": self.label[0],
            "label_en": self.label[1],
            "subject_da": f"Tallet for {self.label[0]}",
            "subject_en": f"The figure for {self.label[1]}",
            "group_da": self.label[0],
            "group_en": self.label[1],
            "unit_da": "elever pr. klasse",
            "unit_en": "pupils per class",
            "change_unit_da": "elever pr. klasse",
            "change_unit_en": "pupils per class",
            "axis_min": 0.0,
            "axis_max": 50.0,
            "definition_da": f"{self.label[0]}, opfundet.",
            "definition_en": f"{self.label[1]}, made up.",
            "caveats_da": "Året før var præget af covid-19 på grund af covid-19.",
            "caveats_en": "The year before was marked because of covid-19.",
            "default_baseline": self.periods[1],
            "default_endline": self.periods[2],
            "default_reason_da": "De to seneste.",
            "default_reason_en": "The two latest.",
            "retrieved": "2026-11",
            "source_id": "opfundet",
            "license": "CC-BY-4.0",
        }
        assert set(changed) == set(like), "the entry has other lines than the one copied"
        lines = [
            f"{name} = {json.dumps(cell, ensure_ascii=False)}" for name, cell in changed.items()
        ]
        return f"\n[{self.indicator_id}]\n" + "\n".join(lines) + "\n"


ADDED = (
    New(
        "invented_class_size",
        "school",
        ("Opfundet klassekvotient", "Invented class size"),
        ("2019/20", "2020/21", "2023/24"),
        "561",
        18.0,
    ),
    # Elder care in calendar years: another area, another form of period, three pilots.
    New(
        "invented_visits",
        "eldercare",
        ("Opfundne besøg", "Invented visits"),
        ("2019", "2020", "2022"),
        "482",
        5.0,
    ),
)


def add_source(sources: Path) -> None:
    with (sources / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(
            "opfundet,Opfundne tal,Danmarks Statistik,,2026-11,"
            "https://www.statistikbanken.dk/,register,da,,\n"
        )


def add_figures(sources: Path, new: New, codes: list[str]) -> None:
    lines = ["indicator_id,municipality_code,period,value,status,note"]
    for code in codes:
        for period in new.periods if code != "825" else ():
            given = new.value(code, period)
            status = "missing" if given is None else "normal"
            shown = "" if given is None else given
            lines.append(f"{new.indicator_id},{code},{period},{shown},{status},")
    path = sources / "register" / f"{new.indicator_id}.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")


def add_to_catalogue(sources: Path, new: New) -> None:
    catalogue = sources / "indicators.toml"
    like = tomllib.loads(catalogue.read_text("utf-8"))[LIKE]
    with catalogue.open("a", encoding="utf-8") as file:
        file.write(new.entry(like))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition that the five steps give; the licence is one that stands there already."""
    folder = tmp_path_factory.mktemp("five-steps")
    sources = Path(shutil.copytree(ROOT / "data" / "sources", folder / "sources"))
    codes = list(open_edition("published").municipalities)
    add_source(sources)
    for new in ADDED:
        add_figures(sources, new, codes)
        add_to_catalogue(sources, new)
    assert main(["build", "--sources", str(sources), "--out", str(folder)]) == 0
    assert main(["check", str(folder / "published")]) == 0
    return open_edition("published", folder)


@pytest.fixture(params=ADDED, ids=lambda new: new.area)
def new(request: pytest.FixtureRequest) -> New:
    return request.param


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


def test_it_is_in_the_catalogue_and_may_stand_in_an_address(edition: Edition, new: New):
    assert new.indicator_id in edition.indicators
    assert new.indicator_id in edition.allowed.indicators
    assert edition.indicators[new.indicator_id].label == new.label
    assert edition.periods_of(new.indicator_id) == new.periods


def test_the_others_are_as_they_were(edition: Edition):
    shipped = open_edition("published")
    added = {new.indicator_id for new in ADDED}
    assert [code for code in edition.indicators if code not in added] == list(shipped.indicators)
    rest = {code: rows for code, rows in edition.observations.items() if code not in added}
    assert rest == shipped.observations


def test_its_terms_of_use_are_those_of_its_publisher(edition: Edition):
    package = json.loads((edition.folder / "datapackage.json").read_text("utf-8"))
    terms = {
        resource["name"]: [entry["id"] for entry in resource["licenses"]]
        for resource in package["resources"]
    }
    assert set(terms["observations"]) == {row.license for row in edition.indicators.values()}
    assert terms["changes"] == terms["observations"]
    assert terms["municipalities"] == ["CC-BY-4.0"]


def figures(edition: Edition, new: New, text: Text) -> tuple[Figure, Figure]:
    return (
        development(edition, new.indicator_id, "741", text),
        comparison(edition, new.indicator_id, "741", text),
    )


def test_figure_and_table_hold_its_values(edition: Edition, new: New, text: Text):
    development, comparison = figures(edition, new, text)
    names = {place.name: code for code, place in edition.municipalities.items()}
    for figure, periods in ((development, new.periods), (comparison, new.periods[1:])):
        for name, *cells in figure.table.rows:
            if code := names.get(name):
                expected = [new.value(code, period) for period in periods]
                assert cells[: len(periods)] == expected
    drawn = data_sets(development.spec)[f"m{new.pilot}"]
    assert [row["v"] for row in drawn] == [new.value(new.pilot, period) for period in new.periods]


def test_its_words_are_in_the_language_asked_for(edition: Edition, new: New, text: Text):
    label = text.pick(edition.indicators[new.indicator_id].label)
    (other,) = set(new.label) - {label}
    for figure in figures(edition, new, text):
        assert label in figure.subtitle
        assert text.pick(edition.indicators[new.indicator_id].subject) in figure.headline
        assert figure.sentences
        told = " ".join(figure.sentences) + figure.alt
        assert text.number(new.value(new.pilot, new.periods[2]), 1) in told
        told = " ".join([figure.subtitle, figure.definition, figure.caveats, *figure.sentences])
        assert other not in told
        assert [source.source_id for source in figure.sources] == ["opfundet"]


def test_its_rows_can_be_taken(edition: Edition, new: New, text: Text):
    for figure in figures(edition, new, text):
        taken = {
            (row["municipality_code"], row["period"]): row["value"]
            for row in csv.DictReader(io.StringIO(export.csv_bytes(figure.data).decode()))
        }
        last = new.value(new.pilot, new.periods[2])
        assert taken[new.pilot, new.periods[2]] == repr(last)
        assert taken["741", new.periods[1]] == ""
        assert not taken.get(("825", new.periods[1]), "")


@pytest.fixture
def served(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the site open this edition instead of the published one."""
    monkeypatch.setattr(editions, "edition", lambda name="": edition)


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("page", ["borgere", "sammenlign", "kommuner"])
def test_it_is_drawn_on_every_page_that_shows_register_figures(
    page: str, edition: Edition, new: New, text: Text
):
    at = AppTest.from_file(ROOT / "frikommune_viz" / "site" / "router.py", default_timeout=60)
    choices = {
        "lang": text.language,
        "indicator": new.indicator_id,
        "municipality": new.pilot,
    }
    for name, code in choices.items():
        at.query_params[name] = str(code)
    at.run()
    at.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not at.exception
    label = text.pick(edition.indicators[new.indicator_id].label)
    drawn = [
        chart.proto
        for chart in at.get("vega_lite_chart")
        if label.lower() in chart.proto.alt.lower()
    ]
    assert drawn, f"{page} draws no figure of it"
    assert text.number(new.value(new.pilot, new.periods[2]), 1) in drawn[0].alt
    words = " ".join(element.proto.body for element in at.get("html"))
    assert f"/hent/{new.indicator_id}-" in words
    if page == "borgere":
        changes = data_sets(json.loads(drawn[1].spec))
        moved = new.value(new.pilot, new.periods[2]) - new.value(new.pilot, new.periods[1])
        assert changes[f"m{new.pilot}"][0]["v"] == pytest.approx(moved)
        # Læsø and Samsø have no change: 98 less two, less the seven with an agreement.
        assert len(changes["other"]) == 89


def test_its_changes_are_judged_and_can_be_taken(edition: Edition, new: New, text: Text):
    figure = figure_of(edition, f"{new.indicator_id}-changes", Filters(own="741"), text)
    assert figure is not None
    rows = figure.data
    codes = [column.code for column in rows.columns]
    found = [dict(zip(codes, row, strict=True)) for row in rows.rows]
    verdicts = {row["municipality_codes"] for row in found if row["row"] == "comparison"}
    pilots = AREA_MUNICIPALITIES[Area(new.area)]
    assert verdicts == {*pilots, ";".join(pilots)}
