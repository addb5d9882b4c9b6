from decimal import Decimal

import pytest

from dampingi.insight.targets.actions import propose
from dampingi.insight.targets.intake import Wanted
from tests.records.conftest import july, origin, programme, town  # noqa: F401
from tests.records.town import KOTA

YEAR = "2026"
WHY = "Hasil tahun lalu 70 persen."


@pytest.fixture
def aim(town):  # noqa: F811
    """Propose what a region should reach, and have the head approve it unless said otherwise."""

    def aimed(value="0.80", *, indicator="verified_share", region=KOTA, approve=True, by="office", **more):
        row = Wanted(region, Decimal(value), **more)
        made = propose(
            by=town.actor(by), programme=town.programme, indicator=indicator, region=region, period=YEAR, kind="own", rows=[row], reason=WHY
        )  # fmt: skip
        if approve:
            assert decide(town, made).status_code == 302
        return made

    return aimed


def decide(town, made, who="head", decision="approve", **more):  # noqa: F811
    return town.client(who).post(f"/target/usulan/{made.id}/putusan/", {"decision": decision} | more)
