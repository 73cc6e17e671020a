"""The form in which a survey is handed in: its files, and the columns that are no questions."""

from __future__ import annotations

from typing import Final

from frikommune_viz.model.codes import Respondent
from frikommune_viz.pipeline.columns import Column, Kind, Table

CODEBOOK: Final = "codebook.toml"
RESPONSES: Final = ("survey_responses.csv", "survey_responses.parquet")
INVITED: Final = Table(
    "invited",
    "invited.csv",
    ("wave", "municipality_code", "respondent"),
    tuple(
        Column(name, Kind.TEXT, may_be_empty=False)
        for name in ("wave", "municipality_code", "respondent", "invited")
    ),
)
GROUPS: Final = (str(Respondent.STAFF), str(Respondent.LEADERS))
PERSON: Final = "respondent_id"
WORKPLACE: Final = "workplace_id"
NEEDED: Final = (PERSON, "wave", "municipality_code", WORKPLACE, "respondent")
OPTIONAL: Final = ("weight", "area")
