"""The first screen of a profile in words: the finding, the agreement, and what is not known."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts import handout_link
from frikommune_viz.parts.chooser import first_sentence
from frikommune_viz.parts.municipality import name_of, own_matrix_of
from frikommune_viz.parts.page_frame import Remark, draw_hero
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.unread import draw_unread
from frikommune_viz.text import Text
from frikommune_viz.wording import labels, profile
from frikommune_viz.wording.pages import PAGE


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say on which themes the municipality is spoken of, and by whom.

    An edition of invented answers alone holds no statement: there the area stands.
    """
    name = name_of(edition, filters)
    if not edition.findings:
        area = text.say(labels.AREA_INLINE[MUNICIPALITY_AREA[filters.profile]])
        heading = text.say("{name}: {area}", name=name, area=area)
        lead = text.say(
            "Opdigtede svar på et spørgeskema, før og efter. De siger intet om kommunen."
        )
        return draw_hero(PAGE["kommuner"], text, heading=heading, lead=lead)
    cells = own_matrix_of(edition, filters).cells
    heading = profile.finding(name, cells, edition, text)
    return draw_hero(PAGE["kommuner"], text, heading=heading)


def agreement(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say in one sentence what was agreed, the rest folded, and link to all of it on one page."""
    row = edition.agreements[filters.profile]
    summary = text.pick(row.summary)
    first = first_sentence(summary)
    return draw(
        "agreement.html",
        text,
        programme=row.programme,
        area=MUNICIPALITY_AREA[filters.profile],
        area_word=text.say(labels.AREA[MUNICIPALITY_AREA[filters.profile]]),
        period=text.period(f"{row.start}–{row.end}"),
        first=first,
        rest=summary.removeprefix(first).strip(),
        sources=[edition.sources[source_id] for source_id in row.source_ids],
        handout=handout_link.of_profile(edition, filters, text),
    )


def unknown(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say how much is known of the municipality, and on which themes nothing is."""
    row = edition.agreements[filters.profile]
    silent = [
        labels.inline(text.say(labels.THEME[cell.theme]))
        for cell in own_matrix_of(edition, filters).cells
        if cell.is_empty
    ]
    remarks = [Remark(text.say("Så godt er kommunen belyst."), text.pick(row.coverage))]
    if silent:
        not_said = text.say(
            "Vores kilder siger intet om {themes} for kommunen som helhed.",
            themes=text.join_or(silent),
        )
        remarks.append(Remark(text.say("Temaer uden udsagn."), not_said))
    if not edition.indicators_of(MUNICIPALITY_AREA[filters.profile]):
        remarks.append(Remark(text.say("Registertal."), _no_figure(filters, text)))
    remarks += draw_unread(edition, text)
    return draw("unknown.html", text, remarks=remarks)


def _no_figure(filters: Filters, text: Text) -> str:
    return text.say(
        "Der er ingen åbne registertal for {area} i denne udgave. "
        "Det betyder ikke, at intet er sket.",
        area=text.say(labels.AREA_INLINE[MUNICIPALITY_AREA[filters.profile]]),
    )
