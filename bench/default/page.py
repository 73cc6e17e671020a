"""Our own pages as Streamlit runs them out of the box: ``streamlit run bench/default/page.py``.

The same router and pages, but nothing is imported or frozen beforehand, and every run draws each
part and each chart anew. The edition is still read once, as any app would do.
"""

from bench.default.router import CODE, NAMES, forget_drawn

forget_drawn()
exec(CODE, dict(NAMES))  # router.py is a script, so there is nothing to import
