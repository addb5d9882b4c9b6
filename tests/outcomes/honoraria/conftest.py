from tests.records.conftest import july, origin, programme, town  # noqa: F401
from tests.records.honoraria.conftest import _that_day, account, approved, rates, tax  # noqa: F401
