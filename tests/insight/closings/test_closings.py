"""Minutes that close a kecamatan's mentoring: frozen as it stood, approved by another, printed from what was frozen."""

import datetime

import pytest
from django.urls import reverse

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.origins.models import Origin
from dampingi.insight.closings.actions import draw_up
from dampingi.insight.closings.counting import counted
from dampingi.insight.closings.models import Closing
from dampingi.outcomes.papers import closings
from dampingi.outcomes.papers.actions import keep_paper
from dampingi.records.clinic.actions import book, open_slots
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.actions import withdraw
from dampingi.records.programmes.models import Enrolment
from tests.pdf import printed
from tests.records.clinic.test_actions import SOON, slot
from tests.records.conftest import SYSTEM
from tests.records.questions.conftest import asked
from tests.records.town import KECAMATAN, TODAY

pytestmark = pytest.mark.usefixtures("july")
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def visit(town, n, on, who="ana"):
    return Visit.objects.create(
        programme=town.programme, region=town.enrolments[n].region, mentor=town.mentor(who), enrolment=town.enrolments[n], on=on,
        minutes=30, topic="lainnya", hash="x", origin=Origin.objects.first(),
    )  # fmt: skip


def close(town, who="coordinator", as_of=TODAY, **more):
    told = {"remarks": "Ditutup sebelum musim hujan."} | more
    return draw_up(by=town.actor(who), programme=town.programme, region=KECAMATAN, as_of=as_of, **told)


def text(answer):
    return answer.content.decode()


def verdict(town, made, who="head", decision="approve", **more):
    return town.client(who).post(f"/penutupan/{made.id}/putusan/", {"decision": decision} | more)


def test_it_counts_as_of_the_day_and_who_left_stays_among_them(town):
    visit(town, 0, TODAY - DAY)
    visit(town, 0, TODAY)
    visit(town, 3, TODAY - 2 * DAY, "budi")
    visit(town, 1, TODAY + DAY)
    withdraw(by=town.actor("office"), enrolment=town.enrolments[1].id, on=TODAY - DAY, reason="Pindah")
    asked(town)
    body = counted(town.programme, KECAMATAN, TODAY)
    told = body["totals"]
    assert (told["participants"], told["stayed"], told["left"], told["visits"], told["unvisited"]) == (
        5,
        4,
        1,
        3,
        3,
    )
    assert [(p["participants"], p["left"], p["visits"]) for p in body["kelurahan"]] == [(3, 1, 2), (2, 0, 1)]
    assert [(m["name"], m["participants"], m["visits"]) for m in body["mentors"]] == [
        ("Ana", 3, 2),
        ("Budi", 2, 1),
    ]
    assert body["clinic"]["questions"] == 1
    assert counted(town.programme, KECAMATAN, TODAY - 2 * DAY)["totals"]["left"] == 0


def test_who_visited_from_above_is_named_and_the_mentors_visits_make_the_total(town):
    visit(town, 0, TODAY)
    visit(town, 1, TODAY, "camat")
    body = counted(town.programme, KECAMATAN, TODAY)
    assert [(m["name"], m["participants"], m["visits"]) for m in body["mentors"]] == [
        ("Ana", 3, 1),
        ("Budi", 2, 0),
        ("Camat", 0, 1),
    ]
    assert sum(m["visits"] for m in body["mentors"]) == body["totals"]["visits"] == 2
    assert body["totals"]["mentors"] == 3


def test_a_consultation_that_was_is_not_handed_on(town):
    open_slots(by=SYSTEM, rows=[slot(capacity=1)], today=TODAY)
    book(by=SYSTEM, businesses=[e.business_id for e in town.enrolments[:2]], field="pembiayaan", today=TODAY)
    assert counted(town.programme, KECAMATAN, TODAY)["clinic"]["bookings"] == 2
    assert counted(town.programme, KECAMATAN, SOON)["clinic"]["bookings"] == 1


def test_its_doors_open_this_programme_s_participants_and_the_open_questions(town):
    asked(town)
    body = text(town.client("office").get(f"/penutupan/{close(town).id}/"))
    assert f"?wilayah={KECAMATAN}&amp;program={town.programme.code}" in body
    door = f"?keadaan=terbuka&amp;wilayah={KECAMATAN}"
    assert door in body
    listing = (
        town.client("office").get(f"{reverse('questions')}{door.replace('&amp;', '&')}").context["listing"]
    )
    assert listing.count == 1


def test_totals_are_the_sum_of_the_rows_and_of_the_naive_count(town):
    for n in range(5):
        visit(town, n, TODAY, "ana" if n < 3 else "budi")
    body = counted(town.programme, KECAMATAN, TODAY)
    everybody = Enrolment.objects.unscoped("oracle")
    assert body["totals"]["participants"] == sum(e.region.startswith(KECAMATAN) for e in everybody)
    assert body["totals"]["visits"] == sum(
        v.enrolment.region.startswith(KECAMATAN) for v in Visit.objects.unscoped("oracle")
    )


