"""A survey small enough to follow by hand, written as a folder that can be spoilt."""

from __future__ import annotations

import csv
from pathlib import Path

CODEBOOK = """\
[survey]
title_da = "Prøve"
title_en = "Trial"
source_id = "vive-slutrapport-2025"
before = "baseline"
after = "final"
confidence_level = 0.95
relevance_band = 3.0
smallest_base = 5
reliable_base = 20
smallest_category = 5

[scales.agreement]
labels_da = ["Helt uenig", "Uenig", "Hverken eller", "Enig", "Helt enig"]
labels_en = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]

[indices.trust]
theme = "trust"
label_da = "Tillid"
label_en = "Trust"
better = "higher"

[items.trusts_leader]
theme = "trust"
index = "trust"
scale = "agreement"
reversed = false
better = "higher"
label_da = "Tillid til leder"
label_en = "Trust in manager"
wording.baseline.da = "Jeg stoler på min leder."
wording.baseline.en = "I trust my manager."
wording.final.da = "Jeg  stoler på min leder."
wording.final.en = "I trust my manager."

[items.is_checked]
theme = "trust"
index = "trust"
scale = "agreement"
reversed = true
better = "higher"
label_da = "Fravær af kontrol"
label_en = "Absence of checking"
wording.baseline.da = "Mit arbejde bliver kontrolleret."
wording.baseline.en = "My work is checked."
wording.final.da = "Mit arbejde bliver kontrolleret."
wording.final.en = "My work is checked."

[items.reworded]
theme = "quality"
index = ""
scale = "agreement"
reversed = false
better = "higher"
label_da = "Kvalitet"
label_en = "Quality"
wording.baseline.da = "Kvaliteten er god."
wording.baseline.en = "Quality is good."
wording.final.da = "Kvaliteten er høj."
wording.final.en = "Quality is high."

[items.asked_last]
theme = "quality"
index = ""
scale = "agreement"
reversed = false
better = "higher"
label_da = "Nyt spørgsmål"
label_en = "New question"
wording.final.da = "Er det blevet lettere?"
wording.final.en = "Has it become easier?"
"""

ITEMS = ("trusts_leader", "is_checked", "reworded", "asked_last")
HEADER = ("respondent_id", "wave", "municipality_code", "workplace_id", "respondent", *ITEMS)

Person = dict[str, str]


SPREAD = ("1122334455", "1112233445", "1223344555", "1122334455")
"""What the ten people of each workplace answer where nothing else is asked of them: the mean is 3,
nobody is alone with an answer, and the workplaces differ, or nothing could be said of certainty."""


def people() -> list[Person]:
    """Return the answers: Esbjerg and Holbæk staff, 40 each in each wave, in four workplaces.

    In Esbjerg the answers are 2 before and 4 after, so that the level goes from 25 to 75; the
    reversed question is answered 4 before and 2 after, so that it does so too. In Holbæk the
    answers are 3 throughout, but the first workplace leaves the second question empty. Half of a
    workplace answers one less and half of another one more: before the first two, after the others.
    """
    rows = []
    for wave, esbjerg, apart in (("baseline", 2, 0), ("final", 4, 2)):
        for code, usual in (("561", esbjerg), ("316", 3)):
            for n in range(40):
                workplace, place = n % 4, n // 4
                more = {apart: -1, apart + 1: 1}.get(workplace, 0) if place < 5 else 0
                answer = usual + more
                rows.append(
                    {
                        "respondent_id": f"secret-person-{code}-{n}",
                        "wave": wave,
                        "municipality_code": code,
                        "workplace_id": f"secret-place-{code}-{workplace}",
                        "respondent": "staff",
                        "trusts_leader": str(answer),
                        "is_checked": "" if code == "316" and n % 4 == 0 else str(6 - answer),
                        "reworded": SPREAD[workplace][place],
                        "asked_last": SPREAD[workplace][place] if wave == "final" else "",
                    }
                )
    return rows


def invited() -> list[Person]:
    """Return who was asked: 50 in each municipality and wave, so 80 per cent have answered."""
    return [
        {"wave": wave, "municipality_code": code, "respondent": "staff", "invited": "50"}
        for wave in ("baseline", "final")
        for code in ("561", "316")
    ]


def write(path: Path, rows: list[Person], header: tuple[str, ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
