"""The claim ladder: what a sentence may say, by the design of its evidence.

The lists are short on purpose: they catch the words that turn an observation into an effect, or
a person's word into a fact. They do not replace reading.
"""

from __future__ import annotations

import re
from typing import Final

from frikommune_viz.model.codes import EvidenceType, SourceClass

CAUSAL: Final = {
    "da": re.compile(
        r"\b(føre[rt]?|førte|medfør\w*|skab\w*|effekt\w*|virkning\w*|på grund af|skyldes"
        r"|bidraget|bidrog|har givet|resulter\w*)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(led to|leads? to|caus(ed|es?)|creat(ed|es?)|effects?|impacts?|because of|due to"
        r"|contribut(ed|es?)|ha(s|ve) brought|ha(s|ve) improved|resulted in|brings?)\b",
        re.IGNORECASE,
    ),
}
"""Words that claim a cause. Only a sentence that attributes the judgement may use them."""

DENIALS: Final = {
    "da": re.compile(r"\bikke (i sig selv )?en virkning\b|\bingen markante virkninger\b", re.I),
    "en": re.compile(
        r"\bnot (in itself |show )?an effect\b|\bno marked effects\b|\btakes? effect\b", re.I
    ),
}
"""Turns of phrase that hold a word of cause without claiming one."""

ATTRIBUTED: Final = {
    "da": re.compile(
        r"\b(VIVEs?|ifølge|oplev(er|else)|fortæller|oplyser|melder|siger|mener|finder|udtrykker"
        r"|beskriver|beretter|skriver|peger på|kalder|ser|mærker|synes|erfaring\w*|vurderer"
        r"|ærgrer sig|antyder)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(VIVE('s)?|according to|experience[ds]?|experienced|tells?|reports?|says?|holds?|finds?"
        r"|expresses|describes?|writes?|points? (out|to)|calls?|sees?|notices?|lesson|assesses"
        r"|regrets?|hints?)\b",
        re.IGNORECASE,
    ),
}
"""Words that attribute a sentence to a source."""

SHARES: Final = re.compile(r"\d+([.,]\d+)?\s*(%|pct|procent|per cent)", re.IGNORECASE)

ALLOWED: Final = "a sentence that says whose account it is, and claims no cause or share"

NEEDS_ATTRIBUTION: Final = frozenset({EvidenceType.SELF_REPORT, EvidenceType.INTERVIEWS})


def forbidden(
    statement: str, language: str, evidence: EvidenceType, source_class: SourceClass
) -> str:
    """Return why a statement may not be worded like this, or an empty string when it may.

    Parameters
    ----------
    statement
        One sentence about what was found.
    language
        ``da`` or ``en``.
    evidence
        What the sentence rests on.
    source_class
        The class of the document; only VIVE's own words or retold words may name VIVE's effect.
    """
    attributed = ATTRIBUTED[language].search(statement) is not None
    causal = CAUSAL[language].search(DENIALS[language].sub("", statement))
    if causal and not attributed:
        return f'"{causal[0]}" claims a cause without saying whose judgement it is'
    if causal and source_class is SourceClass.REGISTER:
        return f'"{causal[0]}" claims a cause, which a register cannot show'
    if evidence in NEEDS_ATTRIBUTION and not attributed:
        return "the sentence does not say whose account it is"
    if evidence is EvidenceType.INTERVIEWS and SHARES.search(statement):
        return "interviews cannot give shares"
    return ""
