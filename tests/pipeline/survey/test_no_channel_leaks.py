"""Three leaders answer in Holbæk. What they answered is in no channel of the site, nor is what would
tell it: the total of the area, of which the leaders of Esbjerg are the rest.

The planted values are such as nothing else has, so that finding one anywhere is finding the cell.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import defaultdict
from io import BytesIO
from itertools import chain

import pyarrow.parquet as pq
import pytest
from attacked import tables_of
from by_code import figure_of
from few_figures import sources_of_few_figures
from small_survey import CODEBOOK, HEADER, invited, people, write

from frikommune_viz import export
from frikommune_viz.__main__ import main
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures.registry import codes
from frikommune_viz.filters import Filters
from frikommune_viz.parts.figure_frame import draw_figure_foot, draw_figure_head
from frikommune_viz.text import TEXTS

FEW = ("5", "5", "4")  # 91.6667 on the scale of 100
ANSWERS = ("5", "4", "4", "2", "1", "3", "5")  # of the 37 leaders of Esbjerg, in turn


def leaders() -> list[dict[str, str]]:
    """Return the leaders: 37 in Esbjerg and the planted three in Holbæk, in both waves."""
    rows = []
    for wave in ("baseline", "final"):
        given = {"561": [ANSWERS[n % len(ANSWERS)] for n in range(37)], "316": [*FEW]}
        for code, answers in given.items():
            for n, answer in enumerate(answers):
                rows.append(
                    {
                        "respondent_id": f"secret-leader-{code}-{n}",
                        "wave": wave,
                        "municipality_code": code,
                        "workplace_id": f"secret-office-{code}-{n % 6}",
                        "respondent": "leaders",
                        "trusts_leader": answer,
                        "is_checked": answer,
                        "reworded": answer,
                        "asked_last": answer if wave == "final" else "",
                    }
                )
    return rows


def asked() -> list[dict[str, str]]:
    return [
        *invited(),
        *(
            {"wave": wave, "municipality_code": code, "respondent": "leaders", "invited": number}
            for wave in ("baseline", "final")
            for code, number in (("561", "47"), ("316", "6"))
        ),
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The edition as it is published, and what was said while it was built."""
    folder = tmp_path_factory.mktemp("planted")
    answers = tmp_path_factory.mktemp("answers")
    write(answers / "survey_responses.csv", [*people(), *leaders()], HEADER)
    write(answers / "invited.csv", asked(), ("wave", "municipality_code", "respondent", "invited"))
    (answers / "codebook.toml").write_text(CODEBOOK, "utf-8")
    sources = sources_of_few_figures(folder / "sources")
    command = ["build", "--sources", str(sources), "--out", str(folder), "--edition", "trial"]
    assert main([*command, "--survey", str(answers)]) == 0
    return folder / "trial", answers


@pytest.fixture(scope="module")
def planted(built):
    """The values that must be nowhere, computed without any hiding."""
    _, answers = built
    rows = tables_of(answers)[0].results
    leaders = rows["respondent"] == "leaders"
    is_rest = rows["municipality_code"] == "561"
    values = {round(float(value), 4) for value in rows[leaders & ~is_rest]["estimate"].dropna()}
    assert 91.6667 in values
    shown = rows[~leaders | is_rest]
    elsewhere = {round(float(value), 1) for value in shown["estimate"].dropna()}
    secret = {value for value in values if round(value, 1) not in elsewhere}
    assert 91.6667 in secret
    assert len(secret) >= 2, "the area has a value of its own as well"
    return secret


@pytest.fixture(scope="module")
def edition(built):
    folder, _ = built
    return open_edition("trial", folder.parent)


def assert_nowhere(written: str, secret: set[float], channel: str, point: str = ".,") -> None:
    """Look for each value in full and rounded to a decimal, with each decimal sign."""
    for value in secret:
        for form in (f"{value:.4f}", f"{value:.1f}"):
            number = rf"(?<![\d.,]){form.replace('.', f'[{point}]')}(?!\d)"
            assert not re.search(number, written), f"{channel} tells {form}"


@pytest.fixture(scope="module")
def figures(edition):
    """Every figure of the leaders of the area, in both languages."""
    return [
        (figure_of(edition, code, Filters(), text), text)
        for text in TEXTS.values()
        for code in codes(edition)
        if code.endswith("-school-leaders")
    ]


