"""What coders and the machine said → how far they agree, with intervals."""
