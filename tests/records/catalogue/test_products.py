import dataclasses

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.catalogue import actions, queries
from dampingi.records.catalogue.intake import ProductIntake
from dampingi.records.catalogue.models import Consent, Product, State
from tests.records.catalogue.conftest import TOLD, drawn

FORM = {"name": "Rempeyek", "kind": "food", "price": "Rp 25.000", "unit": "stoples", "words": "", "stock": "ready", "stock_note": ""}  # fmt: skip


def post(town, who, address, **told):
    return town.client(who).post(address, told)


def test_a_participant_writes_a_product_on_their_phone(town, july):
    answer = post(town, "participant", "/produk/baru/", **FORM)
    made = Product.objects.unscoped("test").get()
    assert answer.headers["Location"] == f"/produk/{made.id}/"
    assert (made.business_id, made.price, made.state) == (town.first.business_id, 25_000, State.DRAFT)
    assert AuditEvent.objects.filter(action="write_product").count() == 1


def test_pressed_twice_it_is_one_product(town, july):
    told = FORM | {"id": "01990000-0000-7000-8000-000000000001"}
    for _ in range(2):
        assert post(town, "participant", "/produk/baru/", **told).status_code == 302
    assert Product.objects.unscoped("test").count() == 1


@pytest.mark.parametrize("price", ["0", "-5", "99999999999999999", "NaN", "", "1e400"])
def test_an_absurd_price_gets_a_sentence(town, july, price):
    answer = post(town, "participant", "/produk/baru/", **FORM | {"price": price})
    assert answer.status_code == 422
    assert not Product.objects.unscoped("test").exists()


@pytest.mark.parametrize("field", ["name", "unit", "words", "stock_note"])
@pytest.mark.parametrize("text", ["WA 0812-3456-7890", "pesan ke sari@contoh.id"])
def test_a_phone_number_in_a_public_text_goes_round_no_agreement(town, july, field, text):
    answer = post(town, "participant", "/produk/baru/", **FORM | {field: text})
    assert answer.status_code == 422
    assert "bila pemiliknya mengizinkan" in answer.content.decode()
    assert not Product.objects.unscoped("test").exists()


def test_who_makes_it_may_be_in_its_name(town, july):
    assert (
        post(town, "participant", "/produk/baru/", **FORM | {"name": "Rempeyek Bu Sari"}).status_code == 302
    )


def test_a_mentor_writes_for_those_they_accompany_and_no_others(town, july):
    mine, theirs = town.enrolments[1].business_id, town.enrolments[3].business_id
    assert post(town, "ana", f"/produk/baru/?usaha={mine}", **FORM).status_code == 302
    assert post(town, "ana", f"/produk/baru/?usaha={theirs}", **FORM).status_code == 404
    assert post(town, "ana", "/produk/baru/?usaha=x", **FORM).status_code == 404


def test_the_same_name_twice_is_refused_with_the_cure(town, draft):
    with pytest.raises(Conflict, match="Buka dan ubah yang ada"):
        actions.write_product(by=town.actor("ana"), business=draft.business_id, told=TOLD)


def test_without_a_photo_or_agreement_it_is_not_handed_in(town, draft):
    own = town.actor("participant")
    with pytest.raises(Refused, match="foto"):
        actions.submit_product(by=own, product=draft.id)
    actions.add_photo(by=own, product=draft.id, raw=drawn())
    with pytest.raises(Refused, match="belum menyetujui"):
        actions.submit_product(by=own, product=draft.id)


def test_the_office_checks_and_it_is_shown(town, waiting):
    answer = post(town, "office", f"/produk/{waiting.id}/periksa/", hasil="tayang")
    waiting.refresh_from_db()
    assert answer.status_code == 302
    assert waiting.state == State.SHOWN
    assert waiting.first_shown_on.isoformat() == "2026-07-20"
    assert Notice.objects.filter(user=town.users["participant"]).count() == 1


def test_who_handed_it_in_does_not_check_it(town, draft):
    office = town.actor("office")
    actions.add_photo(by=office, product=draft.id, raw=drawn())
    actions.agree(by=office, business=draft.business_id, to=Consent.To.SHOW, how="lisan, 12 Juli")
    actions.submit_product(by=office, product=draft.id)
    with pytest.raises(Denied):
        actions.check_product(by=office, product=draft.id, good=True)
    assert (
        actions.check_product(by=town.actor("coordinator"), product=draft.id, good=True).state == State.SHOWN
    )


