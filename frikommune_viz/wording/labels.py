"""The words for every code of :mod:`frikommune_viz.model`, as Danish messages.

Say them with ``text.say(labels.THEME[theme])``. A word used inside a sentence or a detail line is
written in lower case; :func:`capital` raises its first letter where it is used alone.
"""

from __future__ import annotations

from typing import Final

from frikommune_viz.model.codes import (
    Area,
    Category,
    Comparison,
    Desirable,
    Direction,
    EvidenceType,
    Exemption,
    IndicatorKind,
    Modifier,
    NotComparable,
    Note,
    PlaceboVerdict,
    Respondent,
    ResultKind,
    RuleStatus,
    Scale,
    SourceClass,
    Status,
    Support,
    SurveyVerdict,
    Theme,
    Verdict,
    View,
    Wave,
)
from frikommune_viz.text import mark

AREA: Final = {
    Area.DAYCARE: mark("Dagtilbud"),
    Area.SCHOOL: mark("Folkeskole"),
    Area.ELDERCARE: mark("Ældrepleje"),
}
AREA_INLINE: Final = {
    Area.DAYCARE: mark("dagtilbud"),
    Area.SCHOOL: mark("folkeskolen"),
    Area.ELDERCARE: mark("ældreområdet"),
}
THEME: Final = {
    Theme.TRUST: mark("Tillid"),
    Theme.JOB_SATISFACTION: mark("Arbejdsglæde"),
    Theme.PROFESSIONAL_FREEDOM: mark("Faglig frihed"),
    Theme.CITIZEN_OUTCOMES: mark("Resultater for borgerne"),
    Theme.GOVERNANCE: mark("Styring og ledelse"),
    Theme.DOCUMENTATION: mark("Dokumentation"),
    Theme.QUALITY: mark("Kvalitet"),
    Theme.IMPLEMENTATION: mark("Implementering"),
    None: mark("Flere temaer under ét"),
}
SHORT_THEME: Final = THEME | {Theme.CITIZEN_OUTCOMES: mark("Borgerresultater")}
"""Where there is no room for three words: heads of columns."""
SOURCE_CLASS: Final = {
    SourceClass.EVALUATION: mark("VIVE"),
    SourceClass.EVALUATION_RETOLD: mark("VIVE, gengivet af andre"),
    SourceClass.RESEARCH: mark("forskning"),
    SourceClass.MUNICIPALITY: mark("kommunen selv"),
    SourceClass.PRESS: mark("presse og organisationer"),
    SourceClass.LAW: mark("lov og Folketing"),
    SourceClass.REGISTER: mark("register"),
    SourceClass.OWN: mark("vores egne ord"),
}
TELLER: Final = {
    SourceClass.EVALUATION: mark("VIVE"),
    SourceClass.EVALUATION_RETOLD: mark("VIVE"),
    SourceClass.RESEARCH: mark("forskere"),
    SourceClass.MUNICIPALITY: mark("kommunen"),
}
"""Who says it, where the publisher's name is not the one to say."""
THEMSELVES: Final = mark("kommunerne selv")
"""The kind of source where several municipalities speak of themselves."""
TELLER_OF_SEVERAL: Final = TELLER | {SourceClass.MUNICIPALITY: mark("kommunerne")}
DIRECTION: Final = {
    Direction.UP: mark("Mere"),
    Direction.SLIGHTLY_UP: mark("Lidt mere"),
    Direction.NONE: mark("Ingen tydelig ændring"),
    Direction.MIXED: mark("Blandet"),
    Direction.SLIGHTLY_DOWN: mark("Lidt mindre"),
    Direction.DOWN: mark("Mindre"),
    Direction.NOT_STATED: mark("Uden retning"),
}
"""Which way a statement points. Increase and decrease are words for figures."""
BETTER: Final = {
    Direction.UP: mark("Bedre"),
    Direction.SLIGHTLY_UP: mark("Lidt bedre"),
}
"""The word for outcomes for citizens that the source calls wanted: one has no more of them."""
VERDICT: Final = {
    Verdict.REPORTED_UP: DIRECTION[Direction.UP],
    Verdict.REPORTED_SLIGHTLY_UP: DIRECTION[Direction.SLIGHTLY_UP],
    Verdict.REPORTED_NONE: DIRECTION[Direction.NONE],
    Verdict.REPORTED_MIXED: DIRECTION[Direction.MIXED],
    Verdict.REPORTED_SLIGHTLY_DOWN: DIRECTION[Direction.SLIGHTLY_DOWN],
    Verdict.REPORTED_DOWN: DIRECTION[Direction.DOWN],
    Verdict.DIRECTION_NOT_STATED: DIRECTION[Direction.NOT_STATED],
    Verdict.DISAGREE: mark("Hver sin vej"),
    Verdict.DIFFERENT_THINGS: mark("Forskellige ting"),
    Verdict.SITES_ONLY: mark("Ikke omtalt for kommunen som helhed"),
    Verdict.COARSER_ONLY: mark("Ikke omtalt særskilt"),
    Verdict.FINER_ONLY: mark("Ikke omtalt samlet"),
    Verdict.NOT_KNOWN: mark("Ikke omtalt i vores kilder"),
    Verdict.FILTERED_OUT: mark("Ingen udsagn i dit valg"),
}
DESIRABLE: Final = {
    Desirable.YES: mark("i den ønskede retning"),
    Desirable.NO: mark("ikke i den ønskede retning"),
    Desirable.NEUTRAL: "",
}
RESPONDENT: Final = {
    Respondent.STAFF: mark("medarbejdere"),
    Respondent.LEADERS: mark("ledere"),
    Respondent.STAFF_AND_LEADERS: mark("medarbejdere og ledere"),
    Respondent.CHILDREN: mark("børn"),
    Respondent.PUPILS: mark("elever"),
    Respondent.OLDER_PEOPLE: mark("ældre"),
    Respondent.PARENTS: mark("forældre"),
    Respondent.RELATIVES: mark("pårørende"),
    Respondent.CITIZENS: mark("borgere"),
    Respondent.ADMINISTRATION: mark("forvaltning"),
    Respondent.POLITICIANS: mark("politikere"),
    Respondent.ORGANISATIONS: mark("organisationer"),
    None: mark("gruppe ikke oplyst"),
}
WAVE: Final = {
    Wave.BASELINE: mark("ved starten"),
    Wave.ONGOING: mark("undervejs"),
    Wave.MIDWAY: mark("midtvejs"),
    Wave.OWN_FINAL: mark("kommunens egen evaluering"),
    Wave.FINAL: mark("slutevaluering"),
}
EVIDENCE_TYPE: Final = {
    EvidenceType.SURVEY_BEFORE_AFTER: mark("spørgeskema før og efter"),
    EvidenceType.REGISTER: mark("registertal"),
    EvidenceType.NATIONAL_SURVEY: mark("national spørgeskemaundersøgelse"),
    EvidenceType.INTERVIEWS: mark("interview"),
    EvidenceType.SELF_REPORT: mark("eget udsagn"),
    EvidenceType.OBSERVATION: mark("observation"),
    EvidenceType.NOT_STATED: mark("grundlag ikke oplyst"),
}
SUPPORT: Final = {
    Support.YES: mark("Taler for"),
    Support.PARTLY: mark("Taler delvist for"),
    Support.BOTH: mark("Taler både for og imod"),
    Support.NO: mark("Taler imod"),
}
CATEGORY: Final = {
    Category.DAYCARE_LEARNING: mark("læringsmiljø i dagtilbud"),
    Category.SCHOOL_DAY: mark("skoledagens længde og opbygning"),
    Category.TEACHING: mark("undervisning"),
    Category.TRANSITIONS: mark("overgange"),
    Category.REABLEMENT_HOME_CARE: mark("rehabilitering og hjemmehjælp"),
    Category.MEALS: mark("måltider"),
    Category.TEAMS_CONTINUITY: mark("faste teams"),
    Category.INVOLVEMENT: mark("inddragelse"),
    Category.PARENT_COOPERATION: mark("samarbejde med forældre"),
    Category.GOVERNANCE: mark("styring og ledelse"),
    Category.DOCUMENTATION_WORKFLOWS: mark("dokumentation og arbejdsgange"),
    Category.OTHER: mark("andet"),
}
SCALE: Final = {
    Scale.ONE_SITE: mark("ét sted"),
    Scale.SEVERAL_SITES: mark("flere steder"),
    Scale.MUNICIPALITY_WIDE: mark("hele kommunen"),
    Scale.TRIAL: mark("afprøvning"),
    Scale.UNKNOWN: mark("omfang ikke oplyst"),
}
RESULT_KIND: Final = {
    ResultKind.SELF_REPORT: mark("De fortæller selv"),
    ResultKind.PRESS: mark("Pressen fortæller"),
    ResultKind.NONE: mark("Vores kilder fortæller ikke, hvordan det gik."),
}
EXEMPTION: Final = {
    Exemption.YES: mark("krævede fritagelse fra loven"),
    Exemption.NO: mark("krævede ingen fritagelse fra loven"),
    Exemption.UNKNOWN: mark("uvist, om det krævede fritagelse fra loven"),
}
RULE_STATUS: Final = {
    RuleStatus.LIFTED: mark("Kunne fraviges"),
    RuleStatus.KEPT: mark("Stod fast"),
    RuleStatus.NEW_DUTY: mark("Ny pligt i forsøget"),
    RuleStatus.OUTSIDE: mark("Uden for forsøget"),
}
MODIFIER: Final = {
    Modifier.ABOUT: mark("ca. {number}"),
    Modifier.JUST_UNDER: mark("knap {number}"),
    Modifier.CLOSE_TO: mark("op imod {number}"),
    Modifier.MORE_THAN: mark("mere end {number}"),
}
"""How a number is written that its source does not state exactly."""
STATUS: Final = {
    Status.NORMAL: mark("almindelig"),
    Status.PROVISIONAL: mark("foreløbig"),
    Status.LOW_RELIABILITY: mark("usikker"),
    Status.SUPPRESSED: mark("skjult af hensyn til fortrolighed"),
    Status.PROTECTS_ANOTHER: mark("skjult for at beskytte andre tal"),
    Status.NOT_COLLECTED: mark("ikke indsamlet"),
    Status.NOT_APPLICABLE: mark("ikke relevant"),
    Status.MISSING: mark("ikke offentliggjort"),
    Status.BREAK: mark("opgjort på en ny måde"),
    Status.SIMULATED: mark("øvedata"),
    Status.FEW_WORKPLACES: mark("for få arbejdspladser til at sige noget om sikkerhed"),
}
SURVEY_STATUS: Final = {
    **STATUS,
    Status.SUPPRESSED: mark("for få svar"),
    Status.LOW_RELIABILITY: mark("for få svar til et sikkert tal"),
}
"""The same in a survey, where each reason not to show a figure has a word of its own."""
WHY_HIDDEN: Final = {
    Status.SUPPRESSED: mark("skjult af hensyn til fortrolighed"),
    Status.PROTECTS_ANOTHER: mark("et skjult tal kunne ellers regnes ud"),
}
"""What is said beside a verdict that is itself the word for a reason."""
IN_CHART: Final = {Status.FEW_WORKPLACES: mark("for få arbejdspladser")}
"""What fits into a chart in the narrowest frame, where the whole reason does not; a note has it."""
NOTE: Final = {
    Note.COVID_19: mark("perioden var præget af covid-19"),
    Note.EXAMS_ADAPTED: mark("prøverne var tilpasset efter covid-19"),
    Note.EXAMS_CANCELLED: mark("prøverne blev aflyst eller tilpasset på grund af covid-19"),
    Note.INCOMPLETE_REPORTING: mark("formentlig ufuldstændig indberetning"),
    Note.OWN_CALCULATION: mark("egen beregning"),
    Note.SERIES_BREAK: mark("ny opgørelse"),
    Note.SMALL_NUMBERS: mark("meget små tal, som svinger"),
    Note.UNUSUALLY_LOW: mark("usædvanligt lavt tal"),
}
INDICATOR_KIND: Final = {
    IndicatorKind.OUTCOME: mark("resultat for borgerne"),
    IndicatorKind.CONDITION: mark("vilkår"),
}

