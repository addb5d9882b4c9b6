"""Whoever asked checks; maker is never checker; what was accepted is opened again only with a reason and stays on record."""

import pytest

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of, waiting_for
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.insight.rounds.actions import reopen_entry
from dampingi.insight.rounds.models import Edition, Entry
from tests.records.town import KECAMATAN, KOTA

from .conftest import WHOLE

pytestmark = pytest.mark.usefixtures("july")


def now(entry):
    return Entry.objects.unscoped("test").get(id=entry.id)


def test_accepted_and_done(rounds, town):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    assert now(entry).state == "submitted"
    assert [a.subject_id for a in waiting_for(town.actor("office"))] == [entry.id]
    assert waiting_for(town.actor("province")) == [], "a city's round is the city's"
    with pytest.raises(Denied, match="dipegang oleh"):
        rounds.check(entry, "province")
    with pytest.raises(Denied, match="diputuskan oleh"):
        decide(by=town.actor("province"), approval=approvals_of("round_entry", entry.id)[0].id, approved=True)
    rounds.check(entry)
    assert now(entry).state == "accepted"
    made = Edition.objects.unscoped("test").get(entry=entry)
    assert (made.outcome, made.decided_by_name) == ("accepted", "Office")
    assert waiting_for(town.actor("office")) == []
    assert waiting_for(town.actor("province")) == [], "a city's round goes no further up"


def test_returned_with_a_note_and_handed_in_again(rounds):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    with pytest.raises(Refused, match="perlu diperbaiki"):
        rounds.check(entry, accepted=False)
    rounds.check(entry, accepted=False, comment="Jumlah koperasi janggal")
    assert (now(entry).state, now(entry).note) == ("returned", "Jumlah koperasi janggal")
    second = rounds.submit(entry, m1={"number": "11"}, m2=WHOLE["m2"])
    assert second.number == 2
    with pytest.raises(Conflict, match="lebih baru"):
        rounds.check(entry, edition=1)
    rounds.check(entry, edition=2)
    outcomes = (
        Edition.objects.unscoped("test")
        .filter(entry=entry)
        .order_by("number")
        .values_list("outcome", flat=True)
    )
    assert list(outcomes) == ["returned", "accepted"]


def test_nothing_is_decided_twice(rounds):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    rounds.check(entry)
    for accepted in (True, False):
        with pytest.raises(Conflict, match="sudah diputuskan"):
            rounds.check(entry, accepted=accepted, comment="x")


def test_who_wrote_in_it_does_not_check_it(rounds, town):
    """Somebody who is appointed to the kecamatan and to the city: nor by the approvals themselves."""
    rounds.person("both", Role.COORDINATOR, KECAMATAN)
    from dampingi.foundation.accounts.actions import assign
    from tests.records.conftest import FEBRUARY, SYSTEM

    assign(by=SYSTEM, user=town.users["both"], role=Role.OFFICE, region=KOTA, starts_on=FEBRUARY)
    entry = rounds.entry(rounds.open())
    rounds.save(entry, "both")
    rounds.submit(entry, "coordinator")
    with pytest.raises(Denied, match="ikut mengisi"):
        rounds.check(entry, "both")
    assert "Pemeriksaan Anda" not in town.client("both").get(f"/putaran/isian/{entry.id}/").content.decode()
    other = rounds.entry(entry.round, KECAMATAN)
    rounds.check(entry, "office", accepted=False, comment="Lagi")
    rounds.submit(other, "both")
    with pytest.raises(Denied):
        decide(by=town.actor("both"), approval=approvals_of("round_entry", entry.id)[0].id, approved=True)


@pytest.mark.parametrize("who", ["head", "coordinator", "camat", "inspector", "elsewhere", "province"])
def test_only_whoever_asked_checks(rounds, who):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    with pytest.raises(Refused):
        rounds.check(entry, who)
    assert now(entry).state == "submitted"


def test_the_province_checks_its_kota_and_the_kota_does_not_check_itself(province, town):
    entry = province.entry(province.open(who="province", region="32"), KOTA)
    province.submit(entry, "office")
    with pytest.raises(Denied):
        province.check(entry, "office")
    assert [a.subject_id for a in waiting_for(town.actor("second"))] == [entry.id]
    province.check(entry, "province")
    assert now(entry).state == "accepted"


