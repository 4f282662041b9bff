"""Sample regions: a city around real places of Dresden, generated, deterministic, labelled as sample.

The generator knows nothing of what measures it, so that what analysis recovers is proof.
"""

from __future__ import annotations

from geo.sample.filling import Scale, fill
from geo.sample.removing import drop

__all__ = ["Scale", "drop", "fill"]
