"""The practice questionnaire: four themes, both languages, one new wording, one reversed item."""

import tomllib

from frikommune_viz.model.codes import MAIN_THEMES
from frikommune_viz.pipeline.simulate.planted import CODEBOOK

BOOK = tomllib.loads(CODEBOOK.read_text(encoding="utf-8"))
ITEMS = BOOK["items"]


def test_each_theme_has_three_or_four_items_and_one_index():
    for theme in MAIN_THEMES:
        count = sum(item["theme"] == theme for item in ITEMS.values())
        assert 3 <= count <= 4
        assert [key for key, index in BOOK["indices"].items() if index["theme"] == theme] == [theme]


def test_one_item_is_reversed_and_one_is_asked_in_other_words():
    assert [key for key, item in ITEMS.items() if item["reversed"]] == ["checked_too_often"]
    changed = [k for k, i in ITEMS.items() if i["wording"]["baseline"] != i["wording"]["final"]]
    assert changed == ["rules_leave_room"]
    # Both languages show that the words have changed, and no index is dragged along.
    before, after = (ITEMS["rules_leave_room"]["wording"][w] for w in ("baseline", "final"))
    assert before["da"] != after["da"]
    assert before["en"] != after["en"]
    assert ITEMS["rules_leave_room"]["index"] == ""


def test_the_questions_are_generic_and_written_in_both_languages():
    for item in ITEMS.values():
        assert item["label_da"]
        assert item["label_en"]
        assert item["scale"] in BOOK["scales"]
        for wording in item["wording"].values():
            assert set(wording) == {"da", "en"}
            for text in wording.values():
                assert text.endswith((".", "?"))
                # No word of one area alone.
                for word in ("elev", "dagtilbud", "plejehjem", "pupil", "nursing", "day care"):
                    assert word not in text.lower()


def test_the_scales_have_five_points_in_both_languages():
    for scale in BOOK["scales"].values():
        assert len(scale["labels_da"]) == len(scale["labels_en"]) == 5
