"""GET /hari-ini/: whom a mentor sees and why, in which order, with the next step at hand."""

import io
import re
from urllib.parse import unquote

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from dampingi.foundation.definitions import load
from dampingi.pages.attention import attention
from dampingi.pages.today.starting import Point
from dampingi.pages.today.stops import BANDS, middles, stops
from dampingi.records.programmes.queries import caseload


def page(city, query: str = "", who: str = "pendamping") -> str:
    answer = city.client(who).get(f"/hari-ini/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def seen(city):
    return attention(
        caseload(city.mentor(), on=timezone.localdate()), city.programme, today=timezone.localdate()
    )


def names(shown: str) -> list[str]:
    return [
        n.replace("&#x27;", "'") for n in re.findall(r'<h3><a href="/peserta/[^"]+">([^<]+)</a></h3>', shown)
    ]


def test_those_who_need_most_come_first_each_with_its_reasons(city):
    shown = page(city)
    needing = [each for each in seen(city) if each.reasons]
    assert needing
    assert f"<strong>{len(needing)}</strong> peserta yang perlu Anda temui" in shown
    by_need = sorted(needing, key=lambda a: (-a.weight, a.enrolment.person.key))
    assert names(shown) == [each.enrolment.person.name for each in by_need][:30]
    for reason in by_need[0].reasons:
        assert reason.text in shown


def test_each_has_its_next_steps(city):
    shown = page(city)
    first = next(each for each in seen(city) if each.promise and each.reasons)
    assert f"/peserta/{first.enrolment.id}/kunjungan/" in shown
    assert f"/peserta/{first.enrolment.id}/tunda/" in shown
    written = re.findall(r'href="https://wa\.me/62\d+\?text=([^"]+)"', shown)
    assert written
    assert "pendamping usaha Anda" in unquote(written[0])


def test_messages_are_indonesian_whatever_the_mentor_reads(city):
    client = city.client("pendamping")
    client.cookies["django_language"] = "en"
    shown = client.get("/hari-ini/").content.decode()
    written = re.findall(r'href="https://wa\.me/62\d+\?text=([^"]+)"', shown)
    assert all("pendamping usaha Anda" in unquote(each) for each in written)


def test_within_a_part_of_the_day_the_nearest_comes_first(city):
    all_seen = seen(city)
    from dampingi.pages.today.starting import Start

    region, middle = next(iter(middles(all_seen).items()))
    rows = stops(
        all_seen, mentor=city.mentor(), today=timezone.localdate(), start=Start(middle, region, region)
    )
    order = [(BANDS.index(s.band), round(s.kilometres if s.kilometres is not None else 1e9, 3)) for s in rows]
    assert order == sorted(order)
    assert names(page(city, f"?dari={region}")) == [s.enrolment.person.name for s in rows][:30]


def test_a_position_of_the_browser_goes_before_a_kelurahan(city):
    assert "dari posisi Anda" in page(city, "?latitude=-6.391&longitude=106.822")
    far = Point(-6.391, 106.822).kilometres_to(Point(-7.0, 106.822))
    assert 67 < far < 68


@pytest.mark.parametrize(
    "query", ["?latitude=abc&longitude=1", "?latitude=nan&longitude=nan", "?dari=99.99", "?alasan=x&hal=abc"]
)
def test_nonsense_in_the_address_is_no_start(city, query):
    assert "Yang paling perlu lebih dulu" in page(city, query)


def test_a_reason_narrows_the_list(city):
    needing = [each for each in seen(city) if any(r.code == "stage_late" for r in each.reasons)]
    some = next(iter({r.code for each in seen(city) for r in each.reasons}))
    fitting = [each for each in seen(city) if any(r.code == some for r in each.reasons)]
    assert f"<strong>{len(fitting)}</strong> peserta" in page(city, f"?alasan={some}")
    if needing:
        assert f"<strong>{len(needing)}</strong> peserta" in page(city, "?alasan=stage_late")


def test_a_name_is_found(city):
    first = next(each for each in seen(city) if each.reasons)
    assert first.enrolment.person.name in names(page(city, f"?cari={first.enrolment.person.name.split()[0]}"))
    assert names(page(city, "?cari=tidak ada orang begini")) == []


def test_the_export_holds_what_is_shown(city):
    answer = city.client("pendamping").get("/hari-ini/?unduh=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    needing = [each for each in seen(city) if each.reasons]
    named = {row[1] for row in rows}
    assert {each.enrolment.person.name for each in needing} <= named


@pytest.mark.parametrize(
    ("who", "status"), [("penyelenggara", 403), ("peserta", 403), ("kepala", 403), ("orang luar", 302)]
)
def test_it_is_for_mentors(city, who, status):
    assert city.client(who).get("/hari-ini/").status_code == status


def test_the_weights_are_published(city):
    shown = city.client("pendamping").get("/hari-ini/bobot/").content.decode()
    for entry in load("needs"):
        assert entry["name"] in shown


def test_it_stands_in_a_mentor_s_menu_and_in_no_other(city):
    assert 'href="/hari-ini/"' in city.client("pendamping").get("/").content.decode()
    assert 'href="/hari-ini/"' not in city.client("penyelenggara").get("/").content.decode()
