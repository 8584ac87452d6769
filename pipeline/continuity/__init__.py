"""What each interview was and is → where all that was decided of it stands now, whatever became of its file."""
