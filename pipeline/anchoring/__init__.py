"""Source words ↔ the current text: where a quote, a decision or a code stands, and what may leave."""
