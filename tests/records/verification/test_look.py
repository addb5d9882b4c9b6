"""/usaha/<id>/verifikasi/: what somebody found at a business."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from dampingi.records.businesses.actions import edit_business
from dampingi.records.businesses.contacts import reachable, reachable_businesses
from dampingi.records.businesses.enterers import entered_by
from dampingi.records.businesses.models import Business, Person, Standing, Verification


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "brown").save(out, "JPEG")
    return SimpleUploadedFile("kios.jpg", out.getvalue(), "image/jpeg")


def look(client, business, **told):
    said = {"outcome": "confirmed", "method": "visit"} | told
    return client.post(f"/usaha/{business.id}/verifikasi/", said)


def stored(business) -> Business:
    return Business.objects.unscoped("test").get(id=business.id)


def test_the_form_shows_what_is_recorded(city, unverified):
    shown = city.client("penyelenggara").get(f"/usaha/{unverified.id}/verifikasi/").content.decode()
    assert unverified.owner.name in shown


def test_a_verifier_reads_the_phone_and_address_of_a_business_whose_owner_lives_elsewhere(city):
    mentor = city.actor("pendamping-kecamatan")
    found = Business.objects.for_actor(mentor, "verify_businesses").filter(archived_at=None).first()
    Business.objects.unscoped("test").filter(id=found.id).update(phone="", address="Jl. Kios 17")
    Person.objects.unscoped("test").filter(id=found.owner_id).update(region="32.76", phone="+6281234567001")
    assert not reachable(mentor, [found.owner_id]), "the harm: their home is out of the mentor's region"
    client = city.client("pendamping-kecamatan")
    for page in (f"/usaha/{found.id}/verifikasi/", f"/usaha/{found.id}/"):
        shown = client.get(page).content.decode()
        assert "Jl. Kios 17" in shown
        assert "0812-3456-7001" in shown
    assert "0812-3456-7001" not in client.get(f"/orang/{found.owner_id}/").content.decode()
    for persona in ("kepala", "inspektorat"):
        hidden = city.client(persona).get(f"/usaha/{found.id}/").content.decode()
        assert "Jl. Kios 17" not in hidden
        assert "0812-3456-7001" not in hidden


def test_who_reaches_only_the_owner_s_home_does_not_read_where_the_business_is(city):
    mentor = city.actor("pendamping-kecamatan")
    near = Business.objects.for_actor(mentor, "view_contacts").values("pk")
    far = Business.objects.unscoped("test").filter(archived_at=None).exclude(pk__in=near).first()
    home = Person.objects.for_actor(mentor, "view_contacts").first()
    Business.objects.unscoped("test").filter(id=far.id).update(owner=home, address="Jl. Jauh 9")
    assert reachable(mentor, [home.id]), "the harm: their home is in reach"
    assert not reachable_businesses(mentor, [far.id])


def test_a_look_keeps_who_when_where_and_the_photo(city, unverified):
    answer = look(
        city.client("penyelenggara"), unverified,
        latitude="-6.402500", longitude="106.794200", accuracy="12", photo=picture(), note="Cocok.",
    )  # fmt: skip
    assert answer.status_code == 302
    made = Verification.objects.get(business=unverified)
    assert (made.method, made.by, made.region) == ("visit", city.user("penyelenggara").id, unverified.region)
    assert (str(made.latitude), made.accuracy) == ("-6.402500", 12)
    assert made.photo.read()[:2] == b"\xff\xd8"
    assert made.photo_original.read()[:2] != b"\xff\xd8", "the original lies sealed"
    after = stored(unverified)
    assert (after.standing, after.verified_at) == (Standing.CONFIRMED, made.at)


def test_what_differs_waits_for_the_office_and_changes_nothing_yet(city, unverified):
    look(city.client("penyelenggara"), unverified, outcome="differs", seen_phone="0812-0000-4455")
    made = Verification.objects.get(business=unverified)
    assert made.observed == {"phone": "+6281200004455"}
    after = stored(unverified)
    assert (after.standing, after.phone) == (Standing.DIFFERS, unverified.phone)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"method": "mimpi"}, "tidak ada dalam daftar"),
        ({"outcome": "differs"}, "Tulis apa yang berbeda"),
        ({"outcome": "not_found"}, "Tulis apa yang berbeda"),
        ({"outcome": "differs", "seen_phone": "nomor lama"}, "tidak dapat dibaca"),
        ({"latitude": "-6.4"}, "Posisi tidak lengkap"),
        ({"photo": SimpleUploadedFile("x.jpg", b"bukan foto")}, "bukan foto"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_cure(city, unverified, told, words):
    answer = look(city.client("penyelenggara"), unverified, **told)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Verification.objects.filter(business=unverified).exists()


def test_who_changed_the_data_does_not_verify_it(city, unverified):
    edit_business(by=city.actor("penyelenggara"), business=unverified.id, values={"product": "kue lapis"})
    answer = look(city.client("penyelenggara"), unverified)
    assert answer.status_code == 422
    assert "Anda sendiri" in answer.content.decode()
    assert not Verification.objects.filter(business=unverified).exists()


def test_a_change_another_person_confirmed_is_no_bar_any_more(city, unverified):
    edit_business(by=city.actor("penyelenggara"), business=unverified.id, values={"product": "kue lapis"})
    assert look(city.client("pendamping-kota"), unverified).status_code == 302
    assert look(city.client("penyelenggara"), unverified).status_code == 302


def test_those_without_the_task_do_not_verify(city, unverified):
    for persona in ("kepala", "bank", "peserta"):
        assert look(city.client(persona), unverified).status_code in (403, 404)
    assert not Verification.objects.filter(business=unverified).exists()


def test_who_entered_it_is_told_before_filling_in_a_form(city, unverified):
    edit_business(by=city.actor("penyelenggara"), business=unverified.id, values={"product": "kue lapis"})
    door = f"/usaha/{unverified.id}/verifikasi/"
    theirs = city.client("penyelenggara").get(door).content.decode()
    assert "Minta orang lain" in theirs
    assert "Simpan verifikasi" not in theirs
    assert "Simpan verifikasi" in city.client("pendamping-kota").get(door).content.decode()


def test_a_mentor_verifies_only_those_they_accompany(city, unverified):
    mine = Business.objects.for_actor(city.actor("pendamping"), "verify_businesses").filter(archived_at=None)
    own = entered_by(city.actor("pendamping"), list(mine.select_related("origin")))
    assert look(city.client("pendamping"), mine.exclude(id__in=own).first()).status_code == 302
    stranger = Business.objects.unscoped("test").exclude(id__in=mine.values("id")).first()
    assert look(city.client("pendamping"), stranger).status_code == 404


def test_a_look_told_late_does_not_overrule_a_newer_one(city, unverified):
    import datetime

    from django.utils import timezone

    from dampingi.records.businesses.actions import verify_business
    from dampingi.records.businesses.intake import VerificationNote

    actor = city.actor("penyelenggara")
    verify_business(by=actor, row=VerificationNote(unverified.id, "visit"))
    earlier = timezone.now() - datetime.timedelta(days=30)
    verify_business(
        by=actor, row=VerificationNote(unverified.id, "visit", "Tidak ada.", earlier, "not_found")
    )
    assert stored(unverified).standing == Standing.CONFIRMED
