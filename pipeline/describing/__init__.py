"""Who people are and what they were asked, as somebody enters it → ``sessions.csv``, ``guide.csv``, ``params.yaml``."""
