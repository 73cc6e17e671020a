"""The frame of a page: whose municipality it is, what is filtered, and its contents."""

from __future__ import annotations

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Language, Theme
from frikommune_viz.parts.filtered import draw_filtered
from frikommune_viz.parts.page_frame import LONGEST_LINE, Place, draw_contents
from frikommune_viz.parts.topline import draw_topline
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGE

DA, EN = TEXTS[Language.DA], TEXTS[Language.EN]
WHERE = {"address": "https://frikommune.example/borgere?lang=da", "today": "28. november 2026"}


def topline(edition: Edition, filters: Filters) -> str:
    return str(draw_topline(PAGE["borgere"], edition, filters, DA, **WHERE))


def test_the_line_names_the_municipality_that_is_chosen(published) -> None:
    drawn = topline(published, Filters(own="390"))
    assert "Din kommune:</span>" not in drawn
    assert "<b>Vordingborg</b>" in drawn
    assert '<option value="390" selected>Vordingborg</option>' in drawn
    assert drawn.count(" selected>") == 1


def test_without_a_choice_the_line_asks_for_one_and_offers_all(published) -> None:
    drawn = topline(published, Filters())
    assert "Vælg din kommune" in drawn
    assert " selected>" not in drawn
    assert drawn.count("<option") == len(published.municipalities) + 1  # and none of them


def test_choosing_keeps_every_other_choice(published) -> None:
    filters = Filters(own="390", theme=(Theme.TRUST,), area=(Area.SCHOOL,), q="børn")
    drawn = topline(published, filters)
    for name, written in {"lang": "da", "theme": "trust", "area": "school", "q": "børn"}.items():
        assert f'<input type="hidden" name="{name}" value="{written}">' in drawn
    assert 'type="hidden" name="own"' not in drawn


def test_paper_says_where_and_when_it_was_printed(published) -> None:
    drawn = topline(published, Filters())
    assert "Udskrevet 28. november 2026 fra https://frikommune.example/borgere?lang=da" in drawn


def filtered(edition: Edition, filters: Filters, *names: str) -> str:
    drawn = draw_filtered("inspiration", names, edition, filters, DA, found=13, total=61)
    return " ".join(str(drawn).split())


def test_a_page_that_is_filtered_says_by_what_and_how_much_is_left(published) -> None:
    drawn = filtered(published, Filters(municipality=("791",), own="390"), "area", "municipality")
    assert "Filtreret:" in drawn
    assert ">Viborg ✕</a>" in drawn
    assert "(13 af 61)" in drawn
    # What is taken back is the choice; the visitor's own municipality stays.
    assert 'href="./inspiration?lang=da&amp;own=390"' in drawn


def test_each_choice_is_taken_back_by_itself(published) -> None:
    filters = Filters(municipality=("791", "561"), results=True, page=2)
    drawn = filtered(published, filters, "municipality", "results")
    assert 'href="./inspiration?lang=da&amp;municipality=561&amp;results=1"' in drawn
    assert 'href="./inspiration?lang=da&amp;municipality=791,561"' in drawn
    assert 'class="clear" href="./inspiration?lang=da"' in drawn


def test_what_a_page_does_not_filter_by_is_not_said(published) -> None:
    assert filtered(published, Filters(theme=(Theme.TRUST,)), "area", "municipality") == ""


def test_what_a_visitor_wrote_stays_words(published) -> None:
    assert "<b>" not in filtered(published, Filters(q="<b>"), "q")


def test_a_short_list_of_places_is_a_line_and_a_long_one_is_not() -> None:
    places = [Place(f"p{n}", f"Sted {n}") for n in range(LONGEST_LINE + 1)]
    assert 'class="fx contents line"' in draw_contents(places[:-1], EN)
    assert 'class="fx contents"' in draw_contents(places, EN)
    assert '<a href="#p0">Sted 0</a>' in draw_contents(places, EN)
