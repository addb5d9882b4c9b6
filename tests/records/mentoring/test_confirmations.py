"""Who says that a month's figures are right: the participant, or an officer who neither reported them nor mentors."""

import uuid

import pytest
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.town import TODAY, Town

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Denied, Refused
from dampingi.records.businesses.models import Person
from dampingi.records.mentoring.actions import confirm_growth, correct_growth, record_growth
from dampingi.records.mentoring.intake import GrowthIntake
from dampingi.records.mentoring.models import Growth, GrowthConfirmation, How
from dampingi.records.mentoring.queries.growth import crowded_devices

pytestmark = pytest.mark.usefixtures("july")
DEVICE = uuid.UUID(int=7)


def reported(town: Town, by: str = "ana", i: int = 0) -> Growth:
    row = GrowthIntake(town.enrolments[i].id, FEBRUARY, 2_000_000, 1, 2, 1, 4, False)
    return record_growth(by=town.actor(by), rows=[row], today=TODAY)[0]


def said(growth: Growth) -> list[tuple]:
    return [(c.by_name, c.how, c.device) for c in GrowthConfirmation.objects.filter(growth=growth)]


def test_the_participant_confirms_in_their_own_session(town):
    growth = reported(town)
    confirm_growth(by=town.actor("participant"), ids=[growth.id], device=DEVICE)
    assert said(growth) == [("Participant", How.SELF, DEVICE)]
    confirm_growth(by=town.actor("participant"), ids=[growth.id], device=DEVICE)
    assert len(said(growth)) == 1


def test_no_mentor_confirms_not_even_one_who_guides(town):
    growth = reported(town)
    for name in ("ana", "budi", "camat", "kota"):
        with pytest.raises(Refused):
            confirm_growth(by=town.actor(name), ids=[growth.id])
    assert said(growth) == []


def test_another_officer_confirms_and_says_how_they_asked(town):
    growth = reported(town)
    with pytest.raises(Refused, match="cara"):
        confirm_growth(by=town.actor("office"), ids=[growth.id], how="")
    with pytest.raises(Refused, match="cara"):
        confirm_growth(by=town.actor("office"), ids=[growth.id], how=How.SELF)
    confirm_growth(by=town.actor("office"), ids=[growth.id], how=How.MET, device=DEVICE)
    assert said(growth) == [("Office", How.MET, None)]


def test_whoever_reported_the_figures_does_not_confirm_them(town):
    growth = reported(town, by="office")
    with pytest.raises(Denied, match="petugas lain"):
        confirm_growth(by=town.actor("office"), ids=[growth.id])


def test_whoever_mended_the_figures_does_not_confirm_them(town):
    growth = reported(town)
    correct_growth(by=town.actor("office"), growth=growth.id, values={"turnover": 3_000_000})
    with pytest.raises(Denied, match="petugas lain"):
        confirm_growth(by=town.actor("office"), ids=[growth.id])


def test_a_mentor_who_also_works_in_the_office_does_not_confirm_for_their_own(town):
    assign(by=SYSTEM, user=town.users["ana"], role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    growth = reported(town, by="office")
    with pytest.raises(Denied, match="dampingan Anda"):
        confirm_growth(by=town.actor("ana"), ids=[growth.id])


def test_corrected_figures_are_confirmed_anew(town):
    growth = reported(town)
    confirm_growth(by=town.actor("participant"), ids=[growth.id])
    correct_growth(by=town.actor("ana"), growth=growth.id, values={"turnover": 9_000_000})
    confirm_growth(by=town.actor("office"), ids=[growth.id], how=How.PHONE)
    assert sorted(how for _name, how, _device in said(growth)) == [How.PHONE, How.SELF]


def test_one_browser_that_confirms_for_three_is_shown_to_the_office(town):
    for i in range(3):
        user = town.users[("participant", "panel", "partner")[i]]
        Person.objects.unscoped("test").filter(id=town.enrolments[i].person_id).update(user=user)
        if i:
            assign(by=SYSTEM, user=user, role=Role.PARTICIPANT, region="32.76", starts_on=FEBRUARY)
        growth = reported(town, i=i)
        confirm_growth(by=town.actor(("participant", "panel", "partner")[i]), ids=[growth.id], device=DEVICE)
        assert crowded_devices(town.actor("office")) == ({DEVICE: 3} if i == 2 else {})
    assert crowded_devices(town.actor("elsewhere")) == {}
    page = town.client("office").get(f"/perkembangan/?perangkat={DEVICE}").content.decode()
    assert "<strong>3</strong> catatan bulan" in page
    assert "3 peserta dari satu perangkat" in page


def test_one_tap_from_the_first_screen(town):
    growth = reported(town)
    client = town.client("participant")
    session = client.session
    session["device"] = str(DEVICE)
    session.save()
    address = f"/perkembangan/{growth.id}/konfirmasi/"
    assert address in client.get("/").content.decode()
    assert client.post(address, {"back": "home"})["Location"] == "/"
    assert said(growth) == [("Participant", How.SELF, DEVICE)]
    assert address not in client.get("/").content.decode()


def test_the_office_finds_what_nobody_confirmed_and_asks(town):
    growth, client = reported(town), town.client("office")
    assert "<strong>1</strong> catatan bulan" in client.get("/perkembangan/?keadaan=belum").content.decode()
    page = client.get(f"/peserta/{town.first.id}/").content.decode()
    assert "Peserta membenarkan" in page
    assert client.post(f"/perkembangan/{growth.id}/konfirmasi/", {"how": "phone"}).status_code == 302
    told = client.get("/perkembangan/?keadaan=phone").content.decode()
    assert "<strong>1</strong> catatan bulan" in told
    assert "<strong>0</strong> catatan bulan" in client.get("/perkembangan/?keadaan=belum").content.decode()
    assert town.client("ana").get("/perkembangan/").status_code == 403
