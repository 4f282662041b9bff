"""`python -m services.api`: serve the region that the settings name."""

from __future__ import annotations

import logging
import sys

from geo.errors import ElbraumError
from geo.settings import Settings
from services.api.serve import serve


def main() -> int:
    """Serve; an error on the way is told with its next step."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    try:
        serve(Settings())
    except ElbraumError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
