"""Doors and rooms on top of the ground."""
