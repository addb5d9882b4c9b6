"""/partisipasi/ and /partisipasi/model/: who may stop, why, what to do; and how far that can be trusted."""

import io
import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.tasks import run
from dampingi.insight.participation.actions import switch
from dampingi.insight.participation.models import RiskModel, Switch
from dampingi.insight.participation.queries import current
from dampingi.insight.participation.warning import warnings
from dampingi.records.programmes.models import Enrolment
from tests.insight.participation.test_warning import trusted

LIST, CARD = "/partisipasi/", "/partisipasi/model/"


def page(city, address: str, who: str = "penyelenggara") -> str:
    answer = city.client(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def active(city) -> list[Enrolment]:
    rows = Enrolment.objects.unscoped("test").filter(programme=city.programme, exited_on=None)
    return list(rows.select_related("person", "business"))


def test_everyone_in_the_programme_is_told_with_their_band(city):
    shown = page(city, LIST)
    warned = warnings(active(city), today=timezone.localdate()).values()
    assert f"<strong>{len(warned)}</strong> peserta" in shown
    silent = sum(w.band == "silent" for w in warned)
    assert silent
    assert f"<strong>{silent}</strong> peserta" in page(city, f"{LIST}?keadaan=silent")
    reasons = next(w.reasons for w in warned if w.band == "silent" and w.reasons)
    assert ", ".join(reasons) in shown or ", ".join(reasons) in page(city, f"{LIST}?keadaan=silent")


def test_without_a_model_it_says_that_the_rule_of_thumb_speaks(city):
    shown = page(city, LIST)
    assert "Memakai pedoman sederhana" in shown
    assert "Kemungkinan berhenti</" not in shown


def test_with_a_model_each_has_a_chance_and_the_notice_is_gone(city):
    switch(by=city.actor("penyelenggara"), model=trusted(city).id, on=True, reason="Lolos uji")
    shown = page(city, LIST)
    assert "Memakai pedoman sederhana" not in shown
    assert re.search(r'data-label="Kemungkinan berhenti"[^>]*>\s*\d+', shown)


def test_a_message_is_written_already_and_indonesian(city):
    client = city.client("penyelenggara")
    client.cookies["django_language"] = "en"
    shown = client.get(LIST).content.decode()
    written = re.findall(r"https://wa\.me/62\d+\?text=([^\"&]+)", shown)
    assert written
    assert all("kami dari program pendampingan usaha" in unquote(each) for each in written)


def test_a_mentor_sees_their_own_and_no_others(city):
    own = Enrolment.objects.unscoped("test").filter(
        caseloads__mentor=city.mentor(), caseloads__ends_on=None, exited_on=None
    )
    assert f"<strong>{own.count()}</strong> peserta" in page(city, LIST, "pendamping")


@pytest.mark.parametrize(
    ("who", "status"),
    [("peserta", 403), ("kepala", 403), ("bank", 403), ("inspektorat", 403), ("orang luar", 302)],
)
def test_the_list_is_for_those_who_can_do_something(city, who, status):
    assert city.client(who).get(LIST).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("inspektorat", 200), ("pendamping", 200), ("peserta", 403), ("bank", 403)]
)
def test_the_card_is_for_those_who_work_by_it_and_who_inspects_it(city, who, status):
    assert city.client(who).get(CARD).status_code == status


def test_the_export_holds_what_is_shown(city):
    answer = city.client("penyelenggara").get(f"{LIST}?unduh=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert {e.person.name for e in active(city)} <= {row[0] for row in rows}


def test_as_many_queries_however_many_participants(city):
    def count(query: str) -> int:
        client = city.client("penyelenggara")
        client.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{LIST}{query}")
        return len(asked)

    assert count("") == count("?keadaan=silent")


def test_the_card_of_a_city_so_small_says_that_it_is_not_enough(city):
    shown = page(city, CARD)
    assert "Data belum cukup" in shown
    assert "Pedoman sederhana" in shown
    assert "Nyalakan" not in shown


def test_the_card_tells_period_events_calibration_and_fairness(city):
    made = trusted(city)
    shown = page(city, f"{CARD}?nomor={made.number}")
    for told in ("Masa belajar", "Masa uji", "Skor Brier", "Bagi siapa ia keliru", "<svg", made.sha256[:16]):
        assert told in shown


@pytest.mark.parametrize("query", ["?nomor=999", "?nomor=abc", "?nomor=99999999999999", "?nomor=-1"])
def test_a_number_that_is_none_is_told_or_ignored(city, query):
    assert city.client("penyelenggara").get(CARD + query).status_code in (200, 404)


def test_the_office_lets_a_model_speak_with_a_reason(city):
    made = trusted(city)
    address = f"{CARD}{made.id}/pakai/"
    client = city.client("penyelenggara")
    assert client.post(address, {"on": "1", "reason": ""}).status_code == 422
    assert client.post(address, {"on": "1", "reason": "Lolos uji"}).status_code == 302
    assert current(city.programme.region) == made
    assert client.post(address, {"on": "1", "reason": "Lagi"}).status_code == 422
    assert "sedang dipakai" in page(city, CARD)
    client.post(address, {"on": "0", "reason": "Data berubah"})
    assert current(city.programme.region) is None
    assert Switch.objects.filter(model=made).count() == 2


@pytest.mark.parametrize("who", ["pendamping", "inspektorat", "kepala"])
def test_nobody_else_switches_or_computes(city, who):
    made = trusted(city)
    client = city.client(who)
    assert client.post(f"{CARD}{made.id}/pakai/", {"on": "1", "reason": "Coba"}).status_code == 403
    assert client.post(f"{CARD}hitung/").status_code == 403


def test_computing_is_long_work_that_stores_one_model_even_if_run_twice(city):
    before = RiskModel.objects.unscoped("test").count()
    answer = city.client("penyelenggara").post(f"{CARD}hitung/")
    job = Job.objects.get(kind="try_risk_model")
    assert answer.url == f"/pekerjaan/{job.id}/"
    run.call(job_id=str(job.id))
    Job.objects.filter(id=job.id).update(state=Job.State.WAITING)
    run.call(job_id=str(job.id))
    assert RiskModel.objects.unscoped("test").count() == before + 1
    job.refresh_from_db()
    assert job.result["usable"] is False
