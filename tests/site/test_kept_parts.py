"""A part is drawn once for all who have chosen the same of what it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Theme
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.site import page_documents, ui
from frikommune_viz.site.document import Document
from frikommune_viz.site.kept_parts import KeptParts, Part
from frikommune_viz.site.surface import Here, drawing_on
from frikommune_viz.text import Text
from frikommune_viz.wording.pages import PAGE


class Counting:
    """A part that counts its drawings; `read` reads the choices."""

    def __init__(self, read: Callable[[Filters], object]) -> None:
        self.read = read
        self.drawings = 0

    def __call__(self, edition: Edition, filters: Filters, text: Text) -> Markup:
        self.drawings += 1
        return Markup(f"<p>{self.read(filters)}</p>")


def test_a_choice_that_is_not_read_draws_nothing_anew(edition: Edition, danish: Text) -> None:
    part, kept = Counting(lambda filters: filters.own), KeptParts(8)
    for theme in ((), (Theme.TRUST,), (Theme.QUALITY,)):
        drawn = kept.drawn(part, edition, Filters(own="101", theme=theme), danish)
        assert drawn == "<p>101</p>"
    assert part.drawings == 1
    assert kept.drawn(part, edition, Filters(own="751"), danish) == "<p>751</p>"
    assert part.drawings == 2


def test_what_is_read_may_hang_on_what_was_read_before(edition: Edition, danish: Text) -> None:
    part = Counting(lambda filters: filters.own if filters.area else "all")
    kept = KeptParts(8)
    school, eldercare = (Area.SCHOOL,), (Area.ELDERCARE,)
    asked = [
        (Filters(own="101"), "all", 1),
        (Filters(own="751"), "all", 1),
        (Filters(own="101", area=school), "101", 2),
        (Filters(own="751", area=school), "751", 3),
        (Filters(own="751", area=school, page=4), "751", 3),
        (Filters(own="751", area=eldercare), "751", 4),
        (Filters(own="461"), "all", 4),
    ]
    for filters, words, drawings in asked:
        assert kept.drawn(part, edition, filters, danish) == f"<p>{words}</p>"
        assert part.drawings == drawings


def test_a_link_to_the_page_itself_reads_every_choice_and_one_elsewhere_does_not(
    edition: Edition, danish: Text
) -> None:
    stays = Counting(lambda filters: page_href("metode", filters))
    leaves = Counting(lambda filters: page_href("metode", filters.travelling()))
    kept = KeptParts(8)
    for number in (1, 2, 3):
        for part in (stays, leaves):
            kept.drawn(part, edition, Filters(page=number), danish)
    assert (stays.drawings, leaves.drawings) == (3, 1)


def test_the_oldest_goes_first_and_a_fault_is_not_kept(edition: Edition, danish: Text) -> None:
    part, kept = Counting(lambda filters: filters.own), KeptParts(2)
    for own in ("101", "751", "461", "101"):
        kept.drawn(part, edition, Filters(own=own), danish)
    assert part.drawings == 4
    broken = Counting(lambda filters: 1 / (filters.page - 1))
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            kept.drawn(broken, edition, Filters(), danish)
    assert broken.drawings == 2


choices = st.builds(
    Filters,
    own=st.sampled_from(["", "101", "751"]),
    theme=st.sampled_from([(), (Theme.TRUST,)]),
    page=st.integers(1, 3),
)


@given(st.lists(choices, max_size=30), st.lists(st.sampled_from(fields(Filters)), max_size=3))
def test_what_is_kept_is_what_would_be_drawn(edition: Edition, danish: Text, asked, read) -> None:
    def part(_edition: Edition, filters: Filters, _text: Text) -> Markup:
        return Markup(str([getattr(filters, field.name) for field in read]))

    kept = KeptParts(4)
    for filters in asked:
        assert kept.drawn(part, edition, filters, danish) == str(part(edition, filters, danish))


def test_another_indicator_redraws_no_part_of_a_profile(
    edition: Edition, danish: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    class Noting(KeptParts):
        """Note the parts that are drawn and not found."""

        def drawn(self, part: Part, edition: Edition, filters: Filters, text: Text) -> str:
            def noting(*args: object) -> Markup:
                drawn.append(f"{part.__module__.rpartition('.')[2]}.{part.__name__}")
                return part(*args)  # type: ignore[arg-type]

            return super().drawn(seen.setdefault(part, noting), edition, filters, text)

    seen: dict[Part, Part] = {}
    monkeypatch.setattr(ui, "_PARTS", Noting(512))
    page = PAGE["kommuner"]

    def draw(filters: Filters) -> None:
        document = Document(Here(page, edition, filters, danish), "", {})
        with drawing_on(document):
            ui.arrange(document.visit, page_documents._script(page))

    esbjerg = Filters(own="101", municipality=("561",))
    draw(esbjerg)
    assert len(drawn) > 12
    drawn.clear()
    draw(esbjerg.but(indicator=("exam_grade_9",)))
    # The figure is no part, and no other part answers for the choice.
    assert drawn == []


def test_covid_19_is_not_broken_where_it_is_read_and_unchanged_in_tags(
    edition: Edition, danish: Text
) -> None:
    drawn = KeptParts(8).drawn(
        lambda *_: Markup('<p title="covid-19">Præget af covid-19.</p><option>covid-19</option>'),
        edition,
        Filters(),
        danish,
    )
    assert drawn == (
        '<p title="covid-19">Præget af <span class="nowrap">covid-19</span>.</p>'
        "<option>covid-19</option>"
    )
