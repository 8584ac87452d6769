"""What a pseudonymisation did → the sheet that tells it."""
