"""The claim ladder: what a sentence may say, by the design of its evidence.

Two questions are put to a sentence. Does it claim a cause, or more certainty, than its evidence
can carry (:func:`forbidden`)? And where it retells somebody, does it name whom (:func:`untold`)?

The lists are short on purpose: they catch the words that turn an observation into an effect, or
a person's word into a fact. They do not replace reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from frikommune_viz.model.codes import EvidenceType, SourceClass

CAUSAL: Final = {
    "da": re.compile(
        r"\b(føre[rt]?|førte|medfør\w*|skab(e|er|te|t|es|tes)|effekt\w*|virkning\w*|på grund af"
        r"|skyld(es|tes)|bidraget|bidrog|har givet|resulter\w*)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(led to|leads? to|caus(ed|es?)|creat(ed|es?)|effects?|impacts?|because of|due (not"
        r" least )?to|contribut(ed|es?)|ha(s|ve) brought|ha(s|ve) (improved|increased)|resulted in"
        r"|brings?)\b",
        re.IGNORECASE,
    ),
}
"""Words that claim a cause. Only a sentence that attributes the judgement may use them."""

DENIALS: Final = {
    "da": re.compile(
        r"\bikke (i sig selv )?en virkning\b|\bingen (markante )?virkning(er)?\b"
        r"|\bikke (aflæse|påvise) (en |markante )?virkning(er)?\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bnot (in itself |show )?an effect\b|\bno (marked )?effects?\b|\btakes? effect\b"
        r"|\b(cannot|could not) (detect|show) (an |marked )?effects?\b",
        re.IGNORECASE,
    ),
}
"""Turns of phrase that hold a word of cause without claiming one."""

TELLING: Final = {
    "da": re.compile(
        r"\b(ifølge|oplever|fortæller|oplyser|melder|siger|mener|finder|udtrykker|beskriver"
        r"|beretter|skriver|peger på|kalder|ser|mærker|vurderer|ærgrer|antyder|fremhæver"
        r"|gengiver|kan VIVE|VIVE kan|kunne VIVE)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        # "The municipality has good experience of it" is told by nobody.
        r"\b(according to|(?<!good )(?<!has )(?<!the )experiences?(?! of| is| with)|finds?|tells?|reports?|says?|stress(es)?|holds?|expresses"
        r"|describes?|writes?|points? (out|to)|calls?|sees?|notices?|assess(es)?|regrets?|hints?"
        r"|retells?|VIVE cannot|VIVE could not)\b",
        re.IGNORECASE,
    ),
}
"""How an account is given. Never a noun: "the experience is" does not say whose."""

TELLERS: Final = {
    "da": re.compile(
        r"\b(VIVEs?|ministeriet|kommunen?s?|kommunerne|kommuner|forvaltningen|byrådet"
        r"|borgmesteren|direktør|udvalgsformanden|skolen|skolens|skolelederen|lederen|ledere"
        r"|formand|skolebestyrelsesformænd|tillidsrepræsentanten|lærer(e|ne|en)?|pædagoger"
        r"|medarbejderne?|personalet|ansatte|elever(ne)?|forældre(ne)?|borgerne|forskere?(ne)?"
        r"|kommentator|journalist\w*|lokalavisens?)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(VIVE('s)?|ministry|municipality('s)?|municipalities|administration|council|mayor"
        r"|director|committee chair|school('s)?|head|manager|managers|chairs?"
        r"|union representative|teachers?|pedagogues|staff|pupils?|parents?|citizens|researchers"
        r"|commentator|journalist('s)?|local paper('s)?)\b",
        re.IGNORECASE,
    ),
}
"""Those who may give an account, beside the publishers, who are known by their names."""

_SENTENCE_END: Final = re.compile(r"(?<=[.?!]) ")

_REACH: Final = 70
"""So many characters from the telling the teller may stand: about one clause."""

SHARES: Final = re.compile(r"\d+([.,]\d+)?\s*(%|pct|procent|per cent)", re.IGNORECASE)

OTHER_CAUSES: Final = {
    "da": re.compile(r"\b(på grund af|skyldes) (covid-19|corona\w*|pandemien)\b", re.I),
    "en": re.compile(r"\b(because of|due to) (covid-19|corona\w*|the pandemic)\b", re.I),
}
"""Causes that are not the agreement. A caveat may name them: it warns and claims nothing."""

ALLOWED: Final = "a sentence that names who gives the account, and claims no cause or share"

NEEDS_ATTRIBUTION: Final = frozenset({EvidenceType.SELF_REPORT, EvidenceType.INTERVIEWS})


def names_teller(sentence: str, language: str, publishers: Iterable[str] = ()) -> bool:
    """Return whether a sentence names somebody and says that the account is theirs.

    Parameters
    ----------
    sentence
        One text of the tables or the pages.
    language
        ``da`` or ``en``.
    publishers
        Names of the publishers behind the sentence; each counts as a teller.

    Examples
    --------
    >>> names_teller("I Holbæk er erfaringen, at det kræver tid.", "da")
    False
    >>> names_teller("Ifølge DK Social er erfaringen, at det kræver tid.", "da", ["DK Social"])
    True
    """
    for told in TELLING[language].finditer(sentence):
        beside = sentence[max(0, told.start() - _REACH) : told.end() + _REACH]
        if TELLERS[language].search(beside) or any(_names(name, beside) for name in publishers):
            return True
    return False


def forbidden(
    statement: str,
    language: str,
    evidence: EvidenceType,
    source_class: SourceClass,
    *,
    publishers: Iterable[str] = (),
    is_caveat: bool = False,
) -> str:
    """Return why a statement may not be said like this, or an empty string where it may.

    Parameters
    ----------
    statement
        One sentence about what was found.
    language
        ``da`` or ``en``.
    evidence
        What the sentence rests on.
    source_class
        The class of the document; a register shows no cause, whoever says so.
    publishers
        Names of the publishers of its sources; each counts as a teller.
    is_caveat
        Whether the text warns the reader; it may then name covid-19 as a cause.

    Examples
    --------
    >>> forbidden(
    ...     "Aftalen skabte arbejdsglæde.",
    ...     "da",
    ...     EvidenceType.NOT_STATED,
    ...     SourceClass.PRESS,
    ... )
    '"skabte" claims a cause without saying whose judgement it is'
    """
    claimed = OTHER_CAUSES[language].sub("", statement) if is_caveat else statement
    for sentence in _SENTENCE_END.split(claimed):
        causal = claimed_cause(sentence, language)
        if causal and not names_teller(sentence, language, publishers):
            return f'"{causal}" claims a cause without saying whose judgement it is'
        if causal and source_class is SourceClass.REGISTER:
            return f'"{causal}" claims a cause, which a register cannot show'
    if evidence in NEEDS_ATTRIBUTION and not names_teller(statement, language, publishers):
        return "the sentence does not say whose account it is"
    if evidence is EvidenceType.INTERVIEWS and SHARES.search(statement):
        return "interviews cannot give shares"
    return ""


def untold(statement: str, language: str, publishers: Iterable[str]) -> str:
    """Return why a retold statement is told by nobody, or an empty string where a teller is named.

    Parameters
    ----------
    statement, language
        The sentence and its language.
    publishers
        Names of the publishers of its sources.
    """
    if names_teller(statement, language, publishers):
        return ""
    return "the sentence does not name who gives the account"


def claimed_cause(sentence: str, language: str) -> str:
    """Return the word by which a sentence claims a cause; empty where it claims none.

    Examples
    --------
    >>> claimed_cause("Tallene viser ikke en virkning af aftalerne.", "da")
    ''
    """
    found = CAUSAL[language].search(DENIALS[language].sub("", sentence))
    return found[0] if found else ""


def _names(publisher: str, sentence: str) -> bool:
    """Return whether the sentence holds the publisher's name, or what it is known by."""
    # "Folkeskolen (fagblad) nr. 7/2021" is known as Folkeskolen, "Altinget Kommunal" as Altinget,
    # "Akademikerbladet (DM)" by either.
    words = re.split(r"[ (/)]+", publisher)
    plain = publisher.partition(" (")[0]
    return plain in sentence or (len(words[0]) > 3 and words[0] in sentence)
