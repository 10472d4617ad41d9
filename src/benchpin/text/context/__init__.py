"""Whose experience a sentence reports, and which of its words deny, wish or grade a skill."""
