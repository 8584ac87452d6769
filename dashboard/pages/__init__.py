"""One folder a page, named by its address; no page imports another."""
