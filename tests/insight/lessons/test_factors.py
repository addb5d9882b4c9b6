"""What hindered and helped: counted from the records, each count a door to as many rows; and what people add."""

import re

import pytest
from django.db import DatabaseError, transaction

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.insight.lessons import counting, queries
from dampingi.insight.lessons.actions import add_factor, withdraw_factor
from dampingi.insight.lessons.models import Factor
from dampingi.records.businesses.models import Constraint

PAGE = "/evaluasi-program/faktor/"


def count_on(page: str) -> int:
    return int(re.search(r'role="status"><strong>([\d.]+)</strong>', page)[1].replace(".", ""))


def test_each_count_opens_as_many_rows_as_it_says_whole_and_by_kecamatan(city):
    client = city.client("penyelenggara")
    told = counting.recorded(city.actor("penyelenggara"), city.programme)
    assert {t.source for t in told} >= {"kendala", "cara", "ditunda", "berhenti", "laporan"}
    seen = set()
    for t in told:
        if t.source in seen:
            continue
        seen.add(t.source)
        part, n = max(((p, n) for p, n in t.by.items() if p), key=lambda each: each[1])
        assert count_on(client.get(t.door()).content.decode()) == t.n, t.source
        assert count_on(client.get(t.door(part)).content.decode()) == n, t.source


def test_a_constraint_overcome_counts_for_the_way_that_overcame_it_and_a_mistaken_one_does_not(city):
    by = city.actor("penyelenggara")

    def ways():
        return {t.code: t.n for t in counting.recorded(by, city.programme) if t.source == "cara"}

    before = ways()
    how = next(iter(before))
    rows = counting.overcome(city.programme, Constraint.objects.unscoped("test"))
    Constraint.objects.unscoped("test").filter(id=rows.filter(resolved_how=how).first().id).update(
        resolved_how="mistaken"
    )
    after = ways()
    assert after.get(how, 0) == before[how] - 1
    assert "mistaken" not in after


def test_the_table_by_kecamatan_adds_up_to_what_is_told_of_all(city):
    found = city.client("kepala").get(PAGE).context["matrix"]
    assert {row["side"][1] for row in found["rows"]} == {"Penghambat", "Pendukung"}
    told = {
        t.name: t for t in counting.recorded(city.actor("kepala"), city.programme) if t.source == "kendala"
    }
    seen = [row for row in found["rows"] if row["name"] in told]
    assert seen
    for row in seen:
        assert sum(cell["n"] for cell in row["cells"]) == row["n"] == told[row["name"]].n


def test_complaints_are_counted_only_for_those_who_handle_them(city):
    assert any(
        t.source == "pengaduan" for t in counting.recorded(city.actor("penyelenggara"), city.programme)
    )
    assert not any(
        t.source == "pengaduan" for t in counting.recorded(city.actor("inspektorat"), city.programme)
    )


@pytest.mark.parametrize("persona", ["penyelenggara", "kepala", "inspektorat", "provinsi"])
def test_no_door_leads_where_the_reader_may_not_go(city, persona):
    client = city.client(persona)
    rows = client.get(PAGE).context["listing"].page.object_list
    doors = {row["href"] for row in rows if row["href"]}
    assert {client.get(door).status_code for door in doors} <= {200}


def test_narrowed_to_a_kecamatan_the_counts_are_those_of_it(city):
    client = city.client("kepala")
    told = counting.recorded(city.actor("kepala"), city.programme)
    part = next(part for t in told for part in t.by if part)
    rows = client.get(PAGE, {"wilayah": part, "sumber": "kendala"}).context["listing"].page.object_list
    assert {row["name"]: row["n"] for row in rows} == {
        t.name: t.by[part] for t in told if t.source == "kendala" and t.by[part]
    }


def test_the_office_adds_a_factor_once_and_it_stands_in_the_list(city):
    client = city.client("penyelenggara")
    sent = {
        "side": "supporting",
        "text": "Kurir gratis",
        "evidence": "Notulen rapat",
        "place": "",
        "factor": new_id(),
    }
    assert [client.post(f"{PAGE}baru/", sent).status_code for _ in range(2)] == [302, 302]
    assert Factor.objects.unscoped("test").filter(id=sent["factor"]).count() == 1
    assert "Kurir gratis" in city.client("provinsi").get(PAGE, {"sumber": "orang"}).content.decode()


def test_one_that_was_wrong_is_withdrawn_with_its_reason_and_stays_to_be_read(city):
    by = city.actor("kepala")
    made = add_factor(
        by=by, programme=city.programme, side="hindering", text="Pasar tutup", evidence="Notulen"
    )
    client = city.client("kepala")
    assert client.post(f"{PAGE}{made.id}/", {"reason": ""}).status_code == 422
    assert client.post(f"{PAGE}{made.id}/", {"reason": "Ternyata hanya sehari"}).status_code == 302
    assert not queries.factors(by, city.programme).filter(id=made.id).exists()
    page = client.get(f"{PAGE}{made.id}/").content.decode()
    assert "Ternyata hanya sehari" in page
    assert "Pasar tutup" in page
    with pytest.raises(Conflict):
        withdraw_factor(by=by, factor=made, reason="Lagi")


@pytest.mark.parametrize(
    "change", [{"side": "netral"}, {"text": " "}, {"evidence": ""}, {"place": "31.71"}, {"place": "x'--"}]
)
def test_what_says_nothing_or_lies_elsewhere_is_refused(city, change):
    told = {"side": "hindering", "text": "Banjir", "evidence": "Berita acara", "place": ""} | change
    with pytest.raises(Refused):
        add_factor(by=city.actor("kepala"), programme=city.programme, **told)


@pytest.mark.parametrize("persona", ["inspektorat", "provinsi", "pendamping-kota"])
def test_who_only_reads_adds_nothing(city, persona):
    with pytest.raises(Denied):
        add_factor(by=city.actor(persona), programme=city.programme, side="hindering", text="x", evidence="y")


def test_the_database_refuses_to_change_a_factor(city):
    with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
        Factor.objects.unscoped("test").update(text="Lain")
