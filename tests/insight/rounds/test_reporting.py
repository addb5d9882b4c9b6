"""What is known is filled in, the rest is asked; missing is never zero; a draft is read by its own region only."""

import datetime
import re

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.origins.models import Origin
from dampingi.insight.indicators.models import Version
from dampingi.insight.rounds import answers
from dampingi.insight.rounds.actions import submit_entry
from dampingi.insight.rounds.knowing import known
from dampingi.insight.rounds.models import Edition, Entry
from dampingi.insight.rounds.questions import of_text
from dampingi.records.mentoring.models import Visit
from tests.insight.monitoring.offices import defines
from tests.records.town import KECAMATAN, KOTA, TODAY

from .conftest import WHOLE

pytestmark = pytest.mark.usefixtures("july")
JUNE = datetime.date(2026, 6, 10)


def visit(town, n=0, on=JUNE, who="ana"):
    return Visit.objects.create(
        programme=town.programme, region=town.enrolments[n].region, mentor=town.mentor(who), enrolment=town.enrolments[n], on=on,
        minutes=30, topic="lainnya", hash="x", origin=Origin.objects.first(),
    )  # fmt: skip


def entry_of(round_entry):
    return Entry.objects.unscoped("test").select_related("round").get(id=round_entry.id)


def test_what_the_records_know_is_filled_in_live_and_frozen_when_handed_in(rounds, town):
    entry = rounds.entry(rounds.open(indicators=["visits_per_participant"]))
    assert known(entry.round, KECAMATAN)["visits_per_participant"]["top"] == "0", (
        "due, and none made: a real zero"
    )
    visit(town)
    visit(town, 3, who="budi")
    visit(town, on=datetime.date(2026, 7, 1))
    own = known(entry.round, KECAMATAN)["visits_per_participant"]
    assert (own["top"], own["bottom"], own["programmes"]) == ("2", "15", ["WUB-2026"]), (
        "five people on three 15ths"
    )
    made = rounds.submit(entry)
    visit(town, on=datetime.date(2026, 6, 11))
    frozen = {row["code"]: row for row in Edition.objects.unscoped("test").get(id=made.id).body["answers"]}
    assert frozen["visits_per_participant"]["answer"]["top"] == "2"
    assert frozen["m1"]["known"] is None
    assert known(entry.round, KECAMATAN)["visits_per_participant"]["top"] == "3"


def test_where_no_programme_runs_the_indicator_is_asked(rounds):
    entry = rounds.entry(rounds.open(indicators=["visits_per_participant"]), "32.76.01")
    assert known(entry.round, "32.77") == {}
    assert "visits_per_participant" not in known(entry.round, "32.76.01"), (
        "nobody was due there: that is no zero"
    )


def test_a_definition_that_changed_since_is_asked_and_not_filled_in(rounds):
    entry = rounds.entry(rounds.open(indicators=["visits_per_participant"]))
    entry.round.questions[0]["hash"] = "another"
    assert known(entry.round, KECAMATAN) == {}


def test_everything_is_answered_or_said_to_be_missing_before_it_is_handed_in(rounds, town):
    entry = rounds.entry(rounds.open())
    with pytest.raises(Refused, match=r"1 pertanyaan belum dijawab.*UMK ber-NIB"):
        rounds.submit(entry, m1={"number": "3"})
    assert not Edition.objects.unscoped("test").exists()
    made = rounds.submit(entry, m1={"number": "0", "remark": ""}, m2={"missing": "awaited", "remark": ""})
    told = {row["code"]: row["answer"] for row in made.body["answers"]}
    assert told["m1"]["number"] == "0"
    assert "top" not in told["m2"]
    page = town.client("office").get(f"/putaran/isian/{entry.id}/").content.decode()
    assert "tidak ada data" in page
    assert "1 tanpa data" in town.client("office").get(f"/putaran/{entry.round_id}/").content.decode()


def test_a_remark_alone_is_no_answer(rounds):
    entry = rounds.entry(rounds.open())
    with pytest.raises(Refused, match="belum dijawab"):
        rounds.submit(entry, m1={"remark": "menyusul"}, m2=WHOLE["m2"])


def test_two_who_write_do_not_overwrite_each_other(rounds):
    entry = rounds.entry(rounds.open())
    rounds.save(entry, "coordinator", seen=0)
    with pytest.raises(Conflict, match="Coordinator menyimpan"):
        rounds.save(entry, "camat", seen=0, m1={"number": "1"})
    assert entry_of(entry).answers == WHOLE


def test_handing_in_what_changed_since_it_was_looked_at_is_refused(rounds, town):
    entry = rounds.entry(rounds.open())
    rounds.save(entry)
    rounds.save(entry, "camat")
    with pytest.raises(Conflict, match="berubah"):
        submit_entry(by=town.actor("coordinator"), entry=entry.id, seen=1)


