"""The script Streamlit runs for every visit: find the page, the choices and the language, draw.

Lies in a folder without ``pages/``: beside one, a fresh server would answer a deep link with the
page's file alone, without language, menu or choices.
"""

from pathlib import Path

import streamlit as st

from frikommune_viz.site import ui, url_state
from frikommune_viz.site.assets_address import ASSETS_FOLDER
from frikommune_viz.site.editions import allowed, edition, offered
from frikommune_viz.site.head import title
from frikommune_viz.site.surface import Here
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGES
from frikommune_viz.wording.shared_page import shared_page

FOLDER = Path(__file__).parent.parent.parent / "pages"

opened = edition(url_state.asked_edition(offered()))
text = TEXTS[url_state.begin(allowed(opened)).lang]
menu = {
    st.Page(
        FOLDER / f"{page.code}.py",
        title=text.say(page.menu),
        url_path=page.code,
        default=page is PAGES[0],
    ): page
    for page in PAGES
}
chosen = st.navigation(list(menu), position="top")
page = next(page for entry, page in menu.items() if entry.url_path == chosen.url_path)
here = Here(page, opened, url_state.enter(page.code), text)
name = shared_page(page, opened, here.filters, text).name
st.set_page_config(
    page_title=title(page, text, is_simulated=opened.is_simulated, name=name), layout="wide"
)
st.logo(str(ASSETS_FOLDER / "wordmark.svg"), size="large")
st.session_state["here"] = here
ui.arrange(here, chosen.run)
url_state.write()
