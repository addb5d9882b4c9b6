"""Those who look over a region and those who work there are the people of the records' town."""

from tests.records.conftest import july, origin, programme, town

__all__ = ["july", "origin", "programme", "town"]
