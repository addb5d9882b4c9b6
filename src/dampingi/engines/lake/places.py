"""Where rows stand: one folder for a table, a place and a year."""

from dataclasses import dataclass

NOWHERE = "00"
"""The place of rows that are in none: a national programme, a person of unknown residence."""
_CITY = 5


def place_of(region: str) -> str:
    """The kabupaten/kota a region lies in, `32.76`; a province's own rows are the province's, `32`."""
    return region[:_CITY] or NOWHERE


@dataclass(frozen=True, order=True)
class Partition:
    """`year` 0: the table's rows have no day of their own, or this one's is not known."""

    table: str
    place: str
    year: int

    @property
    def folder(self) -> str:
        return f"tables/{self.table}/province={self.place[:2]}/city={self.place}/year={self.year}"


def edition_path(place: str) -> str:
    return f"cities/{place}.json"
