from tests.records.conftest import origin, programme

__all__ = ["origin", "programme"]
