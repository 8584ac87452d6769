"""The last run read once, decisions made since laid over it, and what pages work out of them without Streamlit."""
