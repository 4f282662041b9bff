"""The network as arrays: node index, edges by position of their nodes, lengths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

INDEX = NDArray[np.int64]
METRES = NDArray[np.float64]
Column = Sequence[Any] | NDArray[Any]


@dataclass(frozen=True)
class Graph:
    """An undirected network; edge i joins the nodes `tail[i]` and `head[i]`."""

    node_ids: NDArray[Any]
    tail: INDEX
    head: INDEX
    length_m: METRES

    @classmethod
    def of(cls, from_ids: Column, to_ids: Column, length_m: Column) -> Self:
        """Build the arrays, nodes in the order of their ids.

        >>> Graph.of(["a", "b"], ["b", "c"], [3.0, 4.0]).head.tolist()
        [1, 2]
        """
        ends = np.array([*from_ids, *to_ids])
        node_ids, position = np.unique(ends, return_inverse=True)
        tail, head = position.reshape(2, -1).astype(np.int64)
        return cls(node_ids, tail, head, np.asarray(length_m, dtype=np.float64))

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """Build the network from rows of `geo.street` (from_node_id, to_node_id, length_m)."""
        edges = [(row["from_node_id"], row["to_node_id"], row["length_m"]) for row in rows]
        from_ids, to_ids, length_m = zip(*edges, strict=True) if edges else ((), (), ())
        return cls.of(from_ids, to_ids, length_m)

    @property
    def n_nodes(self) -> int:
        """Count the nodes."""
        return len(self.node_ids)

    def components(self) -> INDEX:
        """Give every node the number of the part it hangs together with; 0 is the longest part.

        The lowest node number of a part spreads along its edges, halving the way each round.
        """
        root = np.arange(self.n_nodes)
        while True:
            low = np.minimum(root[self.tail], root[self.head])
            spread = root.copy()
            np.minimum.at(spread, root[self.tail], low)
            np.minimum.at(spread, root[self.head], low)
            spread = spread[spread]
            if np.array_equal(spread, root):
                break
            root = spread
        return self._by_length(root)

    def component_length_m(self) -> METRES:
        """Sum the length of each part, longest first."""
        labels = self.components()
        n_parts = int(labels.max()) + 1 if len(labels) else 0
        parts_m = np.bincount(labels[self.tail], weights=self.length_m, minlength=n_parts)
        return parts_m.astype(np.float64)

    def largest_share(self) -> float:
        """Return the share of all length that lies in the longest part; NaN without edges."""
        parts_m = self.component_length_m()
        return float(parts_m[0] / parts_m.sum()) if parts_m.sum() > 0 else float("nan")

    def _by_length(self, root: INDEX) -> INDEX:
        """Rank the parts by falling length, ties by lowest node."""
        _, part = np.unique(root, return_inverse=True)
        total_m = np.bincount(part[self.tail], weights=self.length_m, minlength=len(_))
        rank = np.empty(len(total_m), dtype=np.int64)
        rank[np.argsort(-total_m, kind="stable")] = np.arange(len(total_m))
        return rank[part]
