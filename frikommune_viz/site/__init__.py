"""All that knows Streamlit or HTTP."""
