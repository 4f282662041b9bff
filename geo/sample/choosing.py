"""Choose which blocks the demo shows: those nearest to its places, until the number is reached."""

from __future__ import annotations

import numpy as np
import shapely

from geo.sample.blocks import Blocks, demo_rank
from geo.sample.parcels import Lots

DEMO_PARCELS = 3_000


def keep_demo(blocks: Blocks, lots: Lots) -> tuple[Blocks, Lots]:
    """Keep the nearest blocks with about 3,000 lots together."""
    rank = demo_rank(shapely.centroid(blocks.geom))
    per_block = np.bincount(lots.block, minlength=len(rank))
    order = np.argsort(rank, kind="stable")
    chosen = order[np.cumsum(per_block[order]) <= DEMO_PARCELS]
    keep = np.isin(np.arange(len(rank)), chosen)
    new_no = np.cumsum(keep) - 1
    mine = keep[lots.block]
    return (
        blocks.part(keep),
        Lots(lots.geom[mine], new_no[lots.block[mine]], lots.sides[mine], lots.is_end[mine]),
    )
