"""Tables of a run → those that may leave."""
