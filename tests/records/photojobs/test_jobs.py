import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.catalogue.models import ProductPhoto
from dampingi.records.catalogue.models import State as ProductState
from dampingi.records.photojobs import actions
from dampingi.records.photojobs.models import JobPhoto, PhotoJob, State
from tests.records.photojobs.conftest import DUE, SLOT, drawn

LATE = datetime.datetime(2026, 8, 20, 3, tzinfo=datetime.UTC)


def now(job):
    job.refresh_from_db()
    return job.state


def test_from_the_wish_to_the_product(town, draft, polytechnic):
    own, partner = town.client("participant"), town.client("partner")
    asked = {"partner": str(polytechnic.id), "due_on": "2026-08-10", "wish": "Latar putih"}
    assert own.post(f"/produk/{draft.id}/minta-foto/", asked).status_code == 302
    job = PhotoJob.objects.unscoped("test").get()
    assert "Latar putih" in partner.get(f"/foto-produk/{job.id}/").content.decode()
    assert "Keripik singkong" in partner.get("/permintaan-saya/").content.decode()
    slot = {"group": "Kelas 3A", "on": "2026-07-27", "at": "09:00", "place": "Studio"}
    assert partner.post(f"/foto-produk/{job.id}/jadwal/", slot).status_code == 302
    sent = [SimpleUploadedFile(f"{c}.jpg", drawn(c), "image/jpeg") for c in ("navy", "olive")]
    assert partner.post(f"/foto-produk/{job.id}/unggah/", {"photos": sent}).status_code == 302
    assert partner.post(f"/foto-produk/{job.id}/serahkan/").status_code == 302
    assert now(job) == State.HANDED_IN
    one = JobPhoto.objects.unscoped("test").first()
    own.post(f"/foto-produk/{job.id}/jawab/", {"hasil": "setuju", "foto": [str(one.id)]})
    assert now(job) == State.APPROVED
    kept = ProductPhoto.objects.unscoped("test").get()
    assert (kept.product_id, kept.credit) == (draft.id, "Kelas 3A, Politeknik Citra")
    assert Notice.objects.filter(user=town.users["participant"]).count() == 2


@pytest.mark.parametrize(("who", "status"), [
    ("participant", 200), ("ana", 200), ("office", 200), ("partner", 200), ("rival", 404), ("budi", 404), ("elsewhere", 404), ("panel", 403),
])  # fmt: skip
def test_who_sees_a_job_and_its_photos(town, handed_in, who, status):
    photo = JobPhoto.objects.unscoped("test").first()
    assert town.client(who).get(f"/foto-produk/{handed_in.id}/").status_code == status
    assert town.client(who).get(f"/foto-produk/foto/{photo.id}/").status_code == status


def test_another_partner_does_nothing_about_it(town, job):
    rival = town.client("rival")
    for verb in ("jadwal", "tolak", "unggah", "serahkan"):
        assert rival.post(f"/foto-produk/{job.id}/{verb}/").status_code == 404, verb
    assert "Keripik" not in rival.get("/foto-produk/").content.decode()


def test_one_open_job_for_each_product(town, job, polytechnic):
    ask = lambda: actions.ask_for_photos(by=town.actor("ana"), product=job.product_id, partner=polytechnic.id, due_on=DUE)  # noqa: E731 # fmt: skip
    with pytest.raises(Conflict, match="sedang diminta"):
        ask()
    actions.cancel_job(by=town.actor("ana"), job=job.id, reason="Sudah punya")
    assert ask().state == State.ASKED


@pytest.mark.parametrize("due", [datetime.date.max, datetime.date(2026, 7, 19), datetime.date(2027, 7, 19)])
def test_due_days_that_cannot_be(town, draft, polytechnic, due):
    with pytest.raises(Refused, match="Tenggatnya"):
        actions.ask_for_photos(
            by=town.actor("participant"), product=draft.id, partner=polytechnic.id, due_on=due
        )