def test_what_is_frozen_does_not_change_and_there_is_one_at_a_time(town):
    made = close(town, remarks="Berjalan baik")
    visit(town, 0, TODAY)
    assert Closing.objects.unscoped("test").get(id=made.id).body["totals"]["visits"] == 0
    with pytest.raises(Conflict, match="menunggu persetujuan"):
        close(town)


@pytest.mark.parametrize(
    ("wrong", "told"), [({"as_of": TODAY + DAY}, "sampai hari ini"), ({"as_of": datetime.date(2025, 1, 1)}, "sampai hari ini"), ({"remarks": "x" * 4001}, "paling panjang")]
)  # fmt: skip
def test_what_cannot_be_is_refused(town, wrong, told):
    with pytest.raises(Refused, match=told):
        close(town, **wrong)
    assert not Closing.objects.unscoped("test").exists()


def test_only_a_kecamatan_of_the_programme_is_closed(town):
    for region in ("32.76", "32.76.05.1003", "32.77.01", "32.76.01"):
        with pytest.raises(Refused):
            draw_up(by=town.actor("office"), programme=town.programme, region=region, as_of=TODAY)


@pytest.mark.parametrize("who", ["ana", "participant", "head", "inspector", "elsewhere", "partner"])
def test_who_calls_no_meetings_there_draws_nothing_up(town, who):
    with pytest.raises(Denied):
        close(town, who)


def test_somebody_else_approves_and_then_it_prints(town):
    made = close(town, "office", remarks="Lanjut di klinik.")
    assert verdict(town, made, "office").status_code == 403
    with pytest.raises(Refused, match="setelah disetujui"):
        keep_paper(closings.draft(made))
    assert town.client("office").get(f"/penutupan/{made.id}/berita-acara.pdf").status_code == 404
    assert "Penutupan" in text(town.client("head").get("/kotak-masuk/")) or "penutupan" in text(
        town.client("head").get("/kotak-masuk/")
    )
    assert verdict(town, made).status_code == 302
    assert verdict(town, made).status_code == 409
    visit(town, 0, TODAY)
    made.refresh_from_db()
    paper = keep_paper(closings.draft(made))
    told = printed(paper)
    for words in (
        "BERITA ACARA PENUTUPAN",
        "001/BA-PENUTUPAN/2026",
        "5 peserta didampingi",
        "0 kunjungan",
        "Lanjut di klinik.",
        "Disusun Office",
        "Disetujui Head",
    ):
        assert words in told, words
    assert keep_paper(closings.draft(made)).id == paper.id
    with pytest.raises(Conflict, match="sudah disetujui"):
        close(town)


def test_returned_it_is_drawn_up_anew(town):
    made = close(town)
    assert verdict(town, made, decision="return").status_code == 422
    assert verdict(town, made, decision="return", comment="Kunjungan belum masuk").status_code == 302
    assert "Kunjungan belum masuk" in text(town.client("coordinator").get(f"/penutupan/{made.id}/"))
    visit(town, 0, TODAY)
    again = close(town)
    assert (again.number, again.body["totals"]["visits"]) == (2, 1)


def test_the_coordinator_looks_freezes_and_submits_on_the_page(town):
    client, address = town.client("coordinator"), f"/penutupan/baru/{KECAMATAN}/"
    assert "Susun berita acara" in text(client.get("/penutupan/"))
    assert "Per kelurahan" in text(client.get(address))
    assert client.post(address, {"as_of": str(TODAY), "look": "1"}).status_code == 200
    assert not Closing.objects.unscoped("test").exists()
    assert client.post(address, {"as_of": "9999-12-31", "look": "1"}).status_code in (200, 422)
    assert client.post(address, {"as_of": "9999-12-31"}).status_code == 422
    early = client.post(address, {"as_of": str(TODAY)})
    assert early.status_code == 422
    assert "Tulis di catatan mengapa" in text(early)
    assert "Program baru berakhir" in text(client.get(address))
    assert client.post(address, {"as_of": str(TODAY), "remarks": "Baik"}).status_code == 302
    assert "Baik" in text(client.get(f"/penutupan/{Closing.objects.unscoped('test').get().id}/"))
    assert client.get("/penutupan/baru/32.77.01/").status_code == 404
    assert client.get("/penutupan/baru/x/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("office", 200), ("coordinator", 200), ("head", 200), ("camat", 200), ("inspector", 200), ("ana", 403), ("elsewhere", 404), ("stranger", 302)])  # fmt: skip
def test_who_reads_them(town, who, status):
    assert town.client(who).get(f"/penutupan/{close(town).id}/").status_code == status


def test_what_was_tampered_with_says_so(town):
    made = close(town)
    made.body["totals"]["visits"] = 99
    made.save()
    assert "tidak lagi sama" in text(town.client("office").get(f"/penutupan/{made.id}/"))
