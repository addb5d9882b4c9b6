import datetime

import pytest
from tests.records.mentoring.test_visits import photo, record, visit

pytestmark = pytest.mark.usefixtures("july")
MAY = datetime.date(2026, 5, 3)


@pytest.fixture
def three(town):
    return record(
        town, visit(town, advice="Nota harian"), visit(town, enrolment=1, on=MAY, topic="keuangan"),
        visit(town, "budi", 3, photo=photo()),
    )  # fmt: skip


def count(town, who: str, **narrowed) -> int:
    return town.client(who).get("/kunjungan/", narrowed).context["listing"].count


@pytest.mark.parametrize(
    ("who", "seen"),
    [("ana", 2), ("budi", 1), ("camat", 3), ("coordinator", 3), ("office", 3), ("elsewhere", 0)],
)
def test_everyone_sees_the_visits_of_their_reach(town, three, who, seen):
    assert count(town, who) == seen


@pytest.mark.parametrize("who", ["panel", "partner", "province", "participant"])
def test_others_have_no_list(town, who):
    assert town.client(who).get("/kunjungan/").status_code == 403


def test_narrowing(town, three):
    assert count(town, "office", bulan="2026-05") == 1
    assert count(town, "office", topik="keuangan") == 1
    assert count(town, "office", foto="ada") == 1
    assert count(town, "office", cari="nota harian") == 1
    assert count(town, "office", pendamping=str(town.mentor("budi").id)) == 1
    assert count(town, "office", wilayah="32.76.05") == 3


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ana", 200), ("camat", 200), ("office", 200), ("participant", 200), ("budi", 404), ("elsewhere", 404),
        ("partner", 403), ("stranger", 302),
    ],
)  # fmt: skip
def test_one_visit(town, three, who, status):
    answer = town.client(who).get(f"/kunjungan/{three[0].id}/")
    assert answer.status_code == status
    assert (b"Nota harian" in answer.content) is (status == 200)


def test_the_new_mentor_reads_what_the_old_one_advised(town, three):
    from tests.records.conftest import SYSTEM

    from dampingi.records.programmes.actions import assign_caseloads

    assert town.client("kota").get(f"/kunjungan/{three[0].id}/").status_code == 200
    assign_caseloads(by=SYSTEM, pairs=[(town.mentor("camat"), town.first)], on=datetime.date(2026, 7, 1))
    assert town.client("camat").get(f"/kunjungan/{three[0].id}/").status_code == 200
    assert town.client("ana").get(f"/kunjungan/{three[0].id}/").status_code == 200, "it stays their own"


def test_the_photo_is_private(town, three):
    address = f"/kunjungan/{three[2].id}/foto/"
    answer = town.client("budi").get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "private" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert town.client("ana").get(address).status_code == 404
    assert town.client("stranger").get(address).status_code == 302


def test_a_visit_without_photo_has_none(town, three):
    assert town.client("ana").get(f"/kunjungan/{three[0].id}/foto/").status_code == 404
