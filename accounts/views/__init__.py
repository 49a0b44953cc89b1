"""Pages about people and about the rules."""
