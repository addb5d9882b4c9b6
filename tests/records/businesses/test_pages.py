"""/usaha/ and the revealing of a NIK."""

import io

import pytest
from openpyxl import load_workbook

from dampingi.foundation.audit.models import AuditEvent
from dampingi.records.businesses.models import Business


@pytest.fixture
def unverified(city):
    return (
        Business.objects.unscoped("test").filter(verifications=None, archived_at=None).order_by("key").first()
    )


def test_the_list_filters_by_place_and_says_how_many(city):
    everyone = Business.objects.unscoped("test").filter(archived_at=None)
    district = everyone.first().region[:8]
    client = city.client("penyelenggara")
    whole = client.get("/usaha/").content.decode()
    part = client.get(f"/usaha/?wilayah={district}").content.decode()
    assert f"<strong>{format(everyone.count(), ',').replace(',', '.')}</strong> usaha" in whole
    inside = (
        everyone.filter(region__startswith=district + ".").count() + everyone.filter(region=district).count()
    )
    assert f"<strong>{format(inside, ',').replace(',', '.')}</strong> usaha" in part


def test_the_list_finds_by_owner_and_keeps_its_state_in_the_links(city, unverified):
    shown = (
        city.client("penyelenggara")
        .get(f"/usaha/?cari={unverified.owner.name}&urut=-annual_sales")
        .content.decode()
    )
    assert str(unverified.id) in shown
    assert "urut=annual_sales" in shown


def test_verification_narrows_both_ways(city, unverified):
    client = city.client("penyelenggara")
    address = f"/usaha/?cari={unverified.owner.name}&verifikasi="
    assert str(unverified.id) in client.get(address + "belum").content.decode()
    assert str(unverified.id) not in client.get(address + "ya").content.decode()


def test_an_archived_business_is_not_listed(city, unverified):
    from django.utils import timezone

    Business.objects.unscoped("test").filter(id=unverified.id).update(archived_at=timezone.now())
    shown = city.client("penyelenggara").get(f"/usaha/?cari={unverified.owner.name}").content.decode()
    assert str(unverified.id) not in shown


def test_a_mentor_lists_only_the_businesses_of_their_caseload(city):
    reached = Business.objects.for_actor(city.actor("pendamping"), "view_businesses").filter(archived_at=None)
    shown = city.client("pendamping").get("/usaha/").content.decode()
    assert f"<strong>{reached.count()}</strong> usaha" in shown
    assert reached.count() < Business.objects.unscoped("test").count()


def test_the_export_says_what_it_holds(city):
    answer = city.client("koordinator").get("/usaha/?verifikasi=belum&unduh=xlsx")
    data, about = load_workbook(io.BytesIO(answer.content)).worksheets
    reached = Business.objects.for_actor(city.actor("koordinator"), "view_businesses")
    assert data.max_row - 1 == reached.filter(archived_at=None, verifications=None).count()
    assert ("Verifikasi", "Belum diperiksa") in list(about.iter_rows(values_only=True))


def test_a_nik_is_shown_once_for_a_reason_that_is_logged(city):
    business = Business.objects.unscoped("test").exclude(owner__nik_sealed="").first()
    client, address = city.client("penyelenggara"), f"/usaha/{business.id}/nik/"
    assert client.post(address, {"reason": "iseng"}).status_code == 422
    answer = client.post(address, {"reason": "Mencocokkan KTP pada akad pinjaman."})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    event = AuditEvent.objects.filter(action="reveal_nik").get()
    assert str(event.subject_id) == str(business.owner_id)


def test_who_may_not_reveal_a_nik_does_not(city):
    business = Business.objects.unscoped("test").exclude(owner__nik_sealed="").first()
    for persona in ("kepala", "koordinator", "pendamping", "bank"):
        answer = city.client(persona).post(
            f"/usaha/{business.id}/nik/", {"reason": "Ingin tahu saja isinya."}
        )
        assert answer.status_code == 403
    assert not AuditEvent.objects.filter(action="reveal_nik").exists()
