"""The ground: tables, sources, sample data, words and pure functions of the field."""
