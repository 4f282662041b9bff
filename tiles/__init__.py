"""Vector tiles: layers, cache and styles."""