def test_what_was_handed_in_is_written_no_more(rounds):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    with pytest.raises(Conflict, match="sudah diajukan"):
        rounds.save(entry)
    rounds.check(entry)
    with pytest.raises(Conflict, match="sudah diterima"):
        rounds.save(entry)


def test_a_period_that_still_runs_is_drafted_and_not_handed_in(rounds):
    entry = rounds.entry(rounds.open(period="2026-Q3", due_on=datetime.date(2026, 10, 5)))
    with pytest.raises(Refused, match="30 September 2026"):
        rounds.submit(entry)


@pytest.mark.parametrize("who", ["office", "head", "elsewhere", "province", "ana", "kota", "inspector"])
def test_only_who_is_appointed_to_the_region_writes_for_it(rounds, who):
    entry = rounds.entry(rounds.open())
    with pytest.raises(Refused):
        rounds.save(entry, who)
    assert entry_of(entry).revision == 0


def test_late_is_told_by_the_day_it_was_due_where_the_region_lies(rounds):
    import time_machine

    entry = rounds.entry(rounds.open(due_on=TODAY))
    with time_machine.travel(datetime.datetime(2026, 7, 20, 16, 59, tzinfo=datetime.UTC), tick=False):
        in_time = rounds.submit(rounds.entry(entry.round, KECAMATAN))
        assert not in_time.late, "23.59 in Depok"
    rounds.check(entry, accepted=False, comment="Periksa lagi")
    with time_machine.travel(datetime.datetime(2026, 7, 20, 17, 1, tzinfo=datetime.UTC), tick=False):
        assert rounds.submit(entry).late, "00.01 of the next day in Depok"


# pages

SECRET = "Rahasia kecamatan 4711"


def test_a_draft_is_read_by_its_own_region_and_by_nobody_else(rounds, town):
    entry = rounds.entry(rounds.open())
    rounds.save(entry, m1={"number": "4711", "remark": SECRET})
    pages = (f"/putaran/isian/{entry.id}/", f"/putaran/{entry.round_id}/", "/putaran/")
    for who in ("office", "head", "province", "inspector"):
        for page in pages:
            told = town.client(who).get(page)
            assert told.status_code == 200
            assert SECRET not in told.content.decode(), (who, page)
            assert "4711" not in told.content.decode(), (who, page)
    assert SECRET in town.client("coordinator").get(pages[0]).content.decode()
    assert SECRET in town.client("camat").get(pages[0]).content.decode()
    rounds.submit(entry, m1={"number": "4711", "remark": SECRET}, m2=WHOLE["m2"])
    assert SECRET in town.client("office").get(pages[0]).content.decode(), (
        "the control: once handed in it is read"
    )


def test_a_draft_begun_after_a_return_is_not_read_either(rounds, town):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    rounds.check(entry, accepted=False, comment="Jumlahnya janggal")
    rounds.save(entry, m1={"number": "4711", "remark": SECRET})
    page = town.client("office").get(f"/putaran/isian/{entry.id}/").content.decode()
    assert SECRET not in page
    assert "Edisi 1" in page


def test_a_kabupaten_sees_nothing_of_another(province, town):
    made = province.open(who="province", region="32")
    own, other = province.entry(made, KOTA), province.entry(made, "32.77")
    province.save(other, "elsewhere", m1={"number": "4711", "remark": SECRET})
    edition = province.submit(other, "elsewhere", m1={"number": "4711", "remark": SECRET}, m2=WHOLE["m2"])
    for address in (f"/putaran/isian/{other.id}/", f"/putaran/edisi/{edition.id}/"):
        assert town.client("office").get(address).status_code == 404
        assert town.client("elsewhere").get(address).status_code == 200
        assert town.client("province").get(address).status_code == 200
    assert town.client("office").post(f"/putaran/isian/{other.id}/", {"seen": "0"}).status_code == 404
    board = town.client("office").get(f"/putaran/{made.id}/").content.decode()
    assert str(own.id) in board
    assert str(other.id) not in board
    assert "Cimahi" not in board


def fill(**more):
    return {
        "seen": "0",
        "number-m1": "1.250",
        "top-m2": "30",
        "bottom-m2": "40",
        "remark-m2": "Dari OSS",
    } | more


