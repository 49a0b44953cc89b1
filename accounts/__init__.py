"""The ground floor: people, and how the rules are kept."""
