"""An update of the study asked from the dashboard: what is late, the run itself, and what it says as it goes."""
