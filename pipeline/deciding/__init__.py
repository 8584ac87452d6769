"""What people write in ``decisions/``: its rows, its files, its lines."""
