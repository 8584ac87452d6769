"""Themes that people wrote: how far their passages are, and what a person says of them."""
