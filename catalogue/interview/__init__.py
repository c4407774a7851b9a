"""A new record, asked for: the questions are the schema's, answers are checked as they come, and files come last."""
