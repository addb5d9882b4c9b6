"""GET /usaha/<id>/: the 360-degree page of a business."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.businesses.actions import archive_business, close_business, edit_business
from dampingi.records.businesses.contacts import masked_phone, spoken_phone
from dampingi.records.businesses.models import Business
from dampingi.records.mentoring.models import Visit


@pytest.fixture
def business(city):
    """Of a participant of the persona `pendamping`, visited, with a phone."""
    visit = (
        Visit.objects.unscoped("test")
        .filter(
            mentor=city.mentor(),
            enrolment__business__isnull=False,
            enrolment__caseloads__mentor=city.mentor(),
            enrolment__caseloads__ends_on=None,
        )
        .exclude(enrolment__business__phone="")
        .first()
    )
    return visit.enrolment.business


def page(city, persona, business, query=""):
    return city.client(persona).get(f"/usaha/{business.id}/{query}")


def test_tells_everything_that_happened(city, business):
    shown = page(city, "penyelenggara", business, "?semua=1").content.decode()
    visits = Visit.objects.unscoped("test").filter(enrolment__business=business, archived_at=None)
    assert shown.count("Kunjungan: ") == visits.count()
    assert "Menjadi peserta" in shown
    assert "Usaha dicatat" in shown


def test_a_long_story_begins_with_the_latest_and_is_paged(city, business):
    short = page(city, "penyelenggara", business).content.decode()
    whole = page(city, "penyelenggara", business, "?semua=1").content.decode()
    every = titles(whole)
    assert len(titles(short)) == 25 < len(every)
    assert titles(short) == every[:25]
    assert titles(page(city, "penyelenggara", business, "?hal=2").content.decode()) == every[25:50]
    last = page(city, "penyelenggara", business, "?hal=999").content.decode()
    assert titles(last)[-1] == every[-1]


def titles(shown: str) -> list[str]:
    return re.findall(r'<span class="moment-title">(?:<a[^>]*>)?([^<]*)', shown)


def test_the_story_narrows_to_one_kind_and_counts_each(city, business):
    visits = Visit.objects.unscoped("test").filter(enrolment__business=business, archived_at=None).count()
    shown = page(city, "penyelenggara", business, "?jenis=kunjungan&semua=1").content.decode()
    assert len(titles(shown)) == visits
    assert all(title.startswith("Kunjungan: ") for title in titles(shown))
    assert f'Kunjungan <span class="num">{visits}</span>' in shown
    assert titles(page(city, "penyelenggara", business, "?jenis=rahasia&semua=1").content.decode())


def test_the_doors_are_those_one_may_open(city, business):
    office = page(city, "penyelenggara", business).content.decode()
    for what in ("ubah", "pindah", "tutup", "pemilik", "arsip", "riwayat"):
        assert f"/usaha/{business.id}/{what}/" in office
    mentor = page(city, "pendamping", business).content.decode()
    assert f"/usaha/{business.id}/ubah/" in mentor
    for persona in ("pendamping", "koordinator", "kepala", "inspektorat"):
        shown = page(city, persona, business).content.decode()
        assert f"/usaha/{business.id}/pindah/" not in shown
        assert f"/usaha/{business.id}/arsip/" not in shown


def test_a_closed_business_says_so_and_offers_to_open(city, business):
    day = datetime.date(2026, 9, 1)
    by = city.actor("penyelenggara")
    close_business(by=by, business=business.id, reason="seasonal", on=day)
    shown = page(city, "penyelenggara", business).content.decode()
    assert "Tutup sejak 1 Sep 2026" in shown
    assert f"/usaha/{business.id}/buka/" in shown
    assert f"/usaha/{business.id}/tutup/" not in shown


def test_an_archived_business_can_only_be_restored(city, business):
    archive_business(by=city.actor("penyelenggara"), business=business.id, reason="Kembar")
    shown = page(city, "penyelenggara", business).content.decode()
    assert f"/usaha/{business.id}/pulihkan/" in shown
    assert f"/usaha/{business.id}/ubah/" not in shown


def test_the_place_is_shown_to_those_who_see_contacts(city, business):
    Business.objects.unscoped("test").filter(id=business.id).update(latitude="-6.4", longitude="106.82")
    shown = page(city, "pendamping", business).content.decode()
    assert "geo:-6.400000,106.820000" in shown
    assert "https://www.openstreetmap.org/?mlat=-6.400000" in shown
    assert 'class="spot"' in shown
    for persona in ("kepala", "inspektorat"):
        hidden = page(city, persona, business).content.decode()
        assert "106.82" not in hidden
        assert 'class="spot"' not in hidden


def test_what_is_missing_is_asked_of_those_who_may_add_it(city, business):
    Business.objects.unscoped("test").filter(id=business.id).update(nib="", product="")
    assert "Yang belum diketahui: produk" in page(city, "penyelenggara", business).content.decode()
    assert "Yang belum diketahui" not in page(city, "kepala", business).content.decode()


def test_the_page_asks_as_often_for_a_long_life_as_for_a_short_one(city, business):
    quiet = Business.objects.unscoped("test").filter(enrolments=None, archived_at=None).first()

    def asked(found) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert page(city, "penyelenggara", found).status_code == 200
        return len(queries)

    page(city, "penyelenggara", business)
    long, short = asked(business), asked(quiet)
    assert long <= short + 14
    assert long <= 75


def test_the_phone_is_for_those_who_work_with_the_owner(city, business):
    plain, hidden = spoken_phone(business.phone), masked_phone(business.phone)
    assert plain in page(city, "pendamping", business).content.decode()
    assert plain in page(city, "penyelenggara", business).content.decode()
    for persona in ("kepala", "inspektorat"):
        shown = page(city, persona, business).content.decode()
        assert plain not in shown
        assert business.phone.lstrip("+") not in shown
        assert hidden in shown


def test_the_next_mentor_does_not_find_it(city, business):
    assert page(city, "pendamping kelurahan sebelah", business).status_code == 404
    assert page(city, "bank", business).status_code == 403


def test_the_participant_sees_their_own_with_the_visits(city):
    own = Business.objects.unscoped("test").filter(owner__user=city.user("peserta")).first()
    shown = page(city, "peserta", own).content.decode()
    assert own.name in shown
    assert "data-opens" not in shown


def test_history_tells_old_and_new(city, business):
    before = business.name
    edit_business(by=Actor.for_system("test"), business=business.id, values={"name": "Nama Usaha Baru"})
    shown = page(city, "penyelenggara", business).content.decode()
    assert "Nama Usaha Baru" in shown
    assert before in shown.split("Riwayat perubahan data", 1)[1]


def test_masking_leaves_two_digits():
    assert masked_phone("+6281234567890") == "+62 ••• ••90"
    assert masked_phone("123") == "•••"
    assert spoken_phone("+6281234567890") == "0812-3456-7890"
