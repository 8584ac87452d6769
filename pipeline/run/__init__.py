"""The graph of stages, what makes each run only when it must, and a run asked from the dashboard."""