def test_there_are_figures_to_look_at(figures):
    assert len(figures) >= 20
    assert all(figure is not None for figure, _ in figures)


def test_parquet(built, planted):
    folder, _ = built
    for path in folder.glob("survey_*.parquet"):
        cells = [
            cell
            for row in pq.read_table(path).to_pylist()
            for cell in row.values()
            if isinstance(cell, float)
        ]
        for decimals in (4, 1):
            hidden = {round(value, decimals) for value in planted}
            assert not hidden & {round(cell, decimals) for cell in cells}, path.name


def test_csv_twins_and_package(built, planted):
    folder, _ = built
    for path in (*folder.glob("survey_*.csv"), folder / "datapackage.json"):
        # A comma parts cells there, so it is no decimal sign.
        assert_nowhere(path.read_text("utf-8"), planted, path.name, point=".")


def test_specs_with_their_data_tooltips_and_descriptions(figures, planted):
    for figure, _ in figures:
        assert_nowhere(json.dumps(figure.spec, ensure_ascii=False), planted, figure.code)


def test_alternatives_sentences_and_notes(figures, planted):
    for figure, _ in figures:
        words = [figure.alt, figure.headline, figure.subtitle, *figure.sentences, *figure.leads]
        assert_nowhere(" ".join([*words, *figure.notes]), planted, figure.code)


def test_tables_on_the_page(figures, planted, edition):
    site, today = "https://frikommune.example", "2026-11-25"
    for figure, text in figures:
        shown = draw_figure_head(figure, text)
        shown += draw_figure_foot(figure, edition, "", site, today, text)
        assert_nowhere(shown.unescape(), planted, figure.code)


def test_rows_taken_as_csv(figures, planted):
    for figure, text in figures:
        for danish in (False, True):
            written = export.csv_bytes(figure.data, text, danish_excel=danish).decode()
            assert_nowhere(written, planted, figure.code, point="," if danish else ".")


def test_rows_taken_as_a_workbook(figures, planted, edition):
    origin = export.provenance_of(edition, "https://frikommune.example/sammenlign")
    for figure, text in figures[::3]:
        book = zipfile.ZipFile(BytesIO(export.xlsx_bytes(figure, origin, text)))
        written = " ".join(book.read(name).decode("utf-8", "ignore") for name in book.namelist())
        assert_nowhere(written, planted, figure.code)


def test_pictures(figures, planted, edition):
    origin = export.provenance_of(edition, "https://frikommune.example/sammenlign")
    for figure, text in figures[::3]:
        drawn = export.picture_svg(figure, origin, text, embed_font=False).decode()
        words = " ".join(re.findall(r">([^<]+)<", drawn))
        assert "Holbæk" in words, "the place stands, with its reason"
        assert_nowhere(words, planted, figure.code)


def test_what_is_said_while_it_is_built(built, planted, tmp_path, capsys):
    _, answers = built
    sources = sources_of_few_figures(tmp_path / "sources")
    command = ["build", "--sources", str(sources), "--out", str(tmp_path), "--edition", "trial"]
    assert main([*command, "--survey", str(answers)]) == 0
    said = capsys.readouterr()
    assert_nowhere(said.out + said.err, planted, "the log")
    assert "secret" not in said.out + said.err


def test_totals_less_the_rest(edition):
    """Esbjerg is shown. Holbæk is hidden, and the total of the area, of which it would follow."""
    places = defaultdict(dict)
    for row in chain.from_iterable(edition.survey_results.values()):
        if (row.respondent, row.area) == ("leaders", "school"):
            places[row.indicator_id, row.wave][row.municipality_code] = row
    checked = 0
    for (indicator_id, _), cells in places.items():
        if {row.status for row in cells.values()} == {"not_collected"}:
            continue
        checked += 1
        # Everybody is at 50 on the index, so nothing can be said of its certainty.
        is_index = indicator_id == "trust_index"
        assert cells["561"].status == ("few_workplaces" if is_index else "normal")
        for code, status in (("316", "suppressed"), (None, "protects_another")):
            assert cells[code].status == status
            for name in ("estimate", "lower", "upper", "base", "response_rate", "top_two", "alpha"):
                assert getattr(cells[code], name) is None, name
    assert checked
