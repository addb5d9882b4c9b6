import copy

import pytest

from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.definitions import shipped
from tests.insight.evaluation.conftest import _on_the_day, office  # noqa: F401 - the same small city
from tests.insight.evaluation.pages.conftest import page  # noqa: F401


@pytest.fixture
def changed():
    """changed(**kind): a definition of the office's own, with two points moved and the objection period shorter."""

    def make(level: str = "kelurahan") -> dict:
        body = copy.deepcopy(shipped()[level])
        body["criteria"][0]["weight"] += 2
        body["criteria"][1]["weight"] -= 2
        body["rules"]["objection_days"] = 10
        return body

    return make


@pytest.fixture
def publish(office):  # noqa: F811
    def make(body: dict, region: str = "32"):
        return actions.publish_instrument(by=office.by, body=body, region=region)

    return make
