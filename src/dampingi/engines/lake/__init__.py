"""How an office's facts lie in files: where each stands, how ids are replaced, what an edition lists, and what of it has to be written again.

    ROOT/tables/TABLE/province=32/city=32.76/year=2026/HASH.parquet     rows of one table, place and year; HASH is of the file's bytes
    ROOT/cities/32.76.json                                              the place's edition: only what it lists is read

Files never change. An edition is one small file, replaced at once and last, so that a reader sees the whole of one edition or of the next.
Knows no database and no file system.
"""

from dampingi.engines.lake.manifests import SCHEMA, Manifest, Stored, Unreadable, obsolete
from dampingi.engines.lake.places import NOWHERE, Partition, edition_path, place_of
from dampingi.engines.lake.pseudonyms import Pseudonyms, publisher
from dampingi.engines.lake.tallies import Tally

__all__ = [
    "NOWHERE", "SCHEMA", "Manifest", "Partition", "Pseudonyms", "Stored", "Tally", "Unreadable", "edition_path", "obsolete", "place_of", "publisher",
]  # fmt: skip
