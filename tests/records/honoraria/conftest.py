import datetime

import pytest

from dampingi.records.honoraria.actions import check_account, publish_rates, publish_tax, set_account
from dampingi.records.honoraria.models import Honorarium
from dampingi.records.mentoring.actions import reopen_report, submit_reports
from tests.records.mentoring.test_report_chain import _approved
from tests.records.mentoring.test_reports import again, approve
from tests.records.town import KOTA

MONTH = datetime.date(2026, 2, 1)
LAW = {"base": 5_000, "step": 1_000, "surcharge": 2_000, "brackets": [{"upto": 60_000_000, "share": 500}, {"upto": None, "share": 1_500}]}  # fmt: skip
BASIS = "Keputusan Nomor 4 Tahun 2026"


def line(amount=1_000_000, per="month", level="kelurahan", cap=None):
    return {"level": level, "per": per, "amount": amount, "cap": cap}


@pytest.fixture(autouse=True)
def _that_day(july):
    """All of it is done on 20 July 2026."""


@pytest.fixture
def rates(town):
    def _rates(*lines, on=MONTH, by="office"):
        body = list(lines) or [line()]
        return publish_rates(
            by=town.actor(by), programme=town.programme, starts_on=on, basis=BASIS, body=body
        )

    return _rates


@pytest.fixture
def tax(town):
    def _tax(on=MONTH, by="office", **body):
        return publish_tax(
            by=town.actor(by), region=KOTA, starts_on=on, name="PPh 21", legal_basis=BASIS, body=LAW | body
        )

    return _tax


@pytest.fixture
def account(town):
    """account(): Ana's, checked by the office unless told otherwise."""

    def _account(checked=True, number="9912345678", npwp="", name="ana", by=None):
        made = set_account(
            by=town.actor(by or name),
            mentor=town.mentor(name).id,
            bank="110",
            number=number,
            holder=name.title(),
            npwp=npwp,
        )
        return check_account(by=town.actor("office"), account=made.id) if checked else made

    return _account


@pytest.fixture
def approved(town):
    """Ana's June report, approved by the kecamatan and the office."""
    return lambda: _approved(town)


@pytest.fixture
def reapproved(town):
    """Open Ana's report again and let a new version through."""

    def _again(report):
        reopen_report(by=town.actor("office"), report=report.id, reason="Salah hitung kunjungan")
        submit_reports(by=town.actor("ana"), reports=[again(report)])
        approve(town, "camat")
        approve(town, "office")
        return again(report)

    return _again


def honoraria(**where) -> list[Honorarium]:
    return list(Honorarium.objects.unscoped("test").filter(**where).order_by("version"))
