"""The generated ground as rows: areas, land, parcels, buildings, addresses, streets, stops."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from geo.sample.addresses import Addresses
from geo.sample.blocks import Blocks
from geo.sample.buildings import Buildings
from geo.sample.frame import Frame
from geo.sample.parcels import Lots
from geo.sample.places import Ints, document
from geo.sample.streets import Network, Streets, scale_at
from geo.sample.writing import Ids, Rows, date_ranges, make_ids, multi, pick

DAY = "datetime64[D]"
LAND_KEY = "14"
FIRST_GEMARKUNG = 9001
NEW_NUMERATOR_SHARE = 0.72


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that stands on the ground, as arrays."""

    frame: Frame
    blocks: Blocks
    lots: Lots
    buildings: Buildings
    streets: Streets
    network: Network
    addresses: Addresses


@dataclass
class Book:
    """Ids of all objects by kind, and which municipality each place belongs to."""

    seed: int
    datasets: dict[str, str]
    municipality: Ids
    ids: dict[str, Ids] = field(default_factory=dict)

    def make(self, kind: str, n: int) -> Ids:
        """Make the ids of a kind, once."""
        if kind not in self.ids:
            self.ids[kind] = make_ids(self.seed, kind, n)
        return self.ids[kind]

    def base(self, kind: str, n: int, town: Ints | None = None) -> dict[str, Any]:
        """Return the columns all objects have: id, dataset and, unless it is one, municipality."""
        columns: dict[str, Any] = {"id": self.make(kind, n), "dataset_id": self.datasets[kind]}
        if town is not None:
            columns["municipality_id"] = self.municipality[town]
        return columns


def town_of(frame: Frame, place: Ints) -> Ints:
    """Return the municipality of each place: 0 is the city, then the neighbours."""
    return np.maximum(place - frame.n_quarters + 1, 0)


def municipalities(frame: Frame) -> dict[str, Any]:
    """Return name, key (official for the city only) and outline of each municipality."""
    city, first = document("places.yml")["city"], document("places.yml")["first_key"]
    neighbours = frame.place_names[frame.n_quarters :]
    outlines = [frame.city, *frame.cells[frame.n_quarters :]]
    return {
        "name": [city["name"], *neighbours],
        "ags": [city["ags"], *(str(first + i) for i in range(len(neighbours)))],
        "geom": multi(np.array(outlines, dtype=object)),
    }


def districts(frame: Frame, book: Book) -> Rows:
    """Return the quarters and the city districts they add up to."""
    spec = document("places.yml")
    n = frame.n_quarters
    codes = [row[0] for row in spec["districts"]]
    cells = frame.cells[:n]
    groups = spec["city_districts"]
    outlines = [
        shapely.union_all(cells[[c[0] == digit for c in codes]], grid_size=0.001)
        for digit in groups
    ]
    total = n + len(groups)
    town = np.zeros(total, dtype=np.int64)
    return Rows(
        "geo.district",
        book.base("district", total, town)
        | {
            "district_kind": ["quarter"] * n + ["city_district"] * len(groups),
            "district_code": [*codes, *groups],
            "name": [*frame.place_names[:n], *groups.values()],
            "geom": multi(np.array([*cells, *outlines], dtype=object)),
        },
    )


def gemarkungen(frame: Frame, book: Book) -> Rows:
    """Return one invented Gemarkung for each place."""
    n = len(frame.place_names)
    return Rows(
        "geo.gemarkung",
        book.base("gemarkung", n, town_of(frame, np.arange(n)))
        | {
            "gemarkung_key": [f"{LAND_KEY}{FIRST_GEMARKUNG + i:04d}" for i in range(n)],
            "name": [f"Musterflur {name.split('/')[0]}" for name in frame.place_names],
        },
    )


def land(frame: Frame, book: Book) -> Rows:
    """Return the river and the green, each in the municipality where most of it lies."""
    river = document("places.yml")["river"]["name"]
    named = [(river, "water", frame.river)]
    named += [(name, "green", shape) for name, shape in frame.green if not shape.is_empty]
    shapes = multi(np.array([shape for *_, shape in named], dtype=object))
    inside = shapely.get_coordinates(shapely.point_on_surface(shapes))
    return Rows(
        "geo.land",
        book.base("land", len(named), town_of(frame, frame.place_at(inside)))
        | {
            "land_kind": [kind for _, kind, _ in named],
            "name": [name for name, *_ in named],
            "geom": shapes,
        },
    )


def sites(frame: Frame, book: Book) -> Rows:
    """Return the trade areas as commercial sites."""
    shapes = np.array([shape for _, shape in frame.trade_areas], dtype=object)
    shapes = shapely.intersection(shapes, frame.area).astype(object)
    named = [(name, s) for (name, _), s in zip(frame.trade_areas, shapes, strict=True)]
    named = [(name, s) for name, s in named if not s.is_empty]
    geom = np.array([s for _, s in named], dtype=object)
    points = shapely.get_coordinates(shapely.centroid(geom))
    when = ["immediate", "short_term", "medium_term", "long_term"]
    return Rows(
        "geo.commercial_site",
        book.base("commercial_site", len(named), town_of(frame, frame.place_at(points)))
        | {
            "name": [f"{name} (Muster)" for name, _ in named],
            "gross_area_m2": np.round(shapely.area(geom)),
            "restricted_area_m2": np.round(shapely.area(geom) * 0.1),
            "availability": [when[i % 4] for i in range(len(named))],
            "geom": multi(geom),
        },
    )


