"""A participant compares cooperatives and asks to join."""

import datetime
from dataclasses import replace

import pytest

from dampingi.records.cooperatives.actions import register_cooperative
from dampingi.records.memberships.models import Membership
from tests.records.conftest import NEXT

from .conftest import COOPERATIVE

pytestmark = pytest.mark.usefixtures("july")


def page(town, who="participant"):
    return town.client(who).get("/koperasi-saya/")


def test_it_compares_those_of_the_members_area_and_says_who_takes_members(town, cooperative):
    register_cooperative(
        by=town.actor("office"), told=replace(COOPERATIVE, name="Koperasi Tutup", region=NEXT)
    )
    gone = replace(COOPERATIVE, name="Koperasi Bubar", closed_on=datetime.date(2026, 1, 1))
    register_cooperative(by=town.actor("office"), told=gone)
    told = page(town).context
    assert [(o["cooperative"].name, o["near"]) for o in told["offers"]] == [("Koperasi Maju", 0)]
    assert [(o["cooperative"].name, o["near"]) for o in told["shut"]] == [("Koperasi Tutup", 1)]
    body = page(town).content.decode()
    assert "Kesehatannya belum dinilai" in body
    assert "100.000" in body


def test_one_asks_sees_it_and_takes_it_back(town, cooperative):
    client = town.client("participant")
    sent = {"business": str(town.first.business_id), "wish": "Bahan baku"}
    assert client.post(f"/koperasi-saya/{cooperative.id}/permohonan/", sent).status_code == 302
    made = Membership.objects.unscoped("test").get()
    asked = page(town)
    assert asked.context["offers"] == []
    assert "Menunggu keputusan" in asked.content.decode()
    assert "Tidak ada koperasi lain" in asked.content.decode()
    assert client.post(f"/koperasi-saya/{cooperative.id}/permohonan/", sent).status_code == 409
    assert client.post(f"/koperasi-saya/permohonan/{made.id}/tarik/").status_code == 302
    assert client.post(f"/koperasi-saya/permohonan/{made.id}/tarik/").status_code == 409
    assert [o["cooperative"].id for o in page(town).context["offers"]] == [cooperative.id]


def test_nobody_asks_for_anothers_business(town, cooperative, asked):
    other = {"business": str(town.enrolments[1].business_id)}
    assert (
        town.client("participant").post(f"/koperasi-saya/{cooperative.id}/permohonan/", other).status_code
        == 404
    )
    for nonsense in ("", "x", "99999999-9999-9999-9999-999999999999"):
        sent = {"business": nonsense}
        assert (
            town.client("participant").post(f"/koperasi-saya/{cooperative.id}/permohonan/", sent).status_code
            == 404
        )
    assert town.client("ana").get("/koperasi-saya/").status_code == 403
    assert town.client("office").post(f"/koperasi-saya/permohonan/{asked.id}/tarik/").status_code == 403
