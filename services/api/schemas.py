"""What the documents of the API look like; OpenAPI is made from this, answers are made in SQL."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from geo import words
from geo.settings import BaseMap

Position = tuple[float, float]
BoxDeg = tuple[float, float, float, float]


def _codes(code_list: str) -> dict[str, Any]:
    return {"json_schema_extra": {"enum": list(words.codes(code_list))}}


class Document(BaseModel):
    """Base of all documents."""

    model_config = ConfigDict(extra="forbid")


class Fault(Document):
    """One thing that is wrong in a request."""

    where: str
    found: str
    expected: str
    hint: str = ""
    code: str


class Problem(Document):
    """What went wrong (RFC 9457), with a stable code and all faults at once."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    hint: str
    params: dict[str, Any]
    faults: list[Fault]
    instance: str


class Health(Document):
    """That Elbraum answers and reaches its database."""

    status: Literal["ok"]
    version: str
    region: str


class DatasetDocument(Document):
    """Where objects come from."""

    kind: str = Field(**_codes("dataset_kind"))
    title: str
    source: str
    publisher: str
    licence: str
    date: date | None


class Config(Document):
    """The frame of the app."""

    region: str
    title: str
    extent: BoxDeg = Field(description="W, S, E, N in degrees")
    home: BoxDeg = Field(description="where the map begins: the middle of all addresses")
    audience: Literal["public", "intern"]
    sample: bool = Field(description="generated data are among the region's")
    languages: list[str]
    base_maps: list[BaseMap]
    datasets: list[DatasetDocument]
    version: str


class Hit(Document):
    """One result of a search."""

    kind: Literal["address", "parcel", "district", "centre", "unit"]
    id: UUID
    label: str
    sublabel: str | None
    point: Position
    bbox: BoxDeg | None
    building_id: UUID | None = Field(description="of addresses and units")


class Hits(Document):
    """Results, best first."""

    results: list[Hit]


class Geometry(Document):
    """A geometry in degrees, longitude first."""

    type: Literal["Point", "Polygon", "MultiPolygon"]
    coordinates: list[Any]


class Link(Document):
    """Where to go on."""

    rel: Literal["next"]
    href: str
    type: str


class ParcelRef(Document):
    """A parcel beside another object."""

    id: UUID
    label: str
    gemarkung: str
    building_share: float


class LineageRef(Document):
    """A parcel before or after another."""

    id: UUID
    label: str
    gemarkung: str
    event_kind: str
    happened_on: date | None
    overlap_share: float | None
    lineage_basis: str = Field(**_codes("lineage_basis"))


class BuildingRef(Document):
    """A building beside another object."""

    id: UUID
    label: str | None
    building_function: str | None
    building_share: float


class Notice(Document):
    """Something announced for a running period."""

    notice_kind: str = Field(**_codes("notice_kind"))
    due_on: date
    source: str


class Period(Document):
    """One stretch of a unit's timeline, first and last day included."""

    id: UUID
    period_kind: str = Field(**_codes("period_kind"))
    unit_status: str = Field(**_codes("unit_status"))
    start: date | None
    end: date | None
    start_precision: str = Field(**_codes("date_precision"))
    end_precision: str = Field(**_codes("date_precision"))
    is_whole: bool
    label: str | None
    occupancy_kind: str | None
    branch: str | None
    branch_is_estimated: bool | None
    vacancy_kind: str | None
    reasons: list[str] | None
    vacant_share: float | None
    continues_id: UUID | None
    publication: str
    source: str
    verified_on: date | None
    notices: list[Notice]


class ObjectProperties(Document):
    """What every object has."""

    id: UUID
    municipality_id: UUID
    row_version: int = Field(ge=1, description="goes back in If-Match or in the body of a change")
    source: str | None


class DistrictProperties(ObjectProperties):
    """A district; single ones with their numbers of units."""

    name: str
    district_kind: str = Field(**_codes("district_kind"))
    district_code: str
    area_m2: float
    n_units: int | None = None
    n_vacant: int | None = None


class CentreProperties(ObjectProperties):
    """A centre; single ones with their numbers of units."""

    name: str
    centre_level: str = Field(**_codes("centre_level"))
    is_zvb: bool
    area_m2: float
    concept_version_id: UUID
    concept: str
    concept_resolved_on: date | None
    n_units: int | None = None
    n_vacant: int | None = None


class ParcelProperties(ObjectProperties):
    """A parcel; single ones with buildings and lineage."""

    label: str
    parcel_key: str
    gemarkung: str
    gemarkung_key: str
    flur: str | None
    legal_state: str = Field(**_codes("legal_state"))
    official_area_m2: float | None
    area_m2: float = Field(description="geodesic, on the ellipsoid")
    area_deviation_share: float | None = Field(description="geodesic over official area, less 1")
    originated_on: date | None
    valid_from: date | None
    valid_to: date | None
    buildings: list[BuildingRef] | None = None
    predecessors: list[LineageRef] | None = None
    successors: list[LineageRef] | None = None


class BuildingProperties(ObjectProperties):
    """A building; single ones with parcels, house numbers and numbers of units."""

    name: str | None
    building_function: str | None
    building_state: str | None
    storeys: int | None
    built_year: int | None
    area_m2: float
    valid_from: date | None
    valid_to: date | None
    address: str | None = None
    parcels: list[ParcelRef] | None = None
    n_units: int | None = None
    n_vacant: int | None = None


class UnitProperties(ObjectProperties):
    """A unit with its state on the day; single ones with their timeline."""

    unit_no: int
    sign_name: str | None
    unit_use: str = Field(**_codes("unit_use"))
    floor: int = Field(description="0 is the ground floor")
    position_text: str
    address_text: str
    floor_area_m2: float | None
    area_standard: str | None
    is_estimated: bool | None
    unit_status: str = Field(**_codes("unit_status"))
    status_since: date | None
    start_precision: str | None
    status_until: date | None
    verified_on: date | None
    publication: str | None
    occupant: str | None = Field(description="name on the sign on that day")
    branch: str | None
    branch_is_estimated: bool | None
    frontage_m: float | None
    building_id: UUID | None
    parcel_id: UUID | None
    valid_from: date | None
    valid_to: date | None
    timeline: list[Period] | None = None


class OfferProperties(ObjectProperties):
    """A published offer; what is not released is null."""

    offer_kind: str = Field(**_codes("offer_kind"))
    title: str
    description: str
    rent_eur_m2_month: float | None
    price_eur: float | None
    area_standard: str | None
    available_from: date | None
    confirmed_on: date | None
    address_text: str | None


class Version(Document):
    """One change: who, when, why, and what it changed."""

    object_table: str
    object_id: UUID
    row_version: int
    action: Literal["added", "changed", "removed"]
    at: datetime
    actor: str | None
    client: str | None
    reason: str | None
    tx_id: int
    undoes: int | None
    changed: dict[str, Any] = Field(description="field: [before, after]")


class History(Document):
    """All versions of an object and of what hangs on it, newest first."""

    id: UUID
    versions: list[Version]
