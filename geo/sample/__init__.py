"""Sample regions: a generated city around real places of Dresden, deterministic and labelled.

The generator knows nothing of what measures it, so that what analysis recovers is proof.
"""

from __future__ import annotations

from geo.sample.filling import Progress, Scale, fill
from geo.sample.removing import drop

__all__ = ["Progress", "Scale", "drop", "fill"]
