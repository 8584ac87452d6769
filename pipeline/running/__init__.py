"""The graph of stages, and what makes each run only when it must."""
