"""Parts around the figures of a survey: where there are numbers, and where there are none."""

from __future__ import annotations

from itertools import combinations

from markupsafe import Markup

from frikommune_viz.edition.edition import PRACTICE, Edition
from frikommune_viz.filters import SURVEYED, Filters
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.page_frame import draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.selection import choices
from frikommune_viz.selection.survey import select_survey
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE
from frikommune_viz.wording.survey import as_practice
from frikommune_viz.wording.survey_differences import of_two

GROUPS = {str(group): labels.RESPONDENT[group] for group in SURVEYED}


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Open the section: what was asked of whom, and what the figures are not."""
    who = (
        text.say("Svarene er opdigtede. Ingen har svaret på spørgsmålene.")
        if edition.is_simulated
        else text.say("Medarbejdere og deres nærmeste ledere har svaret før og efter.")
    )
    return draw_section(
        text.say("Spørgeskemaet, før og efter"),
        text,
        who,
        text.say("Hvert område har sin egen figur, for områderne er spurgt hver for sig."),
        text.say(
            "Der er ingen gruppe uden aftale at sammenligne med. Figurerne viser, hvordan svarene "
            "er ændret, ikke hvorfor."
        ),
        anchor="spoergeskema",
    )


def not_published(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say that the survey's numbers are not public."""
    return _not_published(text)


def not_published_but_practice(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say so, and lead to the same view with invented numbers."""
    return _not_published(text) + draw(
        "to_practice.html",
        text,
        href=page_href("sammenlign", filters.travelling(edition=PRACTICE), "spoergeskema"),
    )


def question_words(edition: Edition, text: Text) -> dict[str, str]:
    """Return the words for each question and index by code, in the order of the catalogue."""
    return {
        row.indicator_id: text.say(
            "{theme}: {label}",
            theme=text.say(labels.THEME[row.theme]),
            label=text.pick(row.label),
        )
        for row in edition.survey_indicators.values()
    }


def two_chosen(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say by how much chosen municipalities differ, or why two of them are not compared."""
    question = choices.question(edition, filters)
    said: list[str] = []
    apart = set()
    for one, other in combinations(dict.fromkeys(filters.municipality), 2):
        area = MUNICIPALITY_AREA[one]
        if area is not MUNICIPALITY_AREA[other]:
            apart |= {one, other}
            continue
        survey = select_survey(edition, question, area, filters.group)
        if survey and (found := of_two(survey, frozenset({one, other}), text)):
            said.append(as_practice(survey, found, text))
    if apart:
        names = text.join(
            edition.municipalities[code].name for code in filters.municipality if code in apart
        )
        said.append(
            text.say(
                "{names} sammenlignes ikke på tværs af områder: hvert område er spurgt for sig.",
                names=names,
            )
        )
    if not said:
        return Markup()
    label = text.pick(edition.survey_indicators[question].label)
    return draw("two_chosen.html", text, label=label, said=said)


def not_asked(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say why nothing is drawn."""
    return _line(text.say("Gruppen er ikke spurgt om det på de områder, du har valgt."), text)


def no_answers(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say which choice shows how the answers fall: an index has none of its own."""
    return _line(
        text.say(
            "Et indeks er gennemsnittet af flere spørgsmål. Vælg et enkelt spørgsmål for at "
            "se, hvordan svarene fordeler sig."
        ),
        text,
    )


def too_many_areas(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say which choice shows more than the changes: of all areas it would fill the page."""
    if edition.survey_indicators[choices.question(edition, filters)].items:
        return _line(text.say("Vælg ét eller to områder for at se tallene før og efter."), text)
    return _line(
        text.say(
            "Vælg ét eller to områder for at se tallene før og efter, og hvordan svarene "
            "fordeler sig."
        ),
        text,
    )


def _line(line: str, text: Text) -> Markup:
    return draw("survey_line.html", text, line=line)


def draw_practice_banner(page: str, text: Text) -> Markup:
    """Draw the band of every page of the practice edition, with the way back."""
    return draw(
        "practice_banner.html",
        text,
        sentence=text.say(labels.PRACTICE),
        back=page_href(page, Filters(lang=text.language)),
    )


def draw_not_in_practice(page: str, text: Text) -> Markup:
    """Say that a page has nothing in an edition of invented numbers alone."""
    return draw(
        "not_in_practice.html",
        text,
        heading=text.say(PAGE[page].menu),
        back=page_href(page, Filters(lang=text.language)),
        practice=page_href("sammenlign", Filters(lang=text.language, edition=PRACTICE)),
    )


def _not_published(text: Text) -> Markup:
    return draw_section(
        text.say("Spørgeskemaet, før og efter"),
        text,
        text.say(
            "Vi har ikke fundet svarene pr. kommune. VIVE har spurgt medarbejdere og ledere før og "
            "efter, men vores kilder siger kun, hvilken vej svarene peger. Selve slutrapporten har "
            "vi ikke læst."
        ),
        anchor="spoergeskema",
    )
