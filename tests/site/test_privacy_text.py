"""Each sentence of the privacy text is held by a test, or is said here to be beyond one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.parts import about
from frikommune_viz.site.editions import edition
from frikommune_viz.text import TEXTS

TESTS = Path(__file__).parents[1]
LEAVES_NOTHING = ("browser/test_privacy.py", "test_a_page_leaves_nothing_in_the_browser")
ONE_PAGE = ("site/test_nginx.py", "test_a_page_is_asked_for_once_however_many_come")
LOGS = ("site/test_pair_logs.py", "test_nobody_is_written_down")
HELD_BY = {
    "Siderne sætter ingen cookies og måler ikke besøg.": [
        LEAVES_NOTHING,
        ("site/test_served.py", "test_no_answer_sets_a_cookie"),
    ],
    "Skrifter, kort og programdele hentes fra samme server som siderne, og din browser sender intet "
    "til andre.": [LEAVES_NOTHING],
    "Dine valg og søgeord står i adressen.": [
        ("site/test_url_state.py", "test_a_choice_made_before_the_first_run_has_ended_is_kept")
    ],
    "Serveren tegner siden efter dem og skriver hverken dem eller din IP-adresse ned, når den er sat op, "
    "som projektet beskriver.": [
        LOGS,
        ("site/test_private_log.py", "test_the_log_of_a_server_names_no_visitor"),
        ("site/test_nginx.py", "test_nginx_writes_down_nobody_when_its_disk_fails"),
    ],
    "Serveren genbruger en færdig side, når andre vælger det samme.": [ONE_PAGE],
    "Det kan ikke ses, hvem der først bad om den.": [ONE_PAGE, LOGS],
    "Sider med søgeord gemmes ikke på serverens disk.": [
        ("site/test_nginx.py", "test_what_was_searched_for_is_not_kept_on_disk"),
        ("site/test_nginx.py", "test_what_was_searched_for_is_not_laid_on_disk_while_it_is_sent"),
    ],
    "I din browser gemmer siderne kun, hvor på siden du var, da du traf et valg, og om du brugte "
    "tastaturet.": [
        (
            "browser/test_privacy.py",
            "test_how_far_down_a_choice_was_made_is_forgotten_once_it_is_used",
        ),
        (
            "browser/test_privacy.py",
            "test_choosing_one_s_own_keeps_where_one_was_and_that_it_was_by_keyboard",
        ),
    ],
    "Det slettes senest, når fanen lukkes.": [LEAVES_NOTHING],
    # What browsers do by themselves, and what the data are about: no test of ours can hold it.
    "Derudover gemmer browseren selv kopier af det, den har hentet, og adresserne i sin historik.": [],
    "Tallene handler om kommuner.": [],
    "Enkelte personer er nævnt, fordi de har skrevet eller er citeret i offentlige dokumenter.": [],
}


def sentences(language: Language) -> list[str]:
    markup = str(about.privacy(edition(), Filters(), TEXTS[language]))
    paragraphs = re.findall(r"<p>(.*?)</p>", markup, re.DOTALL)
    return [one for paragraph in paragraphs for one in re.split(r"(?<=\.) ", paragraph)]


def test_every_sentence_is_listed_and_no_other() -> None:
    assert sentences(Language.DA) == list(HELD_BY)


def test_english_has_as_many_sentences() -> None:
    assert len(sentences(Language.EN)) == len(HELD_BY)


@pytest.mark.parametrize(("path", "name"), [held for all_of in HELD_BY.values() for held in all_of])
def test_what_holds_a_sentence_is_there(path: str, name: str) -> None:
    assert f"def {name}(" in (TESTS / path).read_text(encoding="utf-8")
