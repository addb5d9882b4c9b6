from tests.records.conftest import july, origin, programme, town
from tests.records.loans.lending import _folder, scheme

__all__ = ["_folder", "july", "origin", "programme", "scheme", "town"]
