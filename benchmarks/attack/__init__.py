"""What an attacker would send: odd files, hostile words, hostile addresses, listened to."""
