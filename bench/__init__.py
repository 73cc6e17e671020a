"""Measure the explorer against the least a Streamlit app can do; see bench/README.md."""
