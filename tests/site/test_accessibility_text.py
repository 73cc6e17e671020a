"""Each thing that the accessibility statement says was done or tried is held by a test."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.parts import about
from frikommune_viz.site.editions import edition
from frikommune_viz.text import TEXTS

TESTS = Path(__file__).parents[1]
KEYBOARD = (
    "browser/test_visit.py",
    "test_tab_reaches_everything_in_reading_order_with_a_visible_ring",
)
EVERY_PAGE = ("browser/test_every_page_drawn.py", "test_page")
ENLARGED = (
    "browser/test_reading_order.py",
    "test_at_400_per_cent_nothing_is_lost_or_scrolls_sideways",
)
FORCED = ("browser/test_visit.py", "test_forced_colours_keep_glyphs_and_focus")
STILL = (
    "browser/test_reading_order.py",
    "test_nothing_moves_by_itself_nor_at_a_choice_or_an_opened_panel",
)
NO_SCRIPT = ("browser/test_visit.py", "test_without_script_everything_is_there")
DONE = {
    "Hver figur har en overskrift, en sætning, en tekst til skærmlæsere og en tabel med de samme "
    "tal.": [
        ("charts/test_figures.py", "test_table_rows_taken_and_marks_hold_the_same_figures"),
        ("charts/test_figures.py", "test_alternative_holds_the_figures_of_the_table"),
    ],
    "Intet siges med farve alene. Retninger har et tegn og et ord, kommuner har form og navn.": [
        ("test_style.py", "test_every_verdict_has_a_shape_and_every_direction_both_fills"),
        ("test_style.py", "test_municipalities_of_an_area_differ_in_shape_and_colour"),
    ],
    "Alle knapper, felter og sammenfoldede afsnit kan bruges med tastatur, og fokus kan ses.": [
        KEYBOARD
    ],
    "Knapper, felter og links uden for løbende tekst er mindst 24 gange 24 pixel eller har så meget "
    "plads om sig.": [
        EVERY_PAGE,
        ("browser/test_every_page_drawn.py", "test_a_small_target_is_found"),
    ],
    "Uden JavaScript kan alt læses, og valg træffes med en knap. Figurerne er da billeder; tallene "
    "står i tabellen under dem.": [NO_SCRIPT],
    "Siderne kan forstørres til 400 pct. uden at rulle sidelæns, og de følger din indstilling for "
    "lyst og mørkt, kontrasttemaer og reduceret bevægelse.": [ENLARGED, EVERY_PAGE, FORCED, STILL],
}
TRIED = {
    "En automatisk test med axe-core gennemgår hver side på begge sprog, i lyst og mørkt tema og i "
    "bredderne 320 og 1280 pixel.": [EVERY_PAGE],
    "Sider med valg gennemgås også, mens der vælges, i nogle af disse udgaver.": [EVERY_PAGE],
    "Andre test betjener siderne med tastatur alene og læser dem i skærmlæserens rækkefølge.": [
        KEYBOARD,
        ("browser/test_reading_order.py", "test_the_tree_is_read_in_order"),
    ],
    "De afprøver også 400 pct. forstørrelse, kontrasttemaer, reduceret bevægelse og udskrift.": [
        ENLARGED,
        FORCED,
        STILL,
        ("browser/test_visit.py", "test_figures_stand_on_paper"),
    ],
    # What was not done: the fixture that opens the browser knows no other one.
    "Alle test kører i Chromium; andre browsere er ikke afprøvet.": [("conftest.py", "browser")],
    "Testene finder ikke alle fejl, og siderne er ikke afprøvet af brugere med skærmlæser.": [],
}


@pytest.fixture(scope="module")
def said() -> str:
    return unescape(about.accessibility(edition(), Filters(), TEXTS["da"]))


def test_what_was_done_is_listed_here(said: str) -> None:
    last = said.rpartition("<ul")[2]
    assert re.findall(r"<li>(.*?)</li>", last, re.DOTALL) == list(DONE)


def test_what_was_tried_is_listed_here(said: str) -> None:
    (paragraph,) = re.findall(r"<p>([^<]*axe-core[^<]*)</p>", said)
    sentences = re.split(r"(?<=\.) (?=[A-ZÆØÅ])", paragraph)
    assert sentences == list(TRIED)


@pytest.mark.parametrize(
    ("path", "name"), sorted({one for held in (*DONE.values(), *TRIED.values()) for one in held})
)
def test_what_holds_it_is_there(path: str, name: str) -> None:
    assert f"def {name}(" in (TESTS / path).read_text(encoding="utf-8")
