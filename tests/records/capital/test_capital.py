"""Capital a cooperative looks for: from need to outcome, with what stands in the way, recapped by kabupaten."""

import datetime
from dataclasses import replace

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.capital import actions, queries
from dampingi.records.capital.intake import NeedIntake, OutcomeIntake
from dampingi.records.capital.models import Need
from dampingi.records.cooperatives.actions import register_cooperative
from dampingi.records.cooperatives.intake import CooperativeIntake
from tests.records.conftest import HERE

pytestmark = pytest.mark.usefixtures("july")
TOLD = NeedIntake("lpdb", "Stok toko", 500_000_000)


@pytest.fixture
def cooperative(town):
    told = CooperativeIntake("Koperasi Maju", datetime.date(2019, 5, 2), "consumer", HERE, "32.76")
    return register_cooperative(by=town.actor("office"), told=told)


@pytest.fixture
def need(town, cooperative):
    return actions.note_need(by=town.actor("office"), cooperative=cooperative.id, told=TOLD)


def end(town, need, *told, who="office", **more):
    return actions.note_outcome(by=town.actor(who), need=need.id, told=OutcomeIntake(*told, **more))


@pytest.mark.parametrize(
    "change", [{"source": "x"}, {"purpose": " "}, {"amount": 0}, {"amount": -5}, {"amount": 10**14}]
)
def test_a_need_that_cannot_be_is_refused(town, cooperative, change):
    with pytest.raises(Refused):
        actions.note_need(by=town.actor("office"), cooperative=cooperative.id, told=replace(TOLD, **change))


def test_only_its_office_notes_it_and_sent_twice_is_once(town, cooperative):
    for who in ("head", "ana", "elsewhere", "province"):
        with pytest.raises((Denied, Refused)):
            actions.note_need(by=town.actor(who), cooperative=cooperative.id, told=TOLD)
    key = new_id()
    first = actions.note_need(by=town.actor("office"), cooperative=cooperative.id, told=TOLD, id=key)
    assert actions.note_need(by=town.actor("office"), cooperative=cooperative.id, told=TOLD, id=key) == first


def test_it_is_asked_for_once_and_granted_within_the_need(town, need):
    with pytest.raises(Refused, match="pengajuannya dahulu"):
        end(town, need, "granted", 1)
    actions.note_application(by=town.actor("office"), need=need.id)
    with pytest.raises(Conflict, match="sudah tercatat"):
        actions.note_application(by=town.actor("office"), need=need.id)
    for wrong in (None, 0, -1, 500_000_001):
        with pytest.raises(Refused, match="tidak melebihi"):
            end(town, need, "granted", wrong)
    assert end(town, need, "granted", 400_000_000).granted == 400_000_000
    with pytest.raises(Conflict, match="tidak berubah"):
        end(town, need, "dropped", blocker="terms")


def test_what_failed_says_why(town, need):
    actions.note_application(by=town.actor("office"), need=need.id)
    for wrong in ("", "cuaca"):
        with pytest.raises(Refused, match="menghambatnya"):
            end(town, need, "refused", blocker=wrong)
    done = end(town, need, "refused", granted=5, blocker="collateral", note="Tanah belum bersertifikat.")
    assert (done.granted, done.blocker) == (None, "collateral")


def test_a_blocker_comes_and_goes(town, need):
    with pytest.raises(Refused, match="dari daftar"):
        actions.note_blocker(by=town.actor("office"), need=need.id, blocker="cuaca")
    actions.note_blocker(by=town.actor("office"), need=need.id, blocker="meeting", note="Juli")
    found = actions.note_blocker(by=town.actor("office"), need=need.id, blocker="", note="lupa")
    assert (found.blocker, found.blocker_note) == ("", "")


def test_the_recap_adds_up(town, cooperative, need):
    other = actions.note_need(
        by=town.actor("office"), cooperative=cooperative.id, told=NeedIntake("bank", "Mobil", 100_000_000)
    )
    actions.note_application(by=town.actor("office"), need=need.id)
    end(town, need, "granted", 400_000_000)
    actions.note_blocker(by=town.actor("office"), need=other.id, blocker="meeting")
    rows = queries.needs(town.actor("province"))
    (told,) = queries.recap(rows)
    assert (told.region, len(told.cooperatives), told.needed, told.applied, told.granted) == (
        "32.76", 1, 600_000_000, 500_000_000, 400_000_000,
    )  # fmt: skip
    assert dict(told.blockers) == {"meeting": 1}
    assert queries.by_source(rows) == {"lpdb": (1, 500_000_000, 400_000_000), "bank": (1, 100_000_000, 0)}
    page = town.client("province").get("/modal-koperasi/").content.decode()
    assert "Rapat anggota tahunan belum diadakan" in page


def test_the_office_does_it_on_the_pages(town, cooperative):
    client = town.client("office")
    address = f"/koperasi/{cooperative.id}/modal/"
    key = str(client.get(address).context["form"]["need"].value())
    sent = {
        "need": key,
        "source": "bank",
        "lender": "Bank daerah",
        "purpose": "Mobil",
        "amount": "Rp 100.000.000",
    }
    assert client.post(address, sent | {"amount": "-5"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    page = f"/modal-koperasi/{Need.objects.unscoped('test').get().id}/"
    assert client.post(page, {"act": "end", "outcome": "granted", "granted": "5"}).status_code == 422
    assert client.post(page, {"act": "apply"}).status_code == 302
    assert client.post(page, {"act": "apply"}).status_code == 409
    assert client.post(page, {"act": "block", "blocker": "terms"}).status_code == 302
    assert client.post(page, {"act": "end", "outcome": "granted", "granted": "90.000.000"}).status_code == 302
    assert client.post(page, {"act": "end", "outcome": "granted", "granted": "1"}).status_code == 409
    assert "90.000.000" in client.get(page).content.decode()


def test_others_reach_nothing(town, cooperative, need):
    assert town.client("elsewhere").get(f"/modal-koperasi/{need.id}/").status_code == 404
    assert town.client("elsewhere").get(f"/koperasi/{cooperative.id}/modal/").status_code == 404
    assert town.client("ana").get("/modal-koperasi/").status_code == 403
    assert town.client("head").get(f"/modal-koperasi/{need.id}/").status_code == 200
    assert town.client("head").post(f"/modal-koperasi/{need.id}/", {"act": "apply"}).status_code == 409
