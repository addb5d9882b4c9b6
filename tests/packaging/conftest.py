import os

import pytest


def pytest_collection_modifyitems(items):
    if os.environ.get("DAMPINGI_TEST_PACKAGING") == "1":
        return
    slow = pytest.mark.skip(
        reason="installs the product anew, minutes long: DAMPINGI_TEST_PACKAGING=1 (CI does)"
    )
    for item in items:
        if "tests/packaging" in item.path.as_posix():
            item.add_marker(slow)