def test_a_partner_that_makes_no_photos_is_not_asked(town, draft, polytechnic):
    polytechnic.kind = "bank"
    polytechnic.save()
    with pytest.raises(Refused, match="memotret"):
        actions.ask_for_photos(
            by=town.actor("participant"), product=draft.id, partner=polytechnic.id, due_on=DUE
        )


def test_asked_again_with_a_reason_until_it_is_good(town, handed_in):
    own, partner = town.actor("participant"), town.actor("partner")
    with pytest.raises(Refused, match="alasannya"):
        actions.ask_again(by=own, job=handed_in.id, reason=" ")
    actions.ask_again(by=own, job=handed_in.id, reason="Labelnya terpotong")
    assert (
        "Labelnya terpotong" in town.client("partner").get(f"/foto-produk/{handed_in.id}/").content.decode()
    )
    first = handed_in.handed_in_on
    assert actions.hand_in(by=partner, job=handed_in.id).handed_in_on == first
    with pytest.raises(Conflict):
        actions.hand_in(by=partner, job=handed_in.id)


def test_declined_and_over_nothing_more_happens(town, job):
    partner = town.actor("partner")
    actions.decline_job(by=partner, job=job.id, reason="Libur semester")
    assert now(job) == State.DECLINED
    with pytest.raises(Conflict, match="sudah berubah"):
        actions.take_job(by=partner, job=job.id, slot=SLOT)
    with pytest.raises(Conflict):
        actions.cancel_job(by=town.actor("participant"), job=job.id, reason="x")


def test_photos_of_somebody_else_or_none_are_not_approved(town, handed_in):
    own = town.client("participant")
    for chosen in ([], ["x"], ["01990000-0000-7000-8000-000000000009"]):
        own.post(f"/foto-produk/{handed_in.id}/jawab/", {"hasil": "setuju", "foto": chosen})
    assert now(handed_in) == State.HANDED_IN
    assert town.client("partner").post(f"/foto-produk/{handed_in.id}/jawab/").status_code == 403


def test_approved_photos_leave_a_shown_product_shown(town, shown, polytechnic):
    own, partner = town.actor("participant"), town.actor("partner")
    job = actions.ask_for_photos(by=own, product=shown.id, partner=polytechnic.id, due_on=DUE)
    actions.take_job(by=partner, job=job.id, slot=SLOT)
    photo = actions.add_job_photo(by=partner, job=job.id, raw=drawn("navy"))
    with pytest.raises(Conflict):
        actions.add_job_photo(by=partner, job=job.id, raw=drawn("navy"))
    actions.hand_in(by=partner, job=job.id)
    actions.approve_photos(by=own, job=job.id, photos=[photo.id])
    shown.refresh_from_db()
    assert shown.state == ProductState.SHOWN
    assert "Kelas 3A" in town.client("stranger").get(f"/katalog/produk/{shown.id}/").content.decode()


def test_what_is_late_stands_out_on_the_board(town, job):
    assert "Keripik" not in town.client("office").get("/foto-produk/?tenggat=ya").content.decode()
    with time_machine.travel(LATE, tick=False):
        board = town.client("office")  # the session of July has run out
        assert "Keripik" in board.get("/foto-produk/?tenggat=ya").content.decode()
        assert "1 lewat tenggat" in board.get("/foto-produk/").content.decode()


def test_photos_to_choose_from_stand_on_the_owners_first_page(town, job, handed_in):
    assert f"/foto-produk/{handed_in.id}/" in town.client("participant").get("/").content.decode()
    chosen = [p.id for p in handed_in.photos.all()]
    actions.approve_photos(by=town.actor("participant"), job=handed_in.id, photos=chosen[:1])
    assert f"/foto-produk/{handed_in.id}/" not in town.client("participant").get("/").content.decode()


def test_what_is_late_is_counted_on_the_offices_first_page(town, job):
    door = "/foto-produk/?tenggat=ya"
    assert door not in town.client("office").get("/").content.decode()
    with time_machine.travel(LATE, tick=False):
        assert door in town.client("office").get("/").content.decode()
