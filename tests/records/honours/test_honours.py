"""Nominated by one, verified by another, chosen by others: each within its quota and with its reason."""

import pytest

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.honours.actions import choose, nominate, set_rules, withdraw
from dampingi.records.honours.models import Nomination
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.honours.conftest import REASONS, looked_at, put_forward
from tests.records.town import KECAMATAN, KOTA, TODAY

State = Nomination.State


def chosen(town, made, by, *, yes=True, reason="Perubahannya nyata dan dibenarkan orang lain."):
    return choose(by=town.actor(by), nomination=made.id, chosen=yes, reason=reason).state


def colleague(town, name, role, region):
    user = add_user(by=SYSTEM, login=f"{name}@contoh.id", name=name.title())
    assign(by=SYSTEM, user=user, role=role, region=region, starts_on=FEBRUARY)
    town.users[name] = user


def test_the_whole_way_up(town, verified):
    assert verified.state == State.VERIFIED
    assert chosen(town, verified, "coordinator") == State.DISTRICT
    assert chosen(town, verified, "office") == State.CITY


@pytest.mark.parametrize("who", ["budi", "office", "inspector", "panel", "elsewhere", "participant"])
def test_only_who_knows_them_nominates(town, who):
    with pytest.raises(Refused):
        put_forward(town, by=who)


def test_once_with_reasons_and_within_the_quota_of_the_kelurahan(town, nomination):
    with pytest.raises(Conflict, match="sudah dinominasikan"):
        put_forward(town)
    with pytest.raises(Conflict, match="Kuota nominasi"):
        put_forward(town, i=1)
    assert put_forward(town, by="budi", i=3).region != nomination.region
    with pytest.raises(Refused, match="alasannya"):
        nominate(by=town.actor("budi"), enrolment=town.enrolments[4].id, reasons="Bagus", today=TODAY)
    set_rules(by=town.actor("office"), programme=town.programme, per_kelurahan=2, per_kecamatan=1, per_city=1)
    assert put_forward(town, i=1).state == State.NOMINATED


def test_one_taken_back_gives_its_place_free(town, nomination):
    with pytest.raises(Denied):
        withdraw(by=town.actor("camat"), nomination=nomination.id)
    withdraw(by=town.actor("ana"), nomination=nomination.id)
    assert put_forward(town, i=1).state == State.NOMINATED
    again = nominate(by=town.actor("camat"), enrolment=town.enrolments[3].id, reasons=REASONS, today=TODAY)
    looked_at(town, again)
    with pytest.raises(Conflict, match="sudah diverifikasi"):
        withdraw(by=town.actor("camat"), nomination=again.id)


def test_neither_nominator_nor_mentor_verifies(town, nomination):
    for who in ("ana", "budi", "participant", "elsewhere", "panel"):
        with pytest.raises(Refused):
            looked_at(town, nomination, by=who)
    by_camat = put_forward(town, by="camat", i=3)
    with pytest.raises(Denied, match="tidak memverifikasi sendiri"):
        looked_at(town, by_camat, by="camat")
    assign(by=SYSTEM, user=town.users["budi"], role=Role.OFFICE, region=KOTA, starts_on=FEBRUARY)
    with pytest.raises(Denied, match="tidak memverifikasi sendiri"):
        looked_at(town, by_camat, by="budi")
    assert looked_at(town, by_camat, by="coordinator").passed


def test_what_is_not_so_goes_no_further(town, nomination):
    looked_at(town, nomination, passed=False)
    nomination.refresh_from_db()
    assert nomination.state == State.DECLINED
    assert not Approval.objects.unscoped("test").exists()
    with pytest.raises(Conflict, match="tidak menunggu"):
        chosen(town, nomination, "coordinator")
    assert put_forward(town, i=1), "its place is free"


def test_nobody_chooses_what_they_nominated_nor_twice(town):
    made = put_forward(town, by="coordinator")
    looked_at(town, made)
    with pytest.raises(Denied):
        chosen(town, made, "coordinator")
    assert chosen(town, made, "office") == State.DISTRICT
    with pytest.raises(Denied):
        chosen(town, made, "office")
    colleague(town, "kepala bidang", Role.OFFICE, KOTA)
    assert chosen(town, made, "kepala bidang") == State.CITY


@pytest.mark.parametrize("who", ["ana", "camat", "inspector", "head", "elsewhere"])
def test_nobody_else_chooses(town, verified, who):
    with pytest.raises(Refused):
        chosen(town, verified, who)


def test_a_choice_says_why_whatever_it_is(town, verified):
    for yes in (True, False):
        with pytest.raises(Refused, match="Tulis"):
            chosen(town, verified, "coordinator", yes=yes, reason=" ")
    assert chosen(town, verified, "coordinator", yes=False) == State.LEFT_OUT


def test_the_best_of_a_kecamatan_stays_so_when_the_city_chooses_others(town, verified):
    chosen(town, verified, "coordinator")
    assert chosen(town, verified, "office", yes=False) == State.STAYED


def test_each_level_keeps_to_its_quota(town, verified):
    set_rules(by=town.actor("office"), programme=town.programme, per_kelurahan=2, per_kecamatan=1, per_city=1)
    second = put_forward(town, i=1)
    looked_at(town, second)
    chosen(town, verified, "coordinator")
    with pytest.raises(Conflict, match=r"Kuota tingkat ini \(1\)"):
        chosen(town, second, "coordinator")
    set_rules(by=town.actor("office"), programme=town.programme, per_kelurahan=2, per_kecamatan=2, per_city=1)
    colleague(town, "rekan", Role.COORDINATOR, KECAMATAN)
    chosen(town, second, "rekan")
    chosen(town, verified, "office")
    with pytest.raises(Conflict, match="Kuota tingkat ini"):
        chosen(town, second, "office")


def test_the_inbox_goes_round_no_quota_and_no_reason(town, verified, july):
    approval = Approval.objects.unscoped("test").get()
    client = town.client("coordinator")
    assert client.post(f"/kotak-masuk/{approval.id}/", {"decision": "approve"}).status_code in (404, 422)
    verified.refresh_from_db()
    assert verified.state == State.VERIFIED
