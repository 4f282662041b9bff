"""What-if studies for centres; the engine inside is pure."""
