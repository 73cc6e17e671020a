"""What a survey figure is not, how its questions were put, and what to know about its numbers."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

from frikommune_viz.model.codes import NotComparable, Status, SurveyVerdict
from frikommune_viz.selection.survey import Question, Survey
from frikommune_viz.text import Text
from frikommune_viz.wording import labels, survey_differences
from frikommune_viz.wording import survey as describe

ALPHA_DECIMALS: Final = 2


def change(survey: Survey, text: Text) -> tuple[str, ...]:
    """Return the notes of the change plot."""
    return (
        *_first(survey, text),
        *_by_chance(survey, text),
        *_cautions(survey, text),
        *_hidden(survey, text),
        *_whole(survey, text),
        *wordings(survey, text),
        *_index(survey, text),
        text.say("Forskellene er regnet ud, før tallene er rundet af."),
        *survey_differences.note(survey, text),
    )


def arrows(survey: Survey, text: Text) -> tuple[str, ...]:
    """Return the notes of the arrow plot."""
    return (
        *_first(survey, text),
        text.say(
            "En pil viser en stigning eller et fald. En streg uden pil er ikke en sikker ændring, "
            "og uden streg kan de to tal ikke sammenlignes."
        ),
        text.say(
            "Aksen går fra {low} til {high} for alle spørgsmål i temaet, ikke fra 0 til 100.",
            low=text.number(survey.ends.low),
            high=text.number(survey.ends.high),
        ),
        *survey_differences.note(survey, text),
        *_cautions(survey, text),
        *_index(survey, text),
    )


def answers(survey: Survey, text: Text) -> tuple[str, ...]:
    """Return the notes of the answers."""
    return (
        *_first(survey, text),
        *_from_left(survey, text),
        *_hidden_answers(survey, text),
        *_cautions(survey, text),
        *wordings(survey, text),
    )


def _hidden_answers(survey: Survey, text: Text) -> list[str]:
    """Say why distributions are hidden; where none is, what rounding does to those shown."""
    levels = [level for row in survey.rows for level in row.levels if not level.answers.shares]
    if not levels:
        return [text.say("Andelene er rundet af og kan give lidt mere eller mindre end 100 pct.")]
    reasons = {level.answers.status for level in levels}
    said = []
    if reasons - {Status.PROTECTS_ANOTHER}:
        said.append(
            text.say(
                "Hvor et svar er givet af ganske få, er hele fordelingen skjult det pågældende sted."
            )
        )
    if Status.PROTECTS_ANOTHER in reasons:
        said.append(_protecting(text))
    return said


def _from_left(survey: Survey, text: Text) -> list[str]:
    """Name the answers in the order they are drawn, for a picture that stands without its key."""
    if not survey.same_scale:
        return []
    names = [
        text.say("»{answer}«", answer=text.pick(one)) for one in survey.questions[0].categories
    ]
    return [text.say("Svarene står fra venstre mod højre: {answers}.", answers=text.join(names))]


def wordings(survey: Survey, text: Text) -> tuple[str, ...]:
    """Say how the question was put in both waves and, where it changed, which words did."""
    if not survey.questions:
        return ()
    first, *later = survey.questions
    before = text.pick(first.wording)
    if not later:
        return (_asked(first, text),)
    after = text.pick(later[0].wording)
    said = []
    if before == after:
        said.append(text.say("Spørgsmålet lød begge gange: »{wording}«", wording=before))
        if survey.whole.change.not_comparable_reason is NotComparable.WORDING:
            said.append(text.say("Ordlyden er ændret i spørgeskemaet på det andet sprog."))
    else:
        said += [_asked(first, text), _asked(later[0], text)]
        said += _differences(before, after, text)
    if not survey.same_scale:
        said += [_scale(question, text) for question in survey.questions]
    return tuple(said)


def _asked(question: Question, text: Text) -> str:
    return text.say(
        "Spørgsmålet lød {wave}: »{wording}«",
        wave=text.say(labels.IN_WAVE[question.wave]),
        wording=text.pick(question.wording),
    )


def _scale(question: Question, text: Text) -> str:
    answers = [text.say("»{answer}«", answer=text.pick(one)) for one in question.categories]
    return text.say(
        "Svarene {wave} var: {answers}.",
        wave=text.say(labels.IN_WAVE[question.wave]),
        answers=text.join(answers),
    )


def _differences(before: str, after: str, text: Text) -> list[str]:
    """Say which words of a question became which."""
    old, new = before.split(), after.split()
    said = []
    for what, i, i2, j, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = " ".join(old[i:i2]), " ".join(new[j:j2])
        if what == "replace":
            said.append(text.say("Ændret: »{old}« er blevet til »{new}«.", old=gone, new=come))
        elif what == "delete":
            said.append(text.say("Ændret: »{old}« er taget ud.", old=gone))
        elif what == "insert":
            said.append(text.say("Ændret: »{new}« er føjet til.", new=come))
    return said


def _first(survey: Survey, text: Text) -> list[str]:
    practice = [text.say(labels.PRACTICE)] if survey.is_simulated else []
    return [*practice, text.say(labels.NO_EFFECT)]


def _by_chance(survey: Survey, text: Text) -> list[str]:
    """Say how many of the comparisons shown would stand out where nothing had changed."""
    shown = len(survey.judged)
    if not shown:
        return []
    expected = round(shown * (1 - survey.confidence_level), 4)
    decimals = next(n for n in range(5) if round(expected, n) == expected)
    said = [
        text.count(
            "Hvis intet var ændret, og der ikke var justeret for antallet, ville i gennemsnit "
            "{expected} af {n} vist sammenligning skille sig ud alene ved et tilfælde.",
            "Hvis intet var ændret, og der ikke var justeret for antallet, ville i gennemsnit "
            "{expected} af de {n} viste sammenligninger skille sig ud alene ved et tilfælde.",
            shown,
            expected=text.number(expected, decimals),
        )
    ]
    families = {row.change.family_size for row in survey.judged} - {None}
    if len(families) == 1 and (size := families.pop()):
        said.append(
            text.count(
                "Vurderingen bygger på {n} sammenligning af området, gruppen og temaet.",
                "Vurderingerne tager højde for, at der er lavet {n} sammenligninger for området, "
                "gruppen og temaet.",
                size,
            )
        )
    return said


def _cautions(survey: Survey, text: Text) -> list[str]:
    """Warn where fewer than the stated share of those invited answered."""
    when = (text.say("før"), text.say("efter"))
    low = [
        text.say("{place} ({when})", place=describe.place(row, text), when=said)
        for row in survey.rows
        for level, said in zip(row.levels, when, strict=True)
        if level.response_rate is not None and level.response_rate < describe.LEAST_RESPONSE
    ]
    if not low:
        return []
    return [
        text.say(
            "Læs tallene med forbehold. Under {least} pct. af de spurgte svarede: {places}.",
            least=describe.percent(describe.LEAST_RESPONSE, text),
            places=text.join(low),
        )
    ]


def _hidden(survey: Survey, text: Text) -> list[str]:
    """Say what each reason for which a change is hidden means."""
    found = {row.change.verdict for row in survey.rows}
    said = []
    if SurveyVerdict.TOO_FEW in found:
        said.append(
            text.say(
                "Hvor få har svaret, vises intet tal: det ville være usikkert eller kunne røbe, "
                "hvad den enkelte har svaret."
            )
        )
    if SurveyVerdict.PROTECTS_ANOTHER in found:
        said.append(_protecting(text))
    if SurveyVerdict.FEW_WORKPLACES in found:
        said.append(
            text.say(
                "Hvor der er for få arbejdspladser til at sige noget om sikkerhed, eller de tilfældigvis "
                "ligner hinanden, vises intet tal: det kan ikke ses, hvor meget de ellers er "
                "forskellige."
            )
        )
    return said


def _protecting(text: Text) -> str:
    return text.say(
        "Nogle tal er skjult, selv om mange nok har svaret: ellers kunne man regne ud, hvad få "
        "andre har svaret."
    )


def _whole(survey: Survey, text: Text) -> list[str]:
    """Say what the area as a whole is, where it is shown."""
    if survey.whole.after.estimate is None or not survey.municipalities:
        return []
    return [
        text.say(
            "Hele området er gennemsnittet af kommunerne, vægtet med, hvor mange der blev spurgt i "
            "den sidste runde, med samme vægte begge gange."
        )
    ]


def _index(survey: Survey, text: Text) -> list[str]:
    """Say which questions an index is the mean of, and how well they go together."""
    if not survey.items:
        return []
    said = [
        text.count(
            "Indekset bygger på {n} spørgsmål: {questions}.",
            "Indekset er gennemsnittet af {n} spørgsmål: {questions}.",
            len(survey.items),
            questions=text.join(text.pick(item.label) for item in survey.items),
        )
    ]
    alphas = [level.alpha for level in survey.whole.levels]
    if alphas[0] is not None and alphas[1] is not None:
        said.append(
            text.say(
                "Cronbachs alfa for hele området er {before} før og {after} efter.",
                before=text.number(alphas[0], ALPHA_DECIMALS),
                after=text.number(alphas[1], ALPHA_DECIMALS),
            )
        )
    return said
