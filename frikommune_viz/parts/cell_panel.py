"""Draw what is said in each cell: all texts lie in the page, and choosing one needs no server."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Scope
from frikommune_viz.parts.addresses import cell_anchor, page_href, panel_anchor
from frikommune_viz.parts.disagreement_list import apart_anchor
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.disagreements import disagreements_in, is_disagreement
from frikommune_viz.selection.statements import ALL_SEVEN, Cell, Matrix, Place
from frikommune_viz.text import Text
from frikommune_viz.wording import cell_told
from frikommune_viz.wording.mark_words import key_lines
from frikommune_viz.wording.statement_words import cell_text, place_name

MOST_SHOWN = 7
"""More statements than this are folded away with those that do not decide."""


def draw_panels(matrix: Matrix, edition: Edition, text: Text, filters: Filters) -> Markup:
    """Draw the panel beside the matrix: the key until a cell is chosen, then what is said there."""
    return draw(
        "cell_panels.html",
        text,
        lines=key_lines(matrix.cells, text),
        panels=[_panel(cell, edition, text, filters) for cell in matrix.cells],
    )


def _panel(cell: Cell, edition: Edition, text: Text, filters: Filters) -> dict[str, object]:
    shown = cell.deciding[:MOST_SHOWN]
    folded = [row for row in cell.statements if row not in shown]
    said = cell_text(cell, edition, text)
    return {
        "anchor": panel_anchor(cell.code),
        "code": cell.code,
        "chosen": filters.cell == cell.code,
        "title": cell_told.cell_title(cell, edition, text),
        "verdict": said.verdict,
        "why_empty": "" if cell.deciding else ". ".join(said.details),
        "see": _seen_at(cell, edition, text),
        "directions": cell_told.disagreement(cell, edition, text),
        "disagree": is_disagreement(cell),
        "apart": cell_told.apart(cell, edition, text),
        "both_sides": _both_sides(cell, edition, filters),
        "groups": cell_told.groups(shown, edition, text),
        "folded": cell_told.groups(folded, edition, text),
        "folded_count": len(folded),
        "all": text.count("Læs udsagnet", "Læs de {n} udsagn", len(cell.statements)),
        "has_statements": bool(cell.statements),
        "list_href": f"#{cell_anchor(cell.theme, cell.place.code)}",
        "copy_href": page_href("sammenlign", filters.but(cell=cell.code)),
    }


def _both_sides(cell: Cell, edition: Edition, filters: Filters) -> str:
    """Return where the overview tells the disagreement of a cell; its own before a wider one."""
    found = disagreements_in(cell, edition)
    if not found:
        return ""
    shown = next((one for one in found if one.code == cell.code), found[0])
    return page_href("overblik", filters.travelling(), apart_anchor(shown.code))


def _seen_at(cell: Cell, edition: Edition, text: Text) -> dict[str, str]:
    """Return the cell at the coarser level that does hold statements, if there is one."""
    if cell.coarser is None:
        return {}
    place = ALL_SEVEN if cell.coarser is Scope.ALL_SEVEN else Place(Scope.AREA, cell.place.area)
    return {
        "name": place_name(place, edition, text),
        "href": f"#{panel_anchor(f'{place.code}.{cell.theme}')}",
        "cell": f"{place.code}.{cell.theme}",
    }
