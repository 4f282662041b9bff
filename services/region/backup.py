"""Save a region to one file and bring it back; both sides are counted and compared."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from psycopg import IsolationLevel, conninfo, sql

from geo.errors import DatabaseUnavailable, Fault, StateConflict, UnreadableFile
from services.region.installation import get_installation
from services.region.regions import add_extensions, refresh_statistics
from services.region.server import Connection, Server, database_name

# Extensions and what lies in the schema `public` belong to the server; a restore makes them first.
NOT_RESTORED = re.compile(r" EXTENSION | public ")
CHUNK_BYTES = 1 << 20

_TABLES = """
SELECT schemaname, tablename FROM pg_tables WHERE tableowner = 'elbraum_owner' ORDER BY 1, 2
"""
_COUNT = "SELECT count(*) AS n, sum(hashtextextended(t::text, 0)::numeric) AS h FROM {} AS t"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: rows and a checksum for each table, independent of their order."""

    region: str
    made_at: str
    sha256: str
    tables: dict[str, list[str]]

    @property
    def n_rows(self) -> int:
        """All rows of all tables."""
        return sum(int(entry[0]) for entry in self.tables.values())

    def write(self, path: Path) -> None:
        """Write the manifest beside its backup."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the manifest that lies beside a backup."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise UnreadableFile(
                f"there is no {path}",
                "copy the manifest beside the backup; without it nothing proves that it is whole",
            ) from None
        except (ValueError, TypeError) as error:
            raise UnreadableFile(f"{path} is no manifest: {error}", "take another backup") from None


def backup(server: Server, target: Path) -> Manifest:
    """Write the region in pg_dump's custom format, and the manifest beside it.

    Counts and dump see the same snapshot, so the region may be edited meanwhile.
    """
    if not target.parent.is_dir():
        raise UnreadableFile(f"there is no folder {target.parent}", "make it or choose another")
    draft = target.with_name(target.name + ".part")
    with server.as_owner() as connection:
        connection.commit()  # the role stays, the snapshot begins with the next statement
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot() AS snapshot").fetchone() or {}
        command = ["--format=custom", f"--snapshot={row['snapshot']}", f"--file={draft}"]
        _run(server, "pg_dump", [*command, "--role=elbraum_owner"])
        tables = count_tables(connection)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = Manifest(server.settings.region, now, _sha256(draft), tables)
    manifest.write(manifest_path(target))
    draft.rename(target)
    return manifest


def restore(server: Server, source: Path) -> Manifest:
    """Make the region from a backup; it appears under its name only if all counts agree."""
    manifest = Manifest.read(manifest_path(source))
    _require_whole(source, manifest)
    region = server.settings.region
    if server.has_database():
        raise StateConflict(
            f"the region {region} exists",
            f"restore under another name (elbraum --region NAME restore {source}), "
            f"or remove it first: elbraum drop {region}",
        )
    draft = f"{region[:30]}_restoring"
    beside = Server(server.settings.model_copy(update={"region": draft}), server.cluster)
    drop(beside)
    beside.create_database()
    try:
        _fill(beside, source, manifest)
    except BaseException:
        drop(beside)
        raise
    _rename(beside, region)
    refresh_statistics(server)
    return manifest


def drop(server: Server) -> bool:
    """Remove the region with all its data; False if there is none."""
    if not server.has_database():
        return False
    name = sql.Identifier(database_name(server.settings.region))
    with server.as_administrator("postgres", autocommit=True) as connection:
        connection.execute("SET ROLE elbraum_owner")
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
    return True


def manifest_path(archive: Path) -> Path:
    """Return where the manifest of an archive lies."""
    return archive.with_name(archive.name + ".manifest.json")


def count_tables(connection: Connection) -> dict[str, list[str]]:
    """Return rows and checksum of each table that Elbraum owns."""
    rows = connection.execute(_TABLES).fetchall()
    query = sql.SQL(_COUNT)
    counts = {}
    for row in rows:
        table = sql.Identifier(row["schemaname"], row["tablename"])
        found: dict[str, Any] = connection.execute(query.format(table)).fetchone() or {}
        counts[f"{row['schemaname']}.{row['tablename']}"] = [str(found["n"]), str(found["h"] or 0)]
    return counts


def _fill(server: Server, source: Path, manifest: Manifest) -> None:
    """Restore everything but extensions, then compare."""
    add_extensions(server)
    with _listing(server, source) as listing:
        options = ["--exit-on-error", "--no-owner", "--role=elbraum_owner", f"--use-list={listing}"]
        _run(server, "pg_restore", [*options, str(source)])
    with server.as_owner() as connection:
        found = count_tables(connection)
    faults = [
        Fault(name, _said(found.get(name)), _said(manifest.tables.get(name)))
        for name in sorted(manifest.tables.keys() | found.keys())
        if found.get(name) != manifest.tables.get(name)
    ]
    if faults:
        raise UnreadableFile(
            f"{source} does not give back what its manifest says",
            "nothing was changed; take another backup",
            faults=tuple(faults),
        )


@contextmanager
def _listing(server: Server, source: Path) -> Iterator[Path]:
    """List what is restored; pg_restore reads the list from a file."""
    lines = _run(server, "pg_restore", ["--list", str(source)], connect=False).splitlines()
    kept = [line for line in lines if not NOT_RESTORED.search(line)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_text("\n".join(kept) + "\n")
        yield path


def _rename(server: Server, region: str) -> None:
    """Give the restored database its name, and the region's row too."""
    with server.as_owner() as connection:
        connection.execute("UPDATE geo.region SET name = %s", [region])
    old, new = (database_name(name) for name in (server.settings.region, region))
    statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with server.as_administrator("postgres", autocommit=True) as connection:
        connection.execute(statement.format(sql.Identifier(old), sql.Identifier(new)))


def _run(server: Server, program: str, options: list[str], *, connect: bool = True) -> str:
    """Run a PostgreSQL program on the region; a password goes by environment, not by argument."""
    if server.cluster:
        path = server.cluster.installation.program(program)
    else:
        path = get_installation().program(program)
    parts = conninfo.conninfo_to_dict(server.owner_access.conninfo("postgres"))
    environment = dict(os.environ)
    if "password" in parts:
        environment["PGPASSWORD"] = str(parts.pop("password"))
    target = [f"--dbname={conninfo.make_conninfo('', **parts)}"] if connect else []
    done = subprocess.run(
        [path, *target, *options], check=False, capture_output=True, text=True, env=environment
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        kind = DatabaseUnavailable if program == "pg_dump" else UnreadableFile
        raise kind(f"{program} ended with {done.returncode}: {said[0] if said else 'silent'}")
    return done.stdout


def _require_whole(source: Path, manifest: Manifest) -> None:
    """Refuse a file that is not, byte by byte, the one that was written."""
    if not source.is_file():
        raise UnreadableFile(f"there is no file {source}", "check the path")
    found = _sha256(source)
    if found != manifest.sha256:
        raise UnreadableFile(
            f"{source} was changed or cut off after it was written",
            "take another backup",
            faults=(Fault("sha256", found, manifest.sha256),),
        )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _said(entry: list[str] | None) -> str:
    return f"{entry[0]} rows, checksum {entry[1]}" if entry else "no such table"
