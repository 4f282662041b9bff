"""Write web/src/words.gen.ts from the vocabulary; with --check only compare."""  # noqa: INP001 - a script beside the app

from __future__ import annotations

import json
import sys
from pathlib import Path

from geo import words

TARGET = Path(__file__).resolve().parents[1] / "src" / "words.gen.ts"
# The lists whose codes reach the browser; all others stay on the server.
LISTS = (
    "unit_status",
    "period_kind",
    "occupancy_kind",
    "notice_kind",
    "unit_use",
    "branch",
    "area_standard",
    "district_kind",
    "centre_level",
    "legal_state",
    "lineage_basis",
    "event_kind",
    "building_function",
    "dataset_kind",
)


def generated() -> str:
    """Return the TypeScript text: list → code → name in each language."""
    lists = {
        name: {
            code: {"de": word.de, "en": word.en} for code, word in words.code_lists()[name].items()
        }
        for name in LISTS
    }
    body = json.dumps(lists, ensure_ascii=False, indent=2)
    return (
        "// Generated from geo/words by web/scripts/words.py; do not edit.\n"
        f"export const codeLists = {body} as const;\n"
    )


def main() -> int:
    """Write the file, or say that it is stale."""
    text = generated()
    is_fresh = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
    if "--check" in sys.argv:
        if not is_fresh:
            sys.stderr.write("web/src/words.gen.ts is stale; run: python web/scripts/words.py\n")
        return 0 if is_fresh else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
