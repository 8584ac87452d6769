"""What keeps private data private: the vault, the copy kept elsewhere, withdrawals, and the search that proves them."""
