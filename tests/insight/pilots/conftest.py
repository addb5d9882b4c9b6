from tests.records.conftest import july, origin, programme, town  # noqa: F401
