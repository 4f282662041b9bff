"""The official cadastre: parcels, buildings, house numbers of a delivery, and who succeeds whom."""

from __future__ import annotations

from geo.sources.alkis.addresses import stage_addresses, write_addresses
from geo.sources.alkis.areas import Areas
from geo.sources.alkis.buildings import link_buildings, stage_buildings, write_buildings
from geo.sources.alkis.checks import check_areas, check_overlaps
from geo.sources.alkis.delivery import Delivery, open_delivery
from geo.sources.alkis.follow import follow_offers, follow_units
from geo.sources.alkis.history import stage_succession
from geo.sources.alkis.parcels import stage_parcels, write_parcels
from geo.sources.run import Run


def fill(run: Run) -> None:
    """Load one delivery; what it shows of a Gemarkung is all there is of it."""
    run.refuse_sample()
    with open_delivery(run) as delivery:
        _load(run, delivery)


def _load(run: Run, delivery: Delivery) -> None:
    areas = Areas(run, delivery)
    with run.phase("stage"):
        parcels = stage_parcels(run, delivery, areas)
        stage_succession(run, delivery)
        buildings = stage_buildings(run, delivery, areas)
        addresses = stage_addresses(run, delivery, areas)
    run.dated(delivery.newest)
    covered = areas.note_cover(parcels)
    run.step("parcels", 0.4)
    write_parcels(run, parcels, covered)
    if buildings is not None:
        run.step("buildings", 0.6)
        write_buildings(run, buildings, covered)
    link_buildings(run)
    if addresses is not None:
        run.step("addresses", 0.7)
        write_addresses(run, addresses, covered, with_buildings=buildings is not None)
    run.step("units", 0.75)
    with run.phase("follow"):
        follow_units(run, with_buildings=buildings is not None)
        follow_offers(run)
    run.step("checks", 0.8)
    with run.phase("check"):
        check_areas(run)
        check_overlaps(run)
    run.step("done", 1.0)
