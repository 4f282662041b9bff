"""The street network, pure: ways cut where they meet, nodes and edges as arrays, its parts."""

from __future__ import annotations

from geo.network.graph import Graph
from geo.network.split import Piece, geodesic_length_m, junctions, pieces

__all__ = ["Graph", "Piece", "geodesic_length_m", "junctions", "pieces"]
