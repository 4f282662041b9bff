"""GeoJSON documents of each kind, with an example each."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import ConfigDict

from services.api import schemas
from services.api.schemas import Document, Geometry, Link

_ID = "5f0c1a52-6a43-5d0f-9d5e-0b1f6a0f7a11"
_HOUSE = "0d9a3f6e-8f0b-5b1e-8c55-2f7d6b1c9e02"
_TOWN = "c2a7c5d0-0a56-5a2e-9b7e-64f3f1d2a903"
_SQUARE = {
    "type": "MultiPolygon",
    "coordinates": [[[[13.7, 51.0], [13.701, 51.0], [13.701, 51.001], [13.7, 51.0]]]],
}
_COMMON = {"id": _ID, "municipality_id": _TOWN, "row_version": 1, "source": "Musterdaten"}
_LIFE = {"valid_from": "1990-10-03", "valid_to": None}


class DistrictFeature(Document):
    """A district as GeoJSON."""

    type: Literal["Feature"]
    id: UUID
    geometry: Geometry
    properties: schemas.DistrictProperties


class CentreFeature(Document):
    """A centre as GeoJSON."""

    type: Literal["Feature"]
    id: UUID
    geometry: Geometry
    properties: schemas.CentreProperties


class ParcelFeature(Document):
    """A parcel as GeoJSON."""

    type: Literal["Feature"]
    id: UUID
    geometry: Geometry
    properties: schemas.ParcelProperties


class BuildingFeature(Document):
    """A building as GeoJSON."""

    type: Literal["Feature"]
    id: UUID
    geometry: Geometry
    properties: schemas.BuildingProperties


class UnitFeature(Document):
    """A unit as GeoJSON, at its entrance."""

    type: Literal["Feature"]
    id: UUID
    geometry: Geometry
    properties: schemas.UnitProperties


class OfferFeature(Document):
    """An offer as GeoJSON; without a published address it has no geometry."""

    type: Literal["Feature"]
    id: UUID
    geometry: Geometry | None
    properties: schemas.OfferProperties


def _example(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    told = {**_COMMON, **properties}
    return {"type": "Feature", "id": _ID, "geometry": geometry, "properties": told}


EXAMPLES: dict[str, dict[str, Any]] = {
    "District": _example(_SQUARE, {
        "name": "Pieschen-Süd", "district_kind": "quarter", "district_code": "21",
        "area_m2": 1_340_000.0,
    }),
    "Centre": _example(_SQUARE, {
        "name": "Oschatzer Straße", "centre_level": "district_centre", "is_zvb": True,
        "area_m2": 61_200.5, "concept_version_id": _HOUSE, "concept": "Zentrenkonzept 2019",
        "concept_resolved_on": "2019-12-12",
    }),
    "Parcel": _example(_SQUARE, {
        "label": "123/4", "parcel_key": "140143___00123000400", "gemarkung": "Pieschen",
        "gemarkung_key": "140143", "flur": None, "legal_state": "official",
        "official_area_m2": 512.0, "area_m2": 512.31, "area_deviation_share": 0.00061,
        "originated_on": None, **_LIFE,
    }),
    "Building": _example(_SQUARE, {
        "name": None, "building_function": "1123", "building_state": None, "storeys": 4,
        "built_year": 1905, "area_m2": 214.7, **_LIFE,
    }),
    "Unit": _example({"type": "Point", "coordinates": [13.7201, 51.0801]}, {
        "unit_no": 10_021, "sign_name": "Blumen Richter", "unit_use": "retail", "floor": 0,
        "position_text": "links vom Eingang", "address_text": "Oschatzer Straße 12",
        "floor_area_m2": 84.0, "area_standard": "sales_area", "is_estimated": False,
        "unit_status": "vacant", "status_since": "2025-04-01", "start_precision": "month",
        "status_until": None, "verified_on": "2026-02-11", "publication": "intern",
        "occupant": None, "branch": None, "branch_is_estimated": None, "frontage_m": 6.4,
        "building_id": _HOUSE, "parcel_id": _TOWN, **_LIFE,
    }),
    "Offer": _example({"type": "Point", "coordinates": [13.7201, 51.0801]}, {
        "offer_kind": "rent", "title": "Laden an der Oschatzer Straße", "description": "",
        "rent_eur_m2_month": 12.5, "price_eur": None, "area_standard": "sales_area",
        "available_from": "2026-05-01", "confirmed_on": "2026-02-11",
        "address_text": "Oschatzer Straße 12",
    }),
}  # fmt: skip


class _Page(Document):
    type: Literal["FeatureCollection"]
    links: list[Link]
    number_returned: int


def _shown(kind: str) -> ConfigDict:
    page: dict[str, Any] = {
        "type": "FeatureCollection", "features": [EXAMPLES[kind]], "links": [],
        "number_returned": 1,
    }  # fmt: skip
    return ConfigDict(json_schema_extra={"examples": [page]})


class DistrictPage(_Page):
    """Districts."""

    model_config = _shown("District")
    features: list[DistrictFeature]


class CentrePage(_Page):
    """Centres."""

    model_config = _shown("Centre")
    features: list[CentreFeature]


class ParcelPage(_Page):
    """Parcels."""

    model_config = _shown("Parcel")
    features: list[ParcelFeature]


class BuildingPage(_Page):
    """Buildings."""

    model_config = _shown("Building")
    features: list[BuildingFeature]


class UnitPage(_Page):
    """Units."""

    model_config = _shown("Unit")
    features: list[UnitFeature]


class OfferPage(_Page):
    """Offers."""

    model_config = _shown("Offer")
    features: list[OfferFeature]
