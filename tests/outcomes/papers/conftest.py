from tests.records.conftest import origin, programme, town  # noqa: F401