def test_returning_it_takes_a_reason_the_owner_reads(town, waiting):
    post(town, "office", f"/produk/{waiting.id}/periksa/", hasil="kembali", alasan="")
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING
    post(town, "office", f"/produk/{waiting.id}/periksa/", hasil="kembali", alasan="Fotonya gelap.")
    assert "Fotonya gelap." in town.client("participant").get(f"/produk/{waiting.id}/").content.decode()


def test_checked_twice_the_second_is_told(town, shown):
    with pytest.raises(Conflict):
        actions.check_product(by=town.actor("coordinator"), product=shown.id, good=False, reason="x")


def test_price_and_stock_change_at_once_but_words_are_checked_again(town, shown):
    own = town.actor("participant")
    dearer = ProductIntake(TOLD.name, TOLD.kind, 20_000, TOLD.unit, TOLD.words, "out")
    assert actions.correct_product(by=own, product=shown.id, told=dearer).state == State.SHOWN
    other = ProductIntake(TOLD.name, TOLD.kind, 20_000, TOLD.unit, "Menyembuhkan segala penyakit")
    assert actions.correct_product(by=own, product=shown.id, told=other).state == State.WAITING


def test_withdrawn_it_can_be_handed_in_again(town, shown):
    own = town.actor("participant")
    with pytest.raises(Refused, match="alasannya"):
        actions.withdraw_product(by=own, product=shown.id)
    actions.withdraw_product(by=own, product=shown.id, reason="Libur produksi")
    with pytest.raises(Conflict):
        actions.withdraw_product(by=own, product=shown.id, reason="Lagi")
    assert actions.submit_product(by=own, product=shown.id).state == State.WAITING


@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("budi", 404), ("head", 200), ("elsewhere", 404), ("partner", 403), ("panel", 403)])  # fmt: skip
def test_who_sees_a_product(town, draft, who, status):
    assert town.client(who).get(f"/produk/{draft.id}/").status_code == status


def test_the_creative_label_says_who_gave_it(town, shown):
    with pytest.raises(Refused, match="siapa"):
        actions.label_product(by=town.actor("office"), product=shown.id, subsector="craft", said_by=" ")
    post(town, "office", f"/produk/{shown.id}/ekraf/", subsector="craft", said_by="Dinas Pemuda")
    assert "Dinas Pemuda" in town.client("stranger").get(f"/katalog/produk/{shown.id}/").content.decode()
    assert post(town, "ana", f"/produk/{shown.id}/ekraf/", subsector="", said_by="").status_code == 403


def test_the_list_shows_each_their_own(town, draft):
    assert "Keripik singkong" in town.client("ana").get("/produk/").content.decode()
    assert "Keripik singkong" not in town.client("budi").get("/produk/").content.decode()


def test_an_id_that_is_another_s_gets_a_sentence(town, draft):
    other = town.enrolments[1].business_id
    answer = post(town, "ana", f"/produk/baru/?usaha={other}", **FORM | {"id": str(draft.id)})
    assert answer.status_code == 422
    assert "tidak dapat disimpan dua kali" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.name == TOLD.name


def test_what_changed_since_it_was_looked_at_is_not_shown(town, waiting):
    """The words are exchanged while somebody reads the page: what they approve is what they saw."""
    seen = queries.looks(waiting)
    page = town.client("office").get(f"/produk/{waiting.id}/").content.decode()
    assert f'name="dilihat" value="{seen}"' in page
    told = dataclasses.replace(TOLD, words="Bukan yang tadi")
    actions.correct_product(by=town.actor("participant"), product=waiting.id, told=told)
    post(town, "office", f"/produk/{waiting.id}/periksa/", hasil="tayang", dilihat=seen)
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING
    words = queries.looks(waiting)
    actions.add_photo(by=town.actor("participant"), product=waiting.id, raw=drawn("navy"))
    assert queries.looks(waiting) != words
    post(town, "office", f"/produk/{waiting.id}/periksa/", hasil="tayang", dilihat=queries.looks(waiting))
    waiting.refresh_from_db()
    assert waiting.state == State.SHOWN


def test_no_product_takes_another_s_name(town, draft):
    own = town.actor("participant")
    other = actions.write_product(
        by=own, business=draft.business_id, told=dataclasses.replace(TOLD, name="Rempeyek")
    )
    with pytest.raises(Conflict, match="bernama itu"):
        actions.correct_product(by=own, product=other.id, told=TOLD)
    actions.correct_product(by=own, product=draft.id, told=TOLD)
