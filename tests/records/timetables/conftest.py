from tests.records.meetings.conftest import call, hall, ids, office  # noqa: F401
