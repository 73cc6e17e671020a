"""How the figures of a survey are made and read, and how each question was worded."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import SurveyVerdict
from frikommune_viz.model.rows import SurveyIndicator
from frikommune_viz.parts.method import section_heading
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels

WHEN: Final = {
    SurveyVerdict.UP: mark(
        "Hele intervallet ligger over 0, også når der tages højde for, hvor mange ændringer der "
        "vises sammen."
    ),
    SurveyVerdict.DOWN: mark("Det samme, men under 0."),
    SurveyVerdict.AT_MOST_SMALL: mark(
        "Hele intervallet ligger inden for ±{band} point, også når der tages højde for, hvor mange "
        "ændringer der vises sammen."
    ),
    SurveyVerdict.NO_CLEAR_CHANGE: mark(
        "Intervallet rummer 0, eller forskellen kan være tilfældig, når der er justeret for antallet "
        "af sammenligninger. Der kan være en ændring, men svarene viser den ikke sikkert."
    ),
    SurveyVerdict.NOT_COMPARABLE: mark(
        "Ordlyd, svarskala eller gruppe er ikke den samme i de to runder."
    ),
    SurveyVerdict.TOO_FEW: mark("For få har svaret til, at tallet kan vises."),
    SurveyVerdict.PROTECTS_ANOTHER: mark(
        "Mange nok har svaret, men blev tallet vist, kunne et skjult tal regnes ud eller snævres ind."
    ),
    SurveyVerdict.FEW_WORKPLACES: mark(
        "Der er for få arbejdspladser til at sige noget om sikkerhed, eller de ligner tilfældigvis "
        "hinanden, så usikkerheden ikke kan ses."
    ),
}
"""When each of the words for a change in a survey is used."""


def survey_method(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Explain the scale, the intervals, the words, what is hidden, and show every wording."""
    indicators = edition.survey_indicators.values()
    # A survey has one codebook, so its thresholds are those of each of its questions.
    held, *_ = indicators
    decimals = 0 if held.fewest_workplaces.is_integer() else 1
    return draw(
        "survey_method.html",
        text,
        smallest=text.number(held.smallest_base),
        reliable=text.number(held.reliable_base),
        few=text.number(held.smallest_category - 1),
        workplaces=text.number(held.fewest_workplaces, decimals),
        heading=section_heading("spoergeskema", text),
        verdicts=[
            {
                "word": text.say(labels.SURVEY_VERDICT[verdict]),
                "when": text.say(sentence, band=text.number(held.relevance_band)),
            }
            for verdict, sentence in WHEN.items()
        ],
        questions=[_question(row, edition, text) for row in indicators if not row.items],
    )


def _question(row: SurveyIndicator, edition: Edition, text: Text) -> dict[str, object]:
    asked = [one for one in edition.survey_questions if one.indicator_id == row.indicator_id]
    return {
        "label": text.pick(row.label),
        "theme": text.say(labels.THEME[row.theme]),
        "wordings": [
            {"wave": text.say(labels.WAVE[one.wave]), "wording": text.pick(one.wording)}
            for one in asked
        ],
        "is_changed": len({one.wording for one in asked}) > 1,
    }
