"""Too few answers, hidden to protect another, and not comparable are words of their own everywhere."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from markupsafe import Markup

from frikommune_viz import export
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures import survey
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import HIDDEN_STATUSES, Status, SurveyVerdict
from frikommune_viz.parts.survey_method import WHEN, survey_method
from frikommune_viz.selection.survey import JUDGED
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import labels

ROOT = Path(__file__).parents[2]
REASONS = [one for one in SurveyVerdict if one not in JUDGED]
HIDES = [*HIDDEN_STATUSES - {Status.MISSING, Status.NOT_APPLICABLE, Status.NOT_COLLECTED}]


@pytest.fixture(params=TEXTS.values(), ids=TEXTS)
def text(request):
    return request.param


def test_no_two_reasons_share_a_word(text):
    verdicts = [text.say(labels.SURVEY_VERDICT[one]).casefold() for one in REASONS]
    statuses = [text.say(labels.SURVEY_STATUS[one]).casefold() for one in HIDES]
    whens = [text.say(WHEN[one]) for one in REASONS]
    for words in (verdicts, statuses, whens):
        assert len(set(words)) == len(words)
    assert {SurveyVerdict.TOO_FEW, SurveyVerdict.PROTECTS_ANOTHER} < set(REASONS)
    # Verdicts are read as headwords: none begins another.
    assert not [(a, b) for a, b in combinations(verdicts, 2) if a.startswith(b) or b.startswith(a)]


def test_the_method_page_explains_each_reason(text):
    page = str(survey_method(open_edition("practice"), Filters(), text))
    for reason in REASONS:
        assert text.say(labels.SURVEY_VERDICT[reason]) in page
        assert text.say(WHEN[reason]) in Markup(page).unescape()


def test_every_code_of_a_reason_is_explained_in_the_dictionary():
    written = (ROOT / "frikommune_viz" / "pipeline" / "dictionary.toml").read_text("utf-8")
    for code in (*REASONS, *HIDES):
        assert len(re.findall(rf"\b{code}\b", written)) >= 2, code


@pytest.fixture
def leaders(text):
    """Give the leaders of the eldercare of the practice edition, of whom four answer in Langeland."""
    return survey.change(open_edition("practice"), "needs_are_met", "eldercare", "leaders", text)


def test_what_is_hidden_to_protect_another_says_so_in_every_place(leaders, text):
    """About 42 leaders answer in Middelfart: not too few, but a few left items of the index empty."""
    word = text.say(labels.SURVEY_VERDICT[SurveyVerdict.PROTECTS_ANOTHER])
    few = text.say(labels.SURVEY_VERDICT[SurveyVerdict.TOO_FEW])
    status = text.say(labels.SURVEY_STATUS[Status.PROTECTS_ANOTHER])
    verdicts = {row[0]: row[-1] for row in leaders.table.rows}
    assert verdicts["Demo-Middelfart"] == word
    assert verdicts["Demo-Langeland"] == few
    number = [row[0] for row in leaders.table.rows].index("Demo-Middelfart")
    assert {reason for row, _, reason in leaders.table.empty if row == number} >= {status}
    assert f"Demo-Middelfart: {labels.inline(word)}." in leaders.leads
    assert status in leaders.sentences[number]
    assert f"Demo-Middelfart: {labels.inline(word)}." in leaders.alt
    written = export.csv_bytes(leaders.data, text).decode()
    of_place = [line for line in written.splitlines() if "Demo-Middelfart" in line]
    changes = [line for line in of_place if "baseline;final" in line or "protects_another" in line]
    assert any(f",protects_another,{word}," in line for line in changes)
    assert not [line for line in of_place if few in line]
