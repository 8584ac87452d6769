"""What a study is made of: rows, decisions, contracts, the store, the key; it knows nobody."""