PLACEBO_VERDICT: Final = {
    PlaceboVerdict.UNUSUAL: mark("Usædvanlig"),
    PlaceboVerdict.UNSETTLED: mark("Kan ikke afgøres"),
    PlaceboVerdict.NOT_UNUSUAL: mark("Ikke usædvanlig"),
}
COMPARISON: Final = {
    Comparison.ALL_OTHERS: mark("alle kommuner uden aftale"),
    Comparison.SAME_GROUP: mark("samme kommunegruppe"),
}
VIEW: Final[dict[str, str]] = {
    View.LEVEL: mark("seneste tal"),
    View.CHANGE: mark("ændring"),
}

PRACTICE: Final = mark(
    "ØVEDATA. Alle tal i denne udgave er opdigtede og siger intet om kommunerne."
)
BANNER: Final = mark(
    "Der er kun delvist spurgt om det samme på de tre områder. Læs hvert område for sig."
)
NO_EFFECT: Final = mark("Tallene viser ikke en virkning af aftalerne.")


def capital(word: str) -> str:
    """Lift the first letter of a word that stands alone."""
    return word[:1].upper() + word[1:]


def inline(word: str) -> str:
    """Lower the first letter of a word that is to stand inside a sentence."""
    return word[:1].lower() + word[1:]


