"""The pages: who reads them, every figure leads to as many participants as it says, and participants read their own."""

import re

import pytest

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.rows import new_id
from dampingi.insight.passing import wording
from dampingi.insight.passing.models import Marked, Marking, Standard
from dampingi.insight.passing.standards import proposed
from dampingi.records.programmes.models import Enrolment
from tests.city import TODAY

HOME = "/evaluasi-program/kelulusan/"


def last():
    return Marking.objects.unscoped("test").order_by("-number").first()


def page_of(city, persona, address):
    return " ".join(city.client(persona).get(address).content.decode().split())


@pytest.mark.parametrize("address", [HOME, f"{HOME}aturan/", f"{HOME}penilaian/"])
@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("penyelenggara", 200), ("kepala", 200), ("inspektorat", 200), ("provinsi", 200), ("pendamping-kota", 403),
        ("koordinator", 403), ("peserta", 403), ("bank", 403), ("orang luar", 302),
    ],
)  # fmt: skip
def test_who_reads_it(city, persona, status, address):
    assert city.client(persona).get(address).status_code == status


@pytest.mark.parametrize("persona", ["penyelenggara", "provinsi"])
def test_each_figure_opens_as_many_participants_as_it_says(city, persona):
    client, found = city.client(persona), last()
    whole = found.body["whole"]
    part, table = next(iter(found.body["parts"].items()))
    why, n = next(iter(whole["reasons"].items()))
    expected = {
        "hasil=passed": whole["outcomes"]["passed"],
        f"hasil=not_passed&wilayah={part}": table["outcomes"]["not_passed"],
        "kriteria=attendance:yes": whole["criteria"]["attendance"]["yes"],
        "kriteria=growth:unknown": whole["criteria"]["growth"]["unknown"],
        f"sebab={why}": n,
        "berhenti=ya": whole["left"],
    }
    for query, n in expected.items():
        page = client.get(f"{HOME}penilaian/{found.id}/peserta/?{query}").content.decode()
        shown = re.search(r"<strong>([\d.]+)</strong> peserta", page)
        assert (int(shown.group(1)) if shown else 0) == n, query


def test_it_says_how_many_passed_by_which_rules_and_that_it_was_computed_again(city):
    page = page_of(city, "kepala", HOME)
    whole = last().body["whole"]
    assert f">{whole['outcomes']['passed']}</a> dari" in page
    assert "sama, angka demi angka" in page
    assert "No. 1, dikunci" in page
    assert "Nilai peserta" not in page  # the office marks; the head reads and locks


def test_names_are_for_those_who_may_see_participants(city):
    row = Marked.objects.unscoped("test").filter(marking=last()).select_related("enrolment__person")[0]
    name, door = row.enrolment.person.name, f"{HOME}penilaian/{row.marking_id}/peserta/"
    assert name in city.client("penyelenggara").get(door, {"cari": name}).content.decode()
    page = city.client("provinsi").get(door, {"cari": name}).content.decode()
    assert name not in page.replace(f'value="{name}"', "")


def test_the_list_goes_to_a_workbook_as_filtered(city):
    door = f"{HOME}penilaian/{last().id}/peserta/?hasil=passed&unduh=xlsx"
    answer = city.client("penyelenggara").get(door)
    assert answer.status_code == 200
    assert "spreadsheet" in answer.headers["Content-Type"]


def test_the_office_marks_from_the_page_and_twice_is_once(city):
    client, sent = city.client("penyelenggara"), {"as_of": TODAY, "note": "Rapat", "marking": new_id()}
    before = Marking.objects.unscoped("test").count()
    first, second = (client.post(f"{HOME}penilaian/baru/", sent) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert Marking.objects.unscoped("test").count() == before + 1


@pytest.mark.parametrize("day", ["2099-01-01", "1999-01-01", "bukan tanggal", ""])
def test_a_wrong_day_comes_back_with_the_cure(city, day):
    answer = city.client("penyelenggara").post(f"{HOME}penilaian/baru/", {"as_of": day, "marking": new_id()})
    assert answer.status_code == 422


def rules(**change):
    body = proposed()
    sent = {"pass_mark": 75, "evidence": 60, "reason": "Keputusan rapat", "standard": new_id()}
    for c in body["criteria"]:
        sent |= {f"weight_{c['code']}": c["weight"], f"target_{c['code']}": c["target"], f"least_{c['code']}": c["least"] or ""}  # fmt: skip
    return sent | change


def test_the_head_locks_rules_on_screen_and_a_reader_does_not(city):
    before = Standard.objects.unscoped("test").count()
    assert city.client("penyelenggara").post(f"{HOME}aturan/", rules()).status_code == 422
    assert Standard.objects.unscoped("test").count() == before
    assert city.client("kepala").post(f"{HOME}aturan/", rules(least_growth=5)).status_code == 302
    made = Standard.objects.unscoped("test").order_by("-number").first()
    assert (made.number, made.body["pass_mark"]) == (before + 1, 75)
    assert [c["least"] for c in made.body["criteria"] if c["code"] == "growth"] == [5]


@pytest.mark.parametrize(
    "change",
    [{"weight_basic": 0}, {"weight_basic": "9" * 40}, {"target_tasks": "x"}, {"least_basic": 101}, {"reason": " "}, {"pass_mark": -1}],
)  # fmt: skip
def test_wrong_rules_come_back_with_the_cure(city, change):
    before = Standard.objects.unscoped("test").count()
    assert city.client("kepala").post(f"{HOME}aturan/", rules(**change)).status_code == 422
    assert Standard.objects.unscoped("test").count() == before


def test_participants_read_their_own_mark_in_their_data(city):
    page = page_of(city, "peserta", "/data-saya/")
    assert "Kelulusan saya" in page
    assert "tidak dibandingkan dengan peserta lain" in page
    assert "Kehadiran pelatihan" in page


def test_a_mentor_reads_on_the_business_what_is_missing_without_the_programmes_figures(city):
    """The mentor's way to the reasons: the timeline of a business they accompany."""
    mentor = city.actor("pendamping")
    mine = Enrolment.objects.for_actor(mentor, Permission.VIEW_PARTICIPANTS).exclude(business=None)
    rows = Marked.objects.unscoped("test").filter(marking=last(), enrolment__in=list(mine))
    row = rows.exclude(reasons="").first() or rows.first()
    address = f"/usaha/{row.enrolment.business_id}/"
    page = page_of(city, "pendamping", f"{address}?jenis=program")
    assert "Dinilai untuk kelulusan" in page
    for told in wording.reasons(row):
        assert told in page
    assert f"{HOME}penilaian/{row.marking_id}/" not in page
    assert f"{HOME}penilaian/{row.marking_id}/" in page_of(city, "penyelenggara", f"{address}?jenis=program")
