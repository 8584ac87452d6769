"""The page Questionnaire et entretiens."""
