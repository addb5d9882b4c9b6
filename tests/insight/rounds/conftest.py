import datetime

import pytest

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.regions.models import Region
from dampingi.insight.rounds.actions import check_entry, open_round, save_entry, submit_entry
from dampingi.insight.rounds.models import Entry
from tests.records.conftest import FEBRUARY, SYSTEM, july, origin, programme, town  # noqa: F401
from tests.records.town import KECAMATAN, KOTA, TODAY

QUARTER, DUE = "2026-Q2", TODAY + datetime.timedelta(days=10)
ASKED = "Koperasi aktif | koperasi\nUMK ber-NIB | usaha ber-NIB / seluruh usaha"
WHOLE = {"m1": {"number": "12", "remark": ""}, "m2": {"top": "30", "bottom": "40", "remark": ""}}


class Rounds:
    """The city (office) asks its kecamatan; `coordinator` writes for 32.76.05."""

    def __init__(self, held):
        self.town = held

    def open(
        self, who="office", region=KOTA, period=QUARTER, indicators=(), asked=ASKED, due_on=DUE, note=""
    ):
        return open_round(
            by=self.town.actor(who), region=region, period=period, indicators=indicators, asked=asked, due_on=due_on, note=note
        )  # fmt: skip

    def entry(self, round, region=KECAMATAN):
        return Entry.objects.unscoped("test").select_related("round").get(round=round, region=region)

    def save(self, entry, who="coordinator", seen=None, **answers):
        now = Entry.objects.unscoped("test").get(id=entry.id)
        seen = now.revision if seen is None else seen
        return save_entry(by=self.town.actor(who), entry=entry.id, answers=answers or WHOLE, seen=seen)

    def submit(self, entry, who="coordinator", **answers):
        saved = self.save(entry, who, **answers)
        return submit_entry(by=self.town.actor(who), entry=entry.id, seen=saved.revision)

    def check(self, entry, who="office", accepted=True, edition=1, comment=""):
        return check_entry(
            by=self.town.actor(who), entry=entry.id, edition=edition, accepted=accepted, comment=comment
        )

    def person(self, name, role, region):
        self.town.users[name] = add_user(by=SYSTEM, login=f"{name}@contoh.id", name=name.title())
        assign(by=SYSTEM, user=self.town.users[name], role=role, region=region, starts_on=FEBRUARY)


@pytest.fixture
def rounds(request):
    return Rounds(request.getfixturevalue("town"))


@pytest.fixture
def province(rounds):
    """Two kabupaten/kota below the province, each with an office of its own."""
    if not Region.objects.filter(code="32.77").exists():
        Region.objects.create(code="32.77", name="Kota Cimahi", kind="kota", key="cimahi")
    rounds.person("second", Role.PROVINCE, "32")
    return rounds
