"""Who is named as telling: a paper that prints what a municipality wrote is not that municipality."""

from __future__ import annotations

from frikommune_viz.model.codes import Scope, SourceClass
from frikommune_viz.wording.cell_told import _teller


def test_a_municipality_tells_of_itself_and_a_paper_carries_its_account(edition, danish) -> None:
    found = {
        (edition.sources[row.source_id].publisher, row.scope): _teller(
            edition.sources[row.source_id], row, danish
        )
        for row in edition.findings
        if edition.sources[row.source_id].source_class is SourceClass.MUNICIPALITY
        and row.scope is not Scope.SITE
    }
    own = {said for (publisher, _), said in found.items() if publisher.endswith(" Kommune")}
    assert own == {"om sig selv"}
    # The seven wrote together, and a local paper printed it: it was once told of "itself".
    assert found["Dit Holbæk", Scope.ALL_SEVEN] == "bringer kommunernes egen omtale"
