"""What happened to an object."""

def list_versions() -> None:
    """Return."""
