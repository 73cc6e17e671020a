"""Say which figure answers for an area, as was decided beforehand, and that all others describe."""

from __future__ import annotations

from frikommune_viz.model.rows import Indicator
from frikommune_viz.text import Text
from frikommune_viz.wording import labels


def answers_for(
    indicator: Indicator, primary: Indicator | None, text: Text, *, by_gap: bool = False
) -> str:
    """Say whether this figure answers for its area, and why it is the one that does.

    Parameters
    ----------
    indicator
        The figure shown.
    primary
        The one that was named for its area; None where none was.
    by_gap
        Whether the answer rests on the gap from the common course and not on what is shown.
    """
    area = text.say(labels.AREA_INLINE[indicator.area])
    if primary is None:
        return text.say(
            "For {area} er intet tal valgt til at svare på, om noget er usædvanligt. Tallene her "
            "beskriver kun.",
            area=area,
        )
    if primary != indicator:
        return text.say(
            "For {area} er {subject} på forhånd valgt til at svare på, om noget er usædvanligt. "
            "Tallene her beskriver kun.",
            area=area,
            subject=labels.inline(text.pick(primary.subject)),
        )
    reason = text.pick(indicator.primary_reason)
    if by_gap:
        return text.say(
            "Det her tal er på forhånd valgt til at svare for {area}. Svaret hviler på alle årene "
            "under »Hvad kan udelukkes?«, ikke på de to her. Hvorfor det er valgt: {reason}",
            area=area,
            reason=reason,
        )
    return text.say(
        "Det her tal er på forhånd valgt til at svare for {area}, for kommunerne under ét. Hvorfor "
        "det er valgt: {reason}",
        area=area,
        reason=reason,
    )
