import datetime

import pytest

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.loans.actions.schemes import propose
from dampingi.records.loans.queries.schemes import shipped
from tests.records.town import KOTA

JANUARY = datetime.date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def body_of(code="depok", **changed):
    return {k: v for k, v in shipped(code)[0].items() if k not in ("code", "assumed")} | changed


def proposed(town, code="depok", from_on=JANUARY, region=KOTA, who="office", **changed):
    return propose(
        by=town.actor(who), region=region, code=code, body=body_of(code, **changed), from_on=from_on
    )


def approve(town, made, who="head"):
    decide(by=town.actor(who), approval=approvals_of("loan_scheme", made.id)[0].id, approved=True)
    made.refresh_from_db()
    return made


@pytest.fixture
def scheme(town, july):
    """Depok's own, in force since January."""
    return approve(town, proposed(town))
