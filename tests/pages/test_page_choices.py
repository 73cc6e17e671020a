"""Choices and the address hold the same, through reload, language and page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from reading_page import page_of
from streamlit.testing.v1 import AppTest

from frikommune_viz.wording.pages import PAGES, Page


def address(at: AppTest) -> dict[str, str]:
    return {
        name: ",".join(written) if isinstance(written, list) else written
        for name, written in at.query_params.items()
    }


def test_a_link_sets_the_controls(visit) -> None:
    at = visit("sammenlign", lang="en", theme="trust,quality", area="school", wave="final")
    assert at.multiselect(key="choose_theme").value == ["trust", "quality"]
    assert at.multiselect(key="choose_area").value == ["school"]
    assert at.multiselect(key="choose_wave").value == ["final"]
    assert at.multiselect(key="choose_respondent").value == []


def test_the_controls_set_the_link(visit) -> None:
    at = visit("sammenlign", lang="en")
    assert address(at) == {"lang": "en"}
    at.multiselect(key="choose_theme").set_value(["trust"]).run()
    at.multiselect(key="choose_municipality").set_value(["316", "561"]).run()
    assert not at.exception
    assert address(at) == {"lang": "en", "theme": "trust", "municipality": "316,561"}
    at.multiselect(key="choose_theme").set_value([]).run()
    assert address(at) == {"lang": "en", "municipality": "316,561"}


def test_the_own_municipality_goes_along_to_another_page_and_nothing_else_does(visit) -> None:
    at = visit("borgere", lang="en", theme="trust", indicator="wellbeing_grade_4_6", own="751")
    assert address(at) == {
        "lang": "en",
        "theme": "trust",
        "indicator": "wellbeing_grade_4_6",
        "own": "751",
    }
    at.query_params.clear()  # what Streamlit does when the menu opens another page
    at.switch_page(_file("sammenlign")).run()
    assert not at.exception
    assert at.multiselect(key="choose_theme").value == []
    assert address(at) == {"lang": "en", "own": "751"}


def test_the_edition_goes_along_to_another_page(visit) -> None:
    at = visit("sammenlign", lang="da", edition="practice", area="school", q="x")
    at.query_params.clear()
    at.switch_page(_file("kommuner")).run()
    assert not at.exception
    assert address(at) == {"lang": "da", "edition": "practice"}


def test_a_menu_that_leads_to_the_page_itself_keeps_every_choice(visit) -> None:
    at = visit("sammenlign", lang="da", theme="trust")
    at.query_params.clear()
    at.run()
    assert address(at) == {"lang": "da", "theme": "trust"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_link_to_another_page_takes_along_only_what_travels(visit, page: Page) -> None:
    """A link may also name a choice of its own; none is that of the visitor."""
    chosen = {
        "theme": "documentation",
        "wave": "final",
        "source": "press",
        "baseline": "2021/22",
        "endline": "2023/24",
        "view": "change",
        "category": "organisation",
        "q": "tid",
        "results": "1",
        "supporting": "1",
        "page": "2",
    }
    at = visit(page.code, lang="en", edition="published", own="101", **chosen)
    own = f".{page.address}"
    links = [link.attributes["href"] for link in page_of(at).all("a")]
    led = [urlsplit(href) for href in links if href.startswith("./") and "?" in href]
    elsewhere = [
        place
        for place in led
        if place.path != own and place.path in {f".{other.address}" for other in PAGES}
    ]
    assert elsewhere or page.code == "metode"
    for place in elsewhere:
        taken = dict(parse_qsl(place.query))
        assert taken["lang"] == "en"
        assert taken["own"] == "101"
        given = {name for name in chosen if taken.get(name) == chosen[name]}
        if "cell" in taken:
            given -= {"supporting"}  # a cell of such a theme stands in that table alone
        assert given == set(), place.geturl()


def test_a_choice_survives_the_other_language(visit) -> None:
    at = visit("sammenlign", lang="da", theme="trust", area="school")
    at.query_params["lang"] = "en"
    at.run()
    assert at.multiselect(key="choose_theme").value == ["trust"]
    assert address(at) == {"lang": "en", "theme": "trust", "area": "school"}


def test_the_back_button_brings_the_earlier_choice_back(visit) -> None:
    at = visit("sammenlign", lang="da", theme="trust")
    at.multiselect(key="choose_theme").set_value(["quality"]).run()
    at.query_params["theme"] = "trust"
    at.run()
    assert at.multiselect(key="choose_theme").value == ["trust"]
    assert address(at)["theme"] == "trust"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("theme", "<script>alert(1)</script>"),
        ("area", "skole"),
        ("municipality", "999"),
        ("wave", "final'--"),
        ("source", "law"),  # a class of sources that no statement has
        ("indicator", "../../etc/passwd"),
        ("own", "9999"),
        ("supporting", "yes"),
        ("page", "-1"),
    ],
)
def test_an_unknown_value_is_dropped_and_named_never_obeyed(visit, name, written) -> None:
    at = visit("sammenlign", lang="da", **{name: written})
    notices = [
        node for node in page_of(at).all("p", "banner") if node.attributes.get("role") == "status"
    ]
    assert written[:20] in notices[0].text  # named as text: reading has undone the escaping
    assert not page_of(at).all("script")
    assert address(at) == {"lang": "da"}


def test_a_municipality_that_is_none_of_the_seven_is_dropped_and_called_by_its_name(visit) -> None:
    at = visit("sammenlign", lang="da", municipality="101")
    (notice,) = (
        node for node in page_of(at).all("p", "banner") if node.attributes.get("role") == "status"
    )
    assert "København har ingen velfærdsaftale" in notice.text
    assert address(at) == {"lang": "da"}


def test_what_is_known_beside_the_unknown_is_kept(visit) -> None:
    at = visit("sammenlign", lang="da", theme="trust,nonsense")
    assert at.multiselect(key="choose_theme").value == ["trust"]
    assert address(at) == {"lang": "da", "theme": "trust"}


def test_an_unknown_language_is_danish(visit) -> None:
    at = visit("overblik", lang="xx")
    assert address(at)["lang"] == "da"
    assert "VIVE ser mere tillid" in page_of(at).one("h1").text


def test_the_notice_goes_with_the_next_choice(visit) -> None:
    at = visit("sammenlign", lang="da", theme="nonsense")
    assert any("nonsense" in node.text for node in page_of(at).all("p", "banner"))
    at.multiselect(key="choose_area").select("school").run()
    assert not any("nonsense" in node.text for node in page_of(at).all("p", "banner"))


def _file(page: str) -> str:
    return f"../../pages/{page}.py"