IN_AREA: Final = {
    Area.DAYCARE: mark("i dagtilbud"),
    Area.SCHOOL: mark("i folkeskolen"),
    Area.ELDERCARE: mark("på ældreområdet"),
}
IN_WAVE: Final = {
    Wave.BASELINE: mark("ved starten"),
    Wave.ONGOING: mark("undervejs"),
    Wave.MIDWAY: mark("midtvejs"),
    Wave.OWN_FINAL: mark("ved kommunens egen evaluering"),
    Wave.FINAL: mark("ved slutevalueringen"),
}
SURVEY_VERDICT: Final = {
    SurveyVerdict.UP: mark("Stigning"),
    SurveyVerdict.DOWN: mark("Fald"),
    SurveyVerdict.NO_CLEAR_CHANGE: mark("Ingen sikker ændring"),
    SurveyVerdict.AT_MOST_SMALL: mark("Højst en lille ændring"),
    SurveyVerdict.NOT_COMPARABLE: mark("Ikke sammenlignelig"),
    SurveyVerdict.TOO_FEW: mark("For få svar"),
    SurveyVerdict.PROTECTS_ANOTHER: mark("Skjult for at beskytte andre tal"),
    SurveyVerdict.FEW_WORKPLACES: mark("For få arbejdspladser"),
}
NOT_COMPARABLE: Final = {
    NotComparable.NOT_ASKED: mark("der er kun spurgt den ene gang"),
    NotComparable.WORDING: mark("spørgsmålet har fået en anden ordlyd"),
    NotComparable.SCALE: mark("der er svaret på en anden skala"),
    NotComparable.POPULATION: mark("det er ikke de samme grupper, der er spurgt"),
}
PRACTICE_MARK: Final = mark("ØVEDATA")
PRACTICE_MARK_MEANS: Final = mark("opdigtede tal")
"""Both stand across every figure of invented numbers."""
