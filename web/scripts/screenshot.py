"""Takes the picture of the README from a running Elbraum with the sample region."""  # noqa: INP001 - a script beside the app

# elbraum up --sample demo, then web/scripts/screenshot.py [http://localhost:8000]

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

OUT = Path(__file__).parents[2] / "docs/images/karte.png"
MOST_BYTES = 300_000
DISTRICT = "Innere Altstadt"
SIZE: ViewportSize = {"width": 1440, "height": 900}


def show_vacancies(page: Page, url: str) -> None:
    """Open the district and put the pointer on a vacancy of its list."""
    page.goto(url)
    page.wait_for_selector("[data-testid=map][data-features]")
    page.get_by_role("button", name=DISTRICT, exact=True).click()
    row = page.locator("[aria-label=Einheiten] [data-row]:has([data-status=vacant])").first
    row.hover()
    page.wait_for_load_state("networkidle")
    # A row that was scrolled away from under the pointer is pointed at once more.
    page.mouse.move(1, 1)
    row.hover()
    page.get_by_test_id("callout").wait_for()
    page.wait_for_timeout(1000)


def take(url: str) -> bytes:
    """Return the picture in 256 colours, which flat areas bear well."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport=SIZE, locale="de-DE", reduced_motion="reduce")
        show_vacancies(page, url)
        shot = page.screenshot()
        browser.close()
    packed = io.BytesIO()
    reduce(Image.open(io.BytesIO(shot)).convert("RGB")).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def reduce(picture: Image.Image) -> Image.Image:
    """Keep the colours of large areas, then the rare ones: each status has its own."""
    counted = picture.getcolors(SIZE["width"] * SIZE["height"]) or []
    colours = [colour for _, colour in sorted(counted, reverse=True)[:128]]
    frequent = [channel for colour in colours if isinstance(colour, tuple) for channel in colour]
    rare = picture.quantize(128, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(frequent + rare)
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    """Write the picture, or say that it has become too big."""
    picture = take(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000")
    if len(picture) > MOST_BYTES:
        sys.exit(f"{len(picture)} bytes; at most {MOST_BYTES}: choose a quieter view in {__file__}")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(picture)
    sys.stdout.write(f"{OUT.name}: {len(picture)} bytes\n")


if __name__ == "__main__":
    main()
