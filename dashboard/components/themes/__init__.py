"""The pages Thèmes and Questionnaire et entretiens: passages, cases, what people concluded."""
