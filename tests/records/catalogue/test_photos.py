import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.catalogue import actions
from dampingi.records.catalogue.actions.photos import MOST
from dampingi.records.catalogue.models import ProductPhoto, State
from dampingi.records.catalogue.pictures import SEAL
from tests.records.catalogue.conftest import drawn


def test_a_photo_is_drawn_anew_and_its_original_sealed(town, draft):
    raw = drawn()
    sent = SimpleUploadedFile("a.jpg", raw, "image/jpeg")
    town.client("participant").post(f"/produk/{draft.id}/foto/", {"photo": sent, "says": "Keripik"})
    kept = ProductPhoto.objects.unscoped("test").get()
    assert b"Kamera rahasia" not in kept.shown.read()
    assert kept.small.size < 20_000
    assert b"Kamera rahasia" not in kept.original.read()
    kept.original.seek(0)
    assert SEAL.open(kept.original.read()) == raw


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"\xff\xd8\xff torn"])
def test_what_is_no_photo_is_refused(town, draft, raw):
    with pytest.raises(Refused):
        actions.add_photo(by=town.actor("participant"), product=draft.id, raw=raw)
    assert not ProductPhoto.objects.unscoped("test").exists()


def test_the_same_photo_twice_and_too_many(town, draft):
    own = town.actor("participant")
    for n in range(MOST):
        actions.add_photo(by=own, product=draft.id, raw=drawn((n * 20, 90, 90)))
    with pytest.raises(Conflict):
        actions.add_photo(by=own, product=draft.id, raw=drawn((0, 90, 90)))
    with pytest.raises(Refused, match="Hapus satu"):
        actions.add_photo(by=own, product=draft.id, raw=drawn("white"))


def test_another_photo_is_put_first_and_a_shown_product_keeps_one(town, waiting):
    own = town.actor("participant")
    second = actions.add_photo(by=own, product=waiting.id, raw=drawn("navy"))
    town.client("participant").post(f"/produk/foto/{second.id}/utama/")
    first = ProductPhoto.objects.unscoped("test").order_by("number")[0]
    assert first.id == second.id
    actions.remove_photo(by=own, photo=second.id)
    last = ProductPhoto.objects.unscoped("test").get(removed_at=None)
    with pytest.raises(Refused, match="satu-satunya"):
        actions.remove_photo(by=own, photo=last.id)


def test_a_new_photo_of_a_shown_product_is_looked_at_first(town, shown):
    actions.add_photo(by=town.actor("participant"), product=shown.id, raw=drawn("navy"))
    shown.refresh_from_db()
    assert shown.state == State.WAITING


def test_a_photo_of_a_draft_is_not_public(town, waiting):
    photo = ProductPhoto.objects.unscoped("test").get()
    address = f"/katalog/foto/{photo.id}/"
    assert town.client("stranger").get(address).status_code == 404
    assert town.client("budi").get(address).status_code == 404
    assert town.client("ana").get(address).status_code == 200
    actions.check_product(by=town.actor("office"), product=waiting.id, good=True)
    answer = town.client("stranger").get(address + "?ukuran=kecil")
    assert answer.status_code == 200
    assert "public" in answer.headers["Cache-Control"]
