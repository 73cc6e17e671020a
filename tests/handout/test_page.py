"""One page of paper, tagged: read back from the PDF itself."""

import re
from dataclasses import replace

import pytest
from reading_pdf import alternatives, html_letters, opened, pdf_letters, tags

from frikommune_viz.handout.content import BY_CODE
from frikommune_viz.handout.html import Links, html_of
from frikommune_viz.handout.messages import Message
from frikommune_viz.handout.page import HandoutError, page_of
from frikommune_viz.model.codes import Language

# One of each kind: all seven, an area with two figures, one with one, a municipality.
SOME = [("all_seven", "en"), ("school", "da"), ("eldercare", "da"), ("561", "en")]
REST = [
    pytest.param(code, str(language), marks=pytest.mark.every)
    for code in BY_CODE
    for language in Language
    if (code, str(language)) not in SOME
]
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
LINKS = Links("", dict.fromkeys(Language, ""), "", "", "", "", "", [], "")
each = pytest.mark.parametrize(("code", "language"), [*SOME, *REST])


@each
def test_it_is_one_page(made, code, language):
    assert len(opened(made(code, language).pdf).pages) == 1


@each
def test_nothing_is_left_out_of_the_published_ones(made, sheet, code, language):
    assert made(code, language).handout == sheet(code, language)


@each
def test_it_says_its_title_language_and_that_it_is_tagged(made, code, language):
    page = made(code, language)
    read = opened(page.pdf)
    root = read.trailer["/Root"]
    assert read.metadata.title == page.handout.title
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@each
def test_its_tags_are_those_of_its_parts(made, code, language):
    page = made(code, language)
    found = tags(page.pdf)
    said = page.handout
    assert found["/H1"] == 1
    assert found["/H2"] == 4
    assert found["/Table"] == found["/THead"] == 1
    assert found["/TR"] == len(said.table.rows) + 1
    assert found["/TH"] == len(said.table.themes) + 1
    assert found["/LI"] == len(said.unknown) + len(said.questions)
    assert found["/P"] >= 2 * len(said.messages)


@each
def test_marks_and_figures_say_what_they_show(made, code, language):
    page = made(code, language)
    told = alternatives(page.pdf)
    assert all(told)
    marks = [cell.whole for row in page.handout.table.rows for cell in row.cells]
    key = [line.word for line in page.handout.table.key]
    figures = [one.alt for one in page.handout.figures]
    # The wordmark comes first.
    assert told[1:] == [*marks, *key, *figures]


@each
def test_no_number_is_broken_over_two_lines(made, code, language):
    """One was, when a rule that keeps dates whole took "2020 og 2022" for one."""
    page = made(code, language)
    read = set(NUMBER.findall(opened(page.pdf).pages[0].extract_text()))
    for message in page.handout.messages:
        assert set(NUMBER.findall(message.sentence)) <= read


@each
def test_the_page_on_the_screen_has_the_same_words(made, code, language):
    page = made(code, language)
    assert pdf_letters(page.pdf) == html_letters(html_of(page.handout, LINKS))


def test_every_letter_is_in_a_font_of_ours(made):
    fonts = opened(made("school", "da").pdf).pages[0]["/Resources"]["/Font"]
    names = {str(one.get_object()["/BaseFont"]).partition("+")[2] for one in fonts.values()}
    assert names == {
        "Newsreader-Medium", "Newsreader-SemiBold", "PublicSans-Regular", "PublicSans-SemiBold"
    }  # fmt: skip


def test_equal_words_give_equal_bytes(sheet, made):
    assert page_of(sheet("561", "en")).pdf == made("561", "en").pdf


def test_what_is_needed_least_goes_first(sheet):
    whole = sheet("561", "da")
    longer = replace(whole, unknown=(*whole.unknown, *whole.unknown[:2]))
    page = page_of(longer)
    assert page.handout in longer.cuts()[1:]
    assert len(page.handout.questions) < len(longer.questions)
    assert (page.handout.unknown, page.handout.sources) == (longer.unknown, longer.sources)


def test_the_order_of_what_goes(sheet):
    whole, fewer, none, short, one_figure = sheet("561", "da").cuts()
    assert len(whole.figures) == 2
    assert (len(fewer.questions), len(none.questions)) == (len(whole.questions) - 1, 0)
    assert (none.second_lead, short.second_lead) == (whole.second_lead, "")
    assert (len(short.figures), len(one_figure.figures)) == (2, 1)
    kept = ("unknown", "sources", "foot", "masthead", "messages", "table")
    assert all(getattr(one_figure, name) == getattr(whole, name) for name in kept)


def test_what_must_stay_is_never_cut(sheet):
    # Forty lines of what is not known leave no room for the rest.
    with pytest.raises(HandoutError, match="Esbjerg"):
        page_of(replace(sheet("561", "da"), unknown=("Det ved vi ikke. " * 8,) * 40))


def test_hostile_words_stay_words(sheet):
    # Commands of Typst, markup of HTML, and quotes of JSON.
    said = '#panic("x") $a$ <b>*_`@\\ "'
    hostile = replace(
        sheet("561", "en"), messages=(Message(said, said, said),), unknown=(said,), title=said
    )
    page = page_of(hostile)
    assert opened(page.pdf).metadata.title == said
    html = html_of(page.handout, LINKS)
    assert "<b>" not in html
    assert pdf_letters(page.pdf) == html_letters(html)
