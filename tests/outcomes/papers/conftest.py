from tests.records.conftest import _append_only_again, emptied, origin, programme, town  # noqa: F401
