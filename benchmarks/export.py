"""A long list taken along: the register's export as the office presses it, beside openpyxl writing the same rows.

Both read the same rows of the same database, from the list's own reader; openpyxl writes them in its `write_only` mode, which is how a careful
author would. Each in a process of its own, whose peak memory stands beside. Memory is shown to be constant by two sizes of the same list: the
office's whole city, and its smallest kecamatan; what they differ by is SQLite's own cache of pages, which ends at 64 MB. SQLite; what goes out is read to its end, as a browser does.
"""

import tempfile
from typing import Any

from benchmarks._apart import apart

ROWS = {True: 100_000, False: 1_000_000}


def run(*, quick: bool) -> dict[str, Any]:
    """rows_per_s and peak_mb of the workbook, of the same as text and of openpyxl; peak_mb_few with few rows; growth between the two."""
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        built = apart("_export_here", home, "build", ROWS[quick])
        few = apart("_export_here", home, "ours", "xlsx", built["few"])
        many = apart("_export_here", home, "ours", "xlsx", built["many"])
        text = apart("_export_here", home, "ours", "csv", built["many"])
        theirs = apart("_export_here", home, "openpyxl", built["many"])
    assert many["rows"] == theirs["rows"] == text["rows"]  # all but the archived ones
    return {
        "rows": many["rows"],
        "rows_per_s": many["rows_per_s"],
        "peak_mb": many["peak_mb"],
        "file_mb": many["file_mb"],
        "first_byte_s": many["first_byte_s"],
        "rows_few": few["rows"],
        "peak_mb_few": few["peak_mb"],
        "growth_mb": round(many["peak_mb"] - few["peak_mb"], 1),
        "text_rows_per_s": text["rows_per_s"],
        "text_peak_mb": text["peak_mb"],
        "text_first_byte_s": text["first_byte_s"],
        "openpyxl_rows_per_s": theirs["rows_per_s"],
        "openpyxl_peak_mb": theirs["peak_mb"],
        "ratio_to_openpyxl": round(many["rows_per_s"] / theirs["rows_per_s"], 2),
        "ratio_to_openpyxl_cpu": round(many["rows_per_cpu_s"] / theirs["rows_per_cpu_s"], 2),
    }
