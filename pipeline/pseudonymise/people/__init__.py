"""Who speaks and who answers, as the team may know them."""
