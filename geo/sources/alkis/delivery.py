"""What a delivery holds: its format, its schema, and the layers we read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from geo.errors import Fault, UnreadableFile
from geo.sources.alkis.nas import as_geopackage
from geo.sources.detect import detect
from geo.sources.features import Layer, list_layers, open_layer
from geo.sources.run import Run

# Layer names by what they hold: norGIS/PostNAS first, then the simplified schema of the AdV.
# Some states ship the misspelt GebauedeBauwerk.
LAYERS: Mapping[str, tuple[str, ...]] = {
    "parcel": ("ax_flurstueck", "flurstueck"),
    "building": ("ax_gebaeude", "gebaeudebauwerk", "gebauedebauwerk"),
    "address_point": ("ax_georeferenziertegebaeudeadresse",),
    "house_number": ("ax_lagebezeichnungmithausnummer",),
    "street_name": ("ax_lagebezeichnungkatalogeintrag",),
    "gemarkung": ("ax_gemarkung",),
    "municipality": ("ax_gemeinde",),
    "history": ("ax_historischesflurstueck",),
    "history_without_place": ("ax_historischesflurstueckohneraumbezug",),
    "history_of_register": ("ax_historischesflurstueckalb",),
}
HISTORY = tuple(holds for holds in LAYERS if holds.startswith("history"))
SIMPLE = ("flurstueck", "gebaeudebauwerk", "gebauedebauwerk")


@dataclass
class Delivery:
    """The layers of a delivery by what they hold; `newest` grows while rows are read."""

    layers: dict[str, Layer]
    newest: date | None = None
    skipped: dict[str, int] = field(default_factory=dict)

    def find(self, holds: str) -> Layer | None:
        """Return the layer that holds something, or None."""
        return self.layers.get(holds)

    def is_simple(self, layer: Layer) -> bool:
        """Tell whether a layer is in the simplified schema of the AdV."""
        return layer.name.lower() in SIMPLE

    def stamp(self, texts: list[str | None]) -> None:
        """Remember the newest change date (ISO text) of a batch."""
        days = [text[:10] for text in texts if text]
        if not days:
            return
        try:
            newest = date.fromisoformat(max(days))
        except ValueError:
            return
        if self.newest is None or newest > self.newest:
            self.newest = newest


@contextmanager
def open_delivery(run: Run) -> Iterator[Delivery]:
    """Recognise the file and open what we know of it; NAS is converted beside, then removed."""
    kind = detect(run.path, ("gpkg", "shape", "nas"))
    if kind == "nas":
        with as_geopackage(run.path, run.step) as converted:
            yield _opened(converted)
    elif kind == "shape":
        yield _opened_shapes(run.path)
    else:
        yield _opened(run.path)


def _opened(path: Path) -> Delivery:
    present = list_layers(path)
    found = {
        holds: open_layer(path, present[name])
        for holds, names in LAYERS.items()
        for name in names
        if name in present
    }
    return _require_ground(path, found, sorted(present.values()))


def _opened_shapes(path: Path) -> Delivery:
    """Open a Shapefile and the layers of the same delivery that lie beside it."""
    beside = {p.stem.lower(): p for p in path.parent.iterdir() if p.suffix.lower() == ".shp"}
    known = [name for names in LAYERS.values() for name in names]
    if path.stem.lower() not in known:
        return _require_ground(path, {}, [path.stem])
    found = {
        holds: open_layer(beside[name], beside[name].stem)
        for holds, names in LAYERS.items()
        for name in names
        if name in beside
    }
    return _require_ground(path, found, sorted(beside))


def _require_ground(path: Path, found: dict[str, Layer], present: list[str]) -> Delivery:
    if "parcel" not in found and "building" not in found:
        expected = (
            "ax_flurstueck, ax_gebaeude (norGIS, PostNAS) or Flurstueck, GebaeudeBauwerk (AdV)"
        )
        fault = Fault(
            path.name, f"layers {', '.join(present) or 'none'}", expected, code="no_layer"
        )
        raise UnreadableFile(
            f"{path.name} holds neither parcels nor buildings of ALKIS",
            "export one of the two schemas; other areas load with `elbraum load districts`",
            {}, (fault,),
        )  # fmt: skip
    return Delivery(found)