def parcels(ground: Ground, book: Book, rng: np.random.Generator) -> Rows:
    """Return the parcels with numbers, keys and official areas."""
    lots, frame = ground.lots, ground.frame
    n = len(lots.block)
    place = ground.blocks.place[lots.block]
    numerator, denominator = _numbers(lots, place, rng)

    def keys(part: slice) -> list[str]:
        columns = (place[part].tolist(), numerator[part].tolist(), denominator[part].tolist())
        return [_parcel_key(*numbers) for numbers in zip(*columns, strict=True)]

    def valid(part: slice) -> list[str]:
        day = born[part]
        found: list[str] = date_ranges(day, np.full(len(day), "NaT", dtype=DAY)).tolist()
        return found

    east = shapely.get_x(shapely.centroid(lots.geom))
    year = rng.integers(1862, 2015, n)
    born = (year - 1970).astype("datetime64[Y]").astype(DAY) + rng.integers(0, 365, n)
    return Rows(
        "geo.parcel",
        book.base("parcel", n, town_of(frame, place))
        | {
            "gemarkung_id": book.ids["gemarkung"][place],
            "parcel_key": keys,
            "numerator": numerator,
            "denominator": np.where(denominator > 0, denominator.astype("U8"), "\\N"),
            "official_area_m2": np.maximum(
                np.round(shapely.area(lots.geom) / scale_at(east) ** 2), 1
            ),
            "originated_on": born,
            "valid": valid,
            "geom": lots.geom,
        },
    )


def _parcel_key(place: int, numerator: int, denominator: int) -> str:
    """Write the 20 characters of ALKIS: land, Gemarkung, no Flur, number, no sequence."""
    below = f"{denominator:04d}" if denominator else "____"
    return f"{LAND_KEY}{FIRST_GEMARKUNG + place:04d}___{numerator:05d}{below}__"


def _numbers(lots: Lots, place: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Return numerators that run through each Gemarkung, and denominators of split numbers."""
    n = len(place)
    order = np.lexsort([np.arange(n), lots.block, place])
    is_first = np.r_[True, lots.block[order][1:] != lots.block[order][:-1]]
    is_new = is_first | (rng.random(n) < NEW_NUMERATOR_SHARE)
    running = np.cumsum(is_new)
    at = place[order]
    before = np.r_[0, running[:-1]][np.searchsorted(at, at, side="left")]
    starts = np.flatnonzero(is_new)
    size = np.diff(np.r_[starts, n])[running - 1]
    nth = np.arange(n) - starts[running - 1] + 1
    numerator, denominator = np.empty(n, dtype=np.int64), np.empty(n, dtype=np.int64)
    numerator[order] = running - before
    denominator[order] = np.where(size > 1, nth, 0)
    return numerator, denominator


def buildings(ground: Ground, book: Book) -> list[Rows]:
    """Return the buildings and which parcels they stand on."""
    made, place = ground.buildings, ground.blocks.place[ground.lots.block]
    n = len(made.lot)
    born = (made.built_year - 1970).astype("datetime64[Y]").astype(DAY)
    rows = book.base("building", n, town_of(ground.frame, place[made.lot])) | {
        "building_function": made.function,
        "storeys": made.storeys,
        "built_year": made.built_year,
        "valid": date_ranges(born, np.full(n, "NaT", dtype=DAY)),
        "geom": made.geom,
    }
    two = np.flatnonzero(made.also_lot >= 0)
    area = shapely.area(made.geom[two])
    second = shapely.area(
        shapely.intersection(made.geom[two], ground.lots.geom[made.also_lot[two]])
    )
    share = np.ones(n)
    share[two] = 1 - second / area
    ids, lots = book.ids["building"], book.ids["parcel"]
    link = {
        "parcel_id": np.r_[lots[made.lot], lots[made.also_lot[two]]],
        "building_id": np.r_[ids, ids[two]],
        "building_share": np.r_[share, second / area],
    }
    return [Rows("geo.building", rows), Rows("geo.parcel_building", link)]


def addresses(ground: Ground, book: Book) -> Rows:
    """Return the addresses with the name of the municipality."""
    made = ground.addresses
    place = ground.blocks.place[ground.lots.block[ground.buildings.lot[made.building]]]
    town = town_of(ground.frame, place)
    names = np.array(municipalities(ground.frame)["name"])
    return Rows(
        "geo.address",
        book.base("address", len(made.building), town)
        | {
            "street": ground.streets.name[made.street],
            "house_number": made.house_number,
            "place": names[town],
            "building_id": pick(book.ids["building"], made.building),
            "geom": made.geom,
        },
    )
