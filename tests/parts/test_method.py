"""The page on method: every word, term, source, table and column, and nothing made up."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language, SourceClass, Verdict
from frikommune_viz.parts import about, dictionary, glossary, method, similar, sources
from frikommune_viz.selection.marks import shape_of
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import labels
from frikommune_viz.wording.statement_words import verdict_key

PARTS = (
    method.head,
    method.contents,
    method.reading,
    method.questions,
    method.register,
    similar.method,
    method.timeline,
    glossary.glossary,
    sources.sources,
    dictionary.downloads,
    dictionary.dictionary,
    about.licences,
    about.changes,
    about.accessibility,
    about.privacy,
    about.technology,
)


@pytest.fixture(scope="module")
def page(edition, danish) -> str:
    return unescape("".join(part(edition, Filters(), danish) for part in PARTS))


def test_the_contents_lead_to_every_section_in_order(page, edition, danish):
    # The published edition has no survey to explain.
    anchors = [anchor for anchor in method.SECTIONS if anchor != "spoergeskema"]
    contents = method.contents(edition, Filters(), danish)
    assert re.findall(r'<a href="#([a-z]+)">', contents) == anchors
    assert (
        re.findall(r'<div class="(?:fx section )?anchored(?: before-folds)?" id="([a-z]+)"', page)
        == anchors
    )


def test_the_anchors_that_other_pages_point_to_are_there():
    assert {"kilder", "data", "ord", "tilgaengelighed", "regler"} <= set(method.SECTIONS)


def test_every_word_for_a_change_is_explained(page, danish):
    assert set(method.WHEN) == set(Verdict)
    for verdict, when in method.WHEN.items():
        assert re.search(rf"[ >]{re.escape(verdict_key(verdict, danish))}</th>", page)
        assert when in page
    # Words that share a sign stand under it.
    table = page.partition('<table class="table blocks meanings"')[2].partition("</table>")[0]
    signs = re.findall(r'<i class="g g-([^"]+)"', table)
    assert sorted(signs) == sorted({shape_of(verdict) for verdict in method.WHEN})


def test_sources_are_heard_in_the_order_the_matrix_hears_them(page):
    listed = re.findall(r"<li>([^<]*)</li>", page.partition('<ol class="numbered">')[2])[:4]
    assert listed == [
        "VIVE eller VIVE, gengivet af andre",
        "Forskning",
        "Kommunen selv",
        "Presse og organisationer",
    ]


def test_the_wording_of_the_questions_is_said_to_be_unknown(page, edition):
    _, _, after = page.partition('id="spoergsmaal"')
    assert "er ikke oplyst i vores kilder" in after
    assert edition.sources["vive-slutrapport-bilag95"].url in after.partition("</div>")[0]


def test_breaks_and_the_number_compared_with_come_from_the_tables(page, edition):
    assert "de 91 kommuner, der ikke har en velfærdsaftale" in page
    broken = [row for row in edition.indicators.values() if row.break_after]
    assert broken
    for row in broken:
        assert f"{row.label.da}: opgjort på en ny måde efter {row.break_after}." in page


def test_the_timeline_is_whole_and_in_its_order(edition, danish):
    drawn = unescape(method.timeline(edition, Filters(), danish))
    titles = re.findall(r"<dd><p><strong>(.*?)</strong>", drawn)
    assert titles == [row.title.da for row in edition.timeline]
    assert drawn.count("Kilde:") == len(edition.timeline)


def test_terms_stand_in_danish_order(edition, danish):
    terms = re.findall(
        r"<dt\b[^>]*>(.*?)</dt>", unescape(glossary.glossary(edition, Filters(), danish))
    )
    assert len(terms) == len(edition.terms)
    assert terms[0] == "Afbureaukratisering"
    assert terms[-1] == "Årsagssammenhæng"


def test_terms_stand_in_english_order_in_english(edition):
    drawn = unescape(glossary.glossary(edition, Filters(), TEXTS[Language.EN]))
    terms = re.findall(r"<dt\b[^>]*>(.*?)</dt>", drawn)
    assert terms == sorted((row.term.en for row in edition.terms), key=str.casefold)


def test_every_source_stands_once_under_its_kind(edition, danish):
    drawn = unescape(sources.sources(edition, Filters(), danish))
    ids = re.findall(r'<li id="kilde-([a-z0-9-]+)"', drawn)
    assert sorted(ids) == sorted(edition.sources)
    kinds = [edition.sources[source_id].source_class for source_id in ids]
    assert list(dict.fromkeys(kinds)) == list(SourceClass)
    assert kinds == sorted(kinds, key=list(SourceClass).index)


def test_what_a_source_lacks_is_said(edition, danish):
    drawn = unescape(sources.sources(edition, Filters(), danish))
    undated = sum(not row.date for row in edition.sources.values())
    assert drawn.count("år ikke oplyst") == undated > 0
    assert f"For {undated} af dem har vi ikke fundet en dato." in drawn
    linked = sum(bool(row.url) for row in edition.sources.values())
    assert drawn.count('rel="noopener"') == linked
    assert f"For {len(edition.sources) - linked} har vi ingen webadresse." in drawn
    assert "Vi har ikke prøvet alle adresser" in drawn


def test_every_column_of_every_table_is_explained(edition, danish):
    drawn = unescape(dictionary.dictionary(edition, Filters(), danish))
    package = json.loads((edition.folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = [file for file in package["resources"] if "schema" in file]
    # One for each table, in one for all of them.
    assert drawn.count("<details") == len(tables) + 1 > 2
    fields = [field for table in tables for field in table["schema"]["fields"]]
    assert re.findall(r"<code>(\w+)</code>", drawn) == [field["name"] for field in fields]
    for field in fields:
        assert field["description"] in drawn


def test_both_forms_of_every_table_can_be_taken_with_their_size(edition, danish):
    drawn = dictionary.downloads(edition, Filters(), danish)
    links = re.findall(r'href="\./hent/tabel/([\w.]+)" download>(?:([\d.]+) kB)?', drawn)
    sizes = {name: size for name, size in links if size}
    files = sorted(
        path.name for path in edition.folder.iterdir() if path.suffix in {".csv", ".parquet"}
    )
    assert sorted(sizes) == files
    for name, size in sizes.items():
        exact = (edition.folder / name).stat().st_size / 1000
        assert abs(int(size.replace(".", "")) - exact) <= 0.5 or int(size) == 1
    assert ("datapackage.json", "") in links


def test_the_change_log_counts_what_the_edition_holds(edition, danish):
    drawn = about.changes(edition, Filters(), danish)
    figures = sum(len(rows) for rows in edition.observations.values())
    counts = {
        "udsagn": len(edition.findings),
        "tiltag": len(edition.initiatives),
        "regler": len(edition.rules),
        "registertal": figures,
        "kilder": len(edition.sources),
    }
    for noun, count in counts.items():
        assert f"{danish.number(count)} {noun}" in drawn
    assert f"Dataversion {edition.version}" in drawn


def test_the_accessibility_statement_names_its_law_limits_and_supervisor(edition, danish):
    drawn = about.accessibility(edition, Filters(), danish)
    for said in ("EN 301 549", "WCAG 2.1 på niveau AA", "Digitaliseringsstyrelsen", "Issues"):
        assert said in drawn
    assert "Mærkerne inde i figurerne kan ikke nås med tastatur" in drawn
    assert "@" not in drawn
    assert "href" not in drawn


def test_the_page_explains_what_unusual_rests_on(edition, danish):
    section = unescape(method.register(edition, Filters(), danish))
    told = section.partition('id="vurdering"')[2].partition("</dl>")[0]
    terms = re.findall(r"<dt\b[^>]*>(.*?)</dt>", told)
    assert terms[:3] == ["Midten", "Lige så langt fra midten", "To sammenligninger"]
    assert {danish.say(word) for word in labels.PLACEBO_VERDICT.values()} <= set(terms)
    assert "Det betyder ikke, at intet har ændret sig." in told
    assert "Det ville også være forkert at kalde den ikke usædvanlig." in told
    assert "Derfor bliver ingen vurdering svagere, når der kommer flere tal til." in told


def test_the_page_names_what_was_chosen_beforehand(edition, text):
    section = unescape(method.register(edition, Filters(), text))
    primaries = [row for row in edition.indicators.values() if row.primary_reason]
    assert [str(row.area) for row in primaries] == ["daycare", "school"]
    for row in primaries:
        assert text.pick(row.primary_reason) in section
    for row in edition.indicators.values():
        if row.relevant_difference is not None:
            assert text.pick(row.relevant_difference_reason) in section
    assert 'id="udelukkes"' in section
