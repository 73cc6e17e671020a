from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from streamlit import config

from frikommune_viz.site import warm
from frikommune_viz.style import TOKENS

SETTINGS = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())
MEANING = {
    "primaryColor": "link",
    "backgroundColor": "paper",
    "secondaryBackgroundColor": "panel",
    "textColor": "ink",
    "linkColor": "link",
    "borderColor": "edge",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_repeats_the_tokens(theme: str) -> None:
    expected = {option: getattr(TOKENS[token], theme) for option, token in MEANING.items()}
    assert SETTINGS["theme"][theme] == expected


def test_each_setting_exists_in_this_version_of_streamlit() -> None:
    """Streamlit only warns about a name it does not know."""
    known = set(config.get_config_options(force_reparse=False))
    for section, options in SETTINGS.items():
        for name, value in options.items():
            if isinstance(value, dict):
                assert {f"{section}.{name}.{inner}" for inner in value} <= known
            else:
                assert f"{section}.{name}" in known


def test_settings_that_guard_privacy_are_in_the_file() -> None:
    for name, value in warm.SETTINGS.items():
        section, option = name.split(".")
        assert SETTINGS[section][option] == value
