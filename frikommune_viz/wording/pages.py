"""The pages of the site, in the order of the menu: address, file and the words of their heads.

One home for what the menu, the ``<head>``, the heading seen before the app paints and the page
itself all say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from frikommune_viz.text import mark

SITE_NAME: Final = "Frikommune Explorer"


@dataclass(frozen=True, slots=True)
class Page:
    """One page. All words are Danish messages to be said through :class:`~.text.Text`.

    Attributes
    ----------
    code
        Name of the file in ``pages/`` and of the address.
    menu, kicker, heading, lead
        The word in the menu, the line over the heading, the heading, and the lead of a page
        whose heading does not say it all.
    description
        At most 160 characters for search engines and link previews.
    has_survey
        Whether it shows or explains a survey; an edition of nothing else has these pages alone.
    """

    code: str
    menu: str
    kicker: str
    heading: str
    description: str
    lead: str = ""
    has_survey: bool = False

    @property
    def address(self) -> str:
        """Path of the page; the first page is served at ``/`` only."""
        return "/" if self.code == "overblik" else f"/{self.code}"


PAGES: Final = (
    Page(
        code="overblik",
        menu=mark("Overblik"),
        kicker=mark(
            "Syv kommuner fik i 2021–2025 hver ét velfærdsområde fritaget for en række regler. "
            "Forskningscentret VIVE har evalueret forsøget."
        ),
        heading=mark(
            "VIVE ser mere tillid og arbejdsglæde, men kan ikke aflæse markante virkninger for "
            "borgerne som helhed"
        ),
        description=mark(
            "Hvad kom der ud af velfærdsaftalerne i syv kommuner? Tillid, arbejdsglæde, "
            "faglig frihed og resultater for borgerne, med kilde til hvert udsagn."
        ),
    ),
    Page(
        code="sammenlign",
        menu=mark("Sammenlign"),
        kicker=mark("Sammenlign · udsagn og registertal"),
        heading=mark("Find det udsagn eller det tal, du skal bruge"),
        description=mark(
            "Filtrér udsagn og registertal om de syv kommuner med velfærdsaftale, "
            "se kilderne, og hent tallene."
        ),
        has_survey=True,
    ),
    Page(
        code="borgere",
        menu=mark("Registertal"),
        kicker=mark("Registertal · alle 98 kommuner"),
        heading=mark("Registertal for forsøgskommunerne og resten af landet"),
        description=mark(
            "Elevfravær, elevtrivsel og normering i alle 98 kommuner. Er ændringen i kommunerne "
            "med velfærdsaftale usædvanlig?"
        ),
    ),
    Page(
        code="kommuner",
        menu=mark("Kommuner"),
        kicker=mark("Kommuner · de syv med en aftale, og hvem der ligner din"),
        heading=mark("De syv kommuner hver for sig"),
        lead="",
        description=mark(
            "Esbjerg, Helsingør, Holbæk, Langeland, Middelfart, Rebild og Viborg: "
            "aftale, tiltag, regler, udsagn og registertal."
        ),
        has_survey=True,
    ),
    Page(
        code="inspiration",
        menu=mark("Inspiration"),
        kicker=mark("Inspiration · til kommuner, der selv vil prøve"),
        heading=mark("Det har kommunerne gjort og planlagt"),
        lead=mark(
            "Se, hvad kommuner og institutioner har brugt friheden til, og hvilke regler "
            "de kunne fravige."
        ),
        description=mark(
            "Søg i de syv kommuners tiltag og i de regler, de kunne fravige under "
            "velfærdsaftalerne."
        ),
    ),
    Page(
        code="antagelser",
        menu=mark("Antagelser"),
        kicker=mark("Antagelser · forsøgets programteori"),
        heading=mark("Kilder for og imod de fire antagelser bag forsøget"),
        lead=mark(
            "Velfærdsaftalerne bygger på fire antagelser om, hvorfor frihed skulle give bedre "
            "velfærd. Her står de udsagn, der taler for og imod hver af dem."
        ),
        description=mark(
            "De fire antagelser bag velfærdsaftalerne og de udsagn, der taler for og imod."
        ),
    ),
    Page(
        code="metode",
        menu=mark("Metode"),
        kicker=mark("Metode · læsevejledning, kilder og data"),
        heading=mark("Sådan skal siderne læses"),
        lead=mark(
            "Hvor oplysningerne kommer fra, hvad de kan bruges til, og hvad de ikke kan sige noget om."
        ),
        description=mark(
            "Metode, begrænsninger, ordforklaringer, kilder, data til hentning og "
            "tilgængelighedserklæring."
        ),
        has_survey=True,
    ),
)

PAGE: Final = {page.code: page for page in PAGES}
