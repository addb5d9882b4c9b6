"""GET /usaha/<id>/: the 360-degree page of a business."""

import pytest

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.businesses.actions import edit_business
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


def test_a_long_story_begins_with_the_latest_and_offers_the_rest(city, business):
    short = page(city, "penyelenggara", business).content.decode()
    assert short.count('<li class="moment">') <= 25
    if 'href="?semua=1"' in short:
        whole = page(city, "penyelenggara", business, "?semua=1").content.decode()
        assert whole.count('<li class="moment">') > 25


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
