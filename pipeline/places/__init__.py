"""Where a quote, a decision or a code stands in the current text."""
