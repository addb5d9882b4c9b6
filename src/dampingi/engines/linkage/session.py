"""A DuckDB connection that keeps to itself: no extension is fetched or loaded, no file read, nothing left behind."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb


@contextmanager
def session(folder: Path | None, memory_mb: int, threads: int | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """`folder` (default: the system's) holds what memory cannot, in a folder of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="linkage-", dir=folder) as spill:
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "memory_limit": f"{memory_mb}MB",
            "temp_directory": spill,
            "preserve_insertion_order": False,
        }
        if threads:
            config["threads"] = threads
        connection = duckdb.connect(":memory:", config=config)
        connection.execute(
            "SET enable_progress_bar = false; SET enable_external_access = false; SET lock_configuration = true"
        )
        try:
            yield connection
        finally:
            connection.close()
