"""A place puts a line of the matrix otherwise, for what is noted from then on."""

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.problems import actions
from dampingi.records.problems.authority import matters, proposed
from dampingi.records.problems.models import Ruling
from tests.records.problems.conftest import fresh, text

SOURCE = "Perjanjian kota dan provinsi 4/2026"


def ruled(town, by="office", level="province", seen=0, **more):
    told = {"matter": "markets", "source": SOURCE, "reason": "Pasar milik provinsi"} | more
    return actions.rule(by=town.actor(by), level=level, seen=seen, **told)


def test_it_holds_there_from_now_on_and_nowhere_else(town, noted):
    before = noted(matter="markets")
    ruled(town)
    assert proposed("markets", "32.76.05.1003") == noted(matter="markets").level == "province"
    assert fresh(before).level == "local"
    assert proposed("markets", "32.77") == proposed("markets", "61.71") == "local"
    assert matters("32.76")["markets"]["source"] == SOURCE


def test_a_province_rules_for_its_cities_until_one_rules_for_itself(town, july):
    ruled(town, "province", "nation")
    assert proposed("markets", "32.77") == proposed("markets", "32.76") == "nation"
    ruled(town, "office", "local", source="Perda 2/2026")
    assert (proposed("markets", "32.77"), proposed("markets", "32.76.05")) == ("nation", "local")


def test_the_last_ruling_holds_and_all_are_kept(town, july):
    ruled(town)
    ruled(town, "head", "local", seen=1, source="Perda 9/2026")
    assert proposed("markets", "32.76") == "local"
    assert Ruling.objects.count() == 2


@pytest.mark.parametrize("by", ["coordinator", "ana", "camat", "inspector", "participant"])
def test_who_decides_for_no_place_rules_on_nothing(town, july, by):
    with pytest.raises(Denied):
        ruled(town, by)


@pytest.mark.parametrize("wrong", [{"source": " "}, {"reason": ""}, {"level": "x"}, {"matter": "x"}, {"level": "local", "source": "UU 23/2014, Lampiran huruf DD; Perpres 125/2012 (pedagang kaki lima)"}, {"source": "x" * 201}])  # fmt: skip
def test_without_source_reason_or_change_it_is_refused(town, july, wrong):
    with pytest.raises(Refused):
        ruled(town, **wrong)
    assert not Ruling.objects.exists()


def test_two_who_rule_at_once_are_told(town, july):
    ruled(town)
    with pytest.raises(Conflict, match="Orang lain"):
        ruled(town, "head", "nation")
    assert Ruling.objects.count() == 1


def test_on_the_page(town, july):
    client, address = town.client("office"), "/masalah/kewenangan/markets/"
    assert address in text(client.get("/masalah/kewenangan/"))
    form = {"level": "province", "source": SOURCE, "reason": "Pasar milik provinsi", "seen": "0"}
    assert client.post(address, form | {"reason": ""}).status_code == 422
    assert client.post(address, form | {"seen": "-1"}).status_code == 422
    assert client.post(address, form).status_code == 302
    again = client.post(address, form | {"level": "nation"})
    assert again.status_code == 422
    assert SOURCE in text(again)
    assert "Pasar milik provinsi" in text(town.client("inspector").get("/masalah/kewenangan/"))
    assert SOURCE not in text(town.client("elsewhere").get("/masalah/kewenangan/"))
    assert client.get("/masalah/kewenangan/tidak-ada/").status_code == 404
    assert address not in text(town.client("inspector").get("/masalah/kewenangan/"))
    assert town.client("inspector").get(address).status_code == 403
