"""The floor: the least that a Streamlit page with one such chart costs."""
