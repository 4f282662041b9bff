"""Reads vector tiles, so that tests see what a map sees: protobuf and MVT 2.1 from the standard."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Point = tuple[int, int]


@dataclass(frozen=True)
class Feature:
    id: int | None
    properties: dict[str, Any]
    kind: str
    parts: list[list[Point]]


def decode(tile: bytes) -> dict[str, list[Feature]]:
    """Return the features of each layer."""
    return dict(_layer(body) for tag, body in _fields(tile) if tag == 3)


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        wire = key & 7
        if wire == 0:
            value, at = _varint(data, at)
            yield key >> 3, value
            continue
        size, at = _varint(data, at) if wire == 2 else ({1: 8, 5: 4}[wire], at)
        yield key >> 3, data[at : at + size]
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _numbers(data: bytes) -> list[int]:
    numbers, at = [], 0
    while at < len(data):
        number, at = _varint(data, at)
        numbers.append(number)
    return numbers


def _layer(body: bytes) -> tuple[str, list[Feature]]:
    entries = list(_fields(body))
    name = next(v for tag, v in entries if tag == 1).decode()
    keys = [v.decode() for tag, v in entries if tag == 3]
    values = [_value(*next(_fields(v))) for tag, v in entries if tag == 4]
    return name, [_feature(v, keys, values) for tag, v in entries if tag == 2]


def _value(tag: int, raw: Any) -> Any:
    match tag:
        case 1:
            return raw.decode()
        case 2 | 3:
            return struct.unpack("<f" if tag == 2 else "<d", raw)[0]
        case 6:
            return raw >> 1 ^ -(raw & 1)
        case 7:
            return bool(raw)
        case _:
            return raw


def _feature(body: bytes, keys: list[str], values: list[Any]) -> Feature:
    fields = dict(_fields(body))
    tags = _numbers(fields.get(2, b""))
    properties = {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)}
    kind = {1: "point", 2: "line", 3: "polygon"}[fields[3]]
    return Feature(fields.get(1), properties, kind, _parts(_numbers(fields[4])))


def _parts(commands: list[int]) -> list[list[Point]]:
    parts: list[list[Point]] = []
    x = y = at = 0
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        if command == 7:  # back to the first point
            parts[-1].append(parts[-1][0])
            continue
        for _ in range(count):
            x += commands[at] >> 1 ^ -(commands[at] & 1)
            y += commands[at + 1] >> 1 ^ -(commands[at + 1] & 1)
            at += 2
            if command == 1:
                parts.append([])
            parts[-1].append((x, y))
    return parts
