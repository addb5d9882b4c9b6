"""The page: who reads it, and every figure leads to as many participants as it says."""

import json
import re

import pytest

from dampingi.foundation.canonical import digest
from dampingi.foundation.rows import new_id
from dampingi.insight.reviews.models import Counted, ExitRule, Freeze
from tests.city import TODAY


def last():
    return Freeze.objects.unscoped("test").order_by("-number").first()


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("penyelenggara", 200), ("kepala", 200), ("inspektorat", 200), ("provinsi", 200), ("pendamping-kota", 403),
        ("koordinator", 403), ("pendamping", 403), ("peserta", 403), ("bank", 403), ("orang luar", 302),
    ],
)  # fmt: skip
def test_who_reads_it(city, persona, status):
    assert city.client(persona).get("/evaluasi-program/").status_code == status


def test_it_tells_the_rate_its_error_and_that_it_was_computed_again(city):
    page = " ".join(city.client("kepala").get("/evaluasi-program/").content.decode().split())
    whole = last().body["whole"]
    assert f"{whole['reverified']['checked']} yang diperiksa orang lain" in page
    assert "selang 90%" in page
    assert "sama, angka demi angka" in page
    assert "Bekukan angka" not in page  # the head reads; the office freezes


@pytest.mark.parametrize("persona", ["penyelenggara", "provinsi"])
def test_each_figure_opens_as_many_participants_as_it_says(city, persona):
    client, found = city.client(persona), last()
    door = f"/evaluasi-program/beku/{found.id}/peserta/"
    body = found.body
    part = next(iter(body["parts"]))
    expected = {
        "hitungan=passed-ya": body["whole"]["rates"]["passed"]["all"][0],
        "hitungan=growth-takdiketahui": body["whole"]["rates"]["growth"]["all"][2],
        "hitungan=passed-ya&berhenti=dihitung": body["whole"]["rates"]["passed"]["kept"][0],
        f"hitungan=basic-ya&wilayah={part}": body["parts"][part]["rates"]["basic"]["all"][0],
        "berhenti=ya": body["whole"]["exited"],
        "berhenti=dikecualikan": body["whole"]["excluded"],
        "periksa=sudah": body["whole"]["reverified"]["checked"],
        "periksa=beda": body["whole"]["reverified"]["wrong"],
    }
    for query, n in expected.items():
        page = client.get(f"{door}?{query}").content.decode()
        assert re.search(rf"<strong>{n}</strong> peserta", page), query


def test_names_are_for_those_who_may_see_participants(city):
    row = Counted.objects.unscoped("test").filter(freeze=last()).select_related("enrolment__person")[0]
    name, door = row.enrolment.person.name, f"/evaluasi-program/beku/{row.freeze_id}/peserta/"
    assert name in city.client("penyelenggara").get(door, {"cari": name}).content.decode()
    page = city.client("provinsi").get(door, {"cari": name}).content.decode()
    assert name not in page.replace(f'value="{name}"', "")
    assert row.enrolment_id.hex[-6:] in city.client("provinsi").get(door).content.decode()


def test_the_office_freezes_from_the_page_and_twice_is_once(city):
    client, sent = city.client("penyelenggara"), {"as_of": TODAY, "note": "Rapat", "freeze": new_id()}
    before = Freeze.objects.unscoped("test").count()
    first, second = (client.post("/evaluasi-program/beku/baru/", sent) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert Freeze.objects.unscoped("test").count() == before + 1


@pytest.mark.parametrize("day", ["2099-01-01", "1999-01-01", "bukan tanggal", ""])
def test_a_wrong_day_comes_back_with_the_cure(city, day):
    answer = city.client("penyelenggara").post(
        "/evaluasi-program/beku/baru/", {"as_of": day, "freeze": new_id()}
    )
    assert answer.status_code == 422


def test_a_rule_is_published_by_the_office_and_not_by_a_reader(city):
    sent = {"days": 14, "replaced": "", "reason": "Keputusan rapat", "rule": new_id()}
    before = ExitRule.objects.unscoped("test").count()
    assert city.client("kepala").post("/evaluasi-program/aturan/", sent).status_code == 422
    assert ExitRule.objects.unscoped("test").count() == before
    assert city.client("penyelenggara").post("/evaluasi-program/aturan/", sent).status_code == 302
    assert ExitRule.objects.unscoped("test").count() == before + 1


def test_the_figures_are_taken_along_as_a_workbook(city):
    answer = city.client("kepala").get(f"/evaluasi-program/beku/{last().id}/angka/", {"unduh": "xlsx"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")


def test_a_programme_that_is_not_there_is_not_found(city):
    assert city.client("kepala").get("/evaluasi-program/?program=tidak-ada").status_code == 404


def test_a_freeze_of_before_a_rate_was_added_still_reads_as_it_was(city):
    """Definitions go on; what was frozen is told by those stored with it."""
    old = last()
    body = json.loads(json.dumps(old.body))
    body["definition"] = [entry for entry in body["definition"] if entry["code"] != "selling"]
    for table in (body["whole"], *body["parts"].values()):
        del table["rates"]["selling"]
    made = Freeze.objects.create(
        programme=old.programme,
        region=old.region,
        number=old.number + 1,
        as_of=old.as_of,
        body=body,
        hash=digest(body),
    )
    row = Counted.objects.unscoped("test").filter(freeze=old).first()
    counts = {code: said for code, said in row.counts.items() if code != "selling"}
    Counted.objects.create(
        freeze=made, programme=row.programme, region=row.region, enrolment=row.enrolment, part=row.part, counts=counts,
        enrolled_on=row.enrolled_on, replaced=False, excluded=False,
    )  # fmt: skip
    client = city.client("penyelenggara")
    page = client.get(f"/evaluasi-program/beku/{made.id}/").content.decode()
    assert "Hadir pelatihan" in page
    assert "Masih berusaha" not in page
    assert (
        "Masih berusaha"
        not in client.get(f"/evaluasi-program/beku/{made.id}/peserta/").content.decode().split("<tbody")[1]
    )