def test_opened_again_with_a_reason_the_accepted_edition_stays(rounds, town):
    entry = rounds.entry(rounds.open())
    first = rounds.submit(entry)
    with pytest.raises(Conflict, match="sudah diterima"):
        reopen_entry(by=town.actor("office"), entry=entry.id, why="Terlalu dini")
    rounds.check(entry)
    with pytest.raises(Refused, match="alasan"):
        reopen_entry(by=town.actor("office"), entry=entry.id, why=" ")
    for who in ("coordinator", "head", "elsewhere"):
        with pytest.raises(Refused):
            reopen_entry(by=town.actor(who), entry=entry.id, why="x")
    reopen_entry(by=town.actor("office"), entry=entry.id, why="Satu koperasi terhitung dua kali")
    assert AuditEvent.objects.get(action="reopen_round_entry").reason == "Satu koperasi terhitung dua kali"
    assert Notice.objects.filter(user=town.users["coordinator"], text__contains="dibuka kembali").exists()
    rounds.submit(entry, m1={"number": "11"}, m2=WHOLE["m2"])
    rounds.check(entry, edition=2)
    kept = Edition.objects.unscoped("test").get(id=first.id)
    assert kept.body == first.body
    assert kept.outcome == "reopened"
    assert "Edisi 1" in town.client("office").get(f"/putaran/isian/{entry.id}/").content.decode()


def test_what_was_tampered_with_says_so(rounds, town):
    entry = rounds.entry(rounds.open())
    made = rounds.submit(entry)
    pages = (f"/putaran/isian/{entry.id}/", f"/putaran/edisi/{made.id}/")
    assert all("tidak lagi sama" not in town.client("office").get(p).content.decode() for p in pages)
    made.body["answers"][0]["answer"]["number"] = "99"
    made.save()
    assert all("tidak lagi sama" in town.client("office").get(p).content.decode() for p in pages)


# pages


def test_checking_by_page(rounds, town):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    address, office = f"/putaran/isian/{entry.id}/putusan/", town.client("office")
    assert "Pemeriksaan Anda" in office.get(f"/putaran/isian/{entry.id}/").content.decode()
    assert "Laporan pemantauan" in office.get("/kotak-masuk/").content.decode()
    for edition in ("", "x", "9" * 30, "2"):
        assert office.post(address, {"decision": "accept", "edition": edition}).status_code == 409
    assert office.post(address, {"decision": "return", "edition": "1"}).status_code == 422
    assert town.client("head").post(address, {"decision": "accept", "edition": "1"}).status_code == 403
    assert town.client("elsewhere").post(address, {"decision": "accept", "edition": "1"}).status_code == 404
    assert office.post(address, {"decision": "accept", "edition": "1"}).status_code == 302
    assert office.post(address, {"decision": "accept", "edition": "1"}).status_code == 409
    again = f"/putaran/isian/{entry.id}/buka/"
    assert office.post(again, {"why": ""}).status_code == 422
    assert office.post(again, {"why": "Keliru"}).status_code == 302
    assert "Keliru" in town.client("coordinator").get(f"/putaran/isian/{entry.id}/").content.decode()


def test_an_unread_report_is_not_accepted_from_the_inbox(rounds, town):
    """Its door there knows neither who wrote in it nor which edition was read."""
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    waiting = approvals_of("round_entry", entry.id)[0]
    address = f"/kotak-masuk/{waiting.id}/keputusan/"
    for decision in ("approve", "return"):
        told = town.client("office").post(address, {"decision": decision, "comment": "x"})
        assert "halamannya sendiri" in told.content.decode()
    assert now(entry).state == "submitted"


def test_what_is_neither_accepted_nor_returned_decides_nothing(rounds, town):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    told = {"edition": "1", "decision": "lain", "comment": "x"}
    assert town.client("office").post(f"/putaran/isian/{entry.id}/putusan/", told).status_code == 422
    assert now(entry).state == "submitted"
