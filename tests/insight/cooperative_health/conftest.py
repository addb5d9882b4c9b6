from tests.records.conftest import july, origin, programme, town

__all__ = ["july", "origin", "programme", "town"]
