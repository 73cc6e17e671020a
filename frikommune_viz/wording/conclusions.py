"""The sentences that may be quoted, and the statements each of them retells.

They are written by hand, in both languages; tests hold each to the phrases it takes from its
statements, to their numbers and to whoever tells it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.text import Text, mark


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A sentence that retells statements of one source.

    Attributes
    ----------
    retells
        The statements by their id, each with the phrase of its sentence that is taken over, in
        Danish and in English.
    sentence
        May name the month of the source as ``{month}``.
    scope
        Whom it is about, and what the source does not say.
    """

    retells: tuple[tuple[str, str, str], ...]
    sentence: str
    scope: str

    @property
    def finding_ids(self) -> tuple[str, ...]:
        """The statements that are retold, in their order."""
        return tuple(finding_id for finding_id, _, _ in self.retells)

    def said(self, edition: Edition, text: Text) -> str:
        """Return the sentence; the month is that of its source."""
        source = edition.sources[edition.finding[self.finding_ids[0]].source_id]
        month = text.date(source.date[:7]) if source.date else text.say("år ikke oplyst")
        return text.say(self.sentence, month=month)


CONCLUSIONS: Final = (
    Conclusion(
        (
            ("F001", "øget tillid i kommuner", "more trust in municipalities"),
            (
                "F008",
                "øget trivsel i nogle grupper af medarbejdere og ledere",
                "increased well-being in some groups of staff and managers",
            ),
        ),
        mark(
            "VIVE vurderer i slutevalueringen fra {month}, at velfærdsaftalerne har skabt øget "
            "tillid i kommuner og givet øget trivsel i nogle grupper af medarbejdere og ledere."
        ),
        mark("Gælder de syv samlet. Hvor meget, er ikke oplyst."),
    ),
    Conclusion(
        (
            ("F005", "lidt mere faglig frihed", "slightly more professional freedom"),
            ("F009", "markante virkninger", "marked effects"),
        ),
        mark(
            "Medarbejderne oplever ifølge VIVE lidt mere faglig frihed, men efter tre år kan VIVE "
            "ikke aflæse markante virkninger for børn, elever og ældre som helhed."
        ),
        mark(
            "Gælder de tre områder som helhed. Især på skole- og ældreområdet oplever medarbejdere "
            "ifølge VIVE gode virkninger for bestemte grupper."
        ),
    ),
    Conclusion(
        (("F058", "6 af 53 tiltag", "6 of 53 initiatives"),),
        mark(
            "På ældreområdet krævede 6 af 53 tiltag fritagelse fra lovgivningen, skriver "
            "Danske Ældreråd om VIVEs midtvejsevaluering."
        ),
        mark("Gælder ældreområdet midtvejs, ikke skoler og dagtilbud."),
    ),
)

OWN_WORDS: Final = {"F009": mark("ingen markante virkninger")}
"""The word of a source itself, where ours for the direction would say something else."""
