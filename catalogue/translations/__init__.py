"""Translations on disk: machine texts written as they come, approvals, and what travels to other tools and back."""
