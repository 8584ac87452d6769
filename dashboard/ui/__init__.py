"""What every page is made of: frame, cards, filters, tables; it knows no page."""