def test_the_page_saves_then_hands_in(rounds, town):
    entry = rounds.entry(rounds.open())
    client, address = town.client("coordinator"), f"/putaran/isian/{entry.id}/"
    assert "Koperasi aktif" in client.get(address).content.decode()
    assert client.post(address, fill()).status_code == 302
    assert entry_of(entry).answers["m1"]["number"] == "1250"
    assert "1250" in client.get(address).content.decode()
    assert client.post(address, fill(seen="1", submit="1")).status_code == 302
    assert entry_of(entry).state == "submitted"
    assert "75,0%" in client.get(address).content.decode()
    assert client.post(address, fill(seen="2")).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"number-m1": "12.5"}, "koma untuk pecahan"), ({"number-m1": "NaN"}, "koma"), ({"number-m1": "9" * 30}, "koma"), ({"number-m1": "1e9"}, "koma"),
        ({"number-m1": "٣"}, "koma"), ({"top-m2": "1,5"}, "bilangan bulat"), ({"top-m2": "50"}, "lebih besar"), ({"top-m2": "−3"}, "kurang dari nol"),
        ({"bottom-m2": "0"}, "lebih dari nol"), ({"bottom-m2": ""}, "pembilang dan penyebut"), ({"missing-m1": "awaited"}, "jangan keduanya"),
        ({"missing-m1": "nope"}, "dari daftar"), ({"number-m1": "", "missing-m1": "other"}, "sebabnya"), ({"remark-m1": "x" * 501}, "paling panjang"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_the_question_and_nothing_is_lost(rounds, town, wrong, told):
    entry = rounds.entry(rounds.open())
    answer = town.client("coordinator").post(f"/putaran/isian/{entry.id}/", fill(**wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "Dari OSS" in page
    assert entry_of(entry).revision == 0


def test_what_somebody_else_saved_meanwhile_is_told_and_what_was_typed_stays(rounds, town):
    entry = rounds.entry(rounds.open())
    rounds.save(entry, "camat", m1={"number": "7"})
    answer = town.client("coordinator").post(f"/putaran/isian/{entry.id}/", fill())
    assert answer.status_code == 409
    assert "Camat menyimpan" in answer.content.decode()
    assert "1.250" in answer.content.decode()
    for seen in ("", "x", "-1", "9" * 40):
        assert (
            town.client("coordinator").post(f"/putaran/isian/{entry.id}/", fill(seen=seen)).status_code == 409
        )


@pytest.mark.parametrize("typed", ["1.250", "bukan angka"])
def test_a_page_that_came_back_does_not_overwrite_either(rounds, town, typed):
    """Whether it came back for what somebody else saved, or for a slip made before anybody was told."""
    entry = rounds.entry(rounds.open())
    rounds.save(entry, "camat", m1={"number": "7"})
    client, address = town.client("coordinator"), f"/putaran/isian/{entry.id}/"
    back = client.post(address, fill(**{"number-m1": typed}))
    seen = re.search(r'name="seen" value="(-?\d+)"', back.content.decode())[1]
    assert client.post(address, fill(seen=seen)).status_code == 409
    assert entry_of(entry).answers == {"m1": {"number": "7"}}


def test_what_is_half_answered_is_kept_though_it_cannot_be_handed_in(rounds, town):
    entry = rounds.entry(rounds.open())
    told = town.client("coordinator").post(
        f"/putaran/isian/{entry.id}/", {"seen": "0", "number-m1": "3", "submit": "1"}, follow=True
    )
    assert "belum diajukan" in told.content.decode()
    assert entry_of(entry).state == "draft"


def test_an_unknown_question_is_left_out(rounds):
    entry = rounds.entry(rounds.open())
    rounds.save(entry, m1={"number": "1"}, other={"number": "2"})
    assert set(entry_of(entry).answers) == {"m1"}


def test_numbers_read_as_people_write_them():
    number, share = of_text("A | a\nB | b / c")
    assert answers.read(number, {"number": " 1.234,50 "})["number"] == "1234.50"
    assert answers.read(number, {"number": "−12,5"})["number"] == "-12.5"
    assert answers.read(share, {"top": "1 000", "bottom": "2.000"}) == {
        "top": "1000",
        "bottom": "2000",
        "remark": "",
    }
    assert answers.read(number, {}) is None
    assert answers.shown(number, {"number": "-12.5"}) == "−12,5"
    assert answers.shown(number, {"missing": "awaited"}) == "–"


def test_an_office_s_own_indicator_is_asked_and_filled_in_like_a_shipped_one(rounds, town):
    shipped = Version.objects.get(region="", code="visits_per_participant").body
    own = defines(KOTA, shipped | {"code": "own_visits", "name": "Kunjungan kota"})
    defines("33", shipped | {"code": "other_visits"})
    page = town.client("office").get("/putaran/baru/").content.decode()
    assert "Kunjungan kota" in page
    assert "other_visits" not in page
    with pytest.raises(Refused, match="tidak ada"):
        rounds.open(indicators=["other_visits"])
    entry = rounds.entry(rounds.open(indicators=["own_visits"]))
    assert entry.round.questions[0]["hash"] == own.hash
    visit(town)
    assert known(entry.round, KECAMATAN)["own_visits"]["top"] == "1"


def test_where_a_place_counts_it_another_way_it_is_asked(rounds, town):
    entry = rounds.entry(rounds.open(indicators=["visits_per_participant"]))
    visit(town)
    assert known(entry.round, KECAMATAN)
    shipped = Version.objects.get(region="", code="visits_per_participant").body
    defines(KOTA, shipped | {"denominator": shipped["numerator"]})
    assert known(entry.round, KECAMATAN) == {}
