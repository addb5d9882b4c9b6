import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.businesses.models import Business, Person
from dampingi.records.catalogue import actions
from dampingi.records.catalogue.models import Consent

PHONE = "+6281234567890"


def page(town, shown):
    return town.client("stranger").get(f"/katalog/produk/{shown.id}/")


def test_the_phone_is_shown_only_where_its_owner_agreed_and_no_longer(town, shown):
    Business.objects.unscoped("test").filter(id=shown.business_id).update(phone=PHONE)
    assert "wa.me/62" not in page(town, shown).content.decode()
    own = town.client("participant")
    own.post(f"/produk/{shown.id}/setuju/phone/", {"phone": "0812 3456 7890"})
    assert "https://wa.me/6281234567890?text=" in page(town, shown).content.decode()
    own.post(f"/produk/{shown.id}/setuju/phone/", {"tarik": "ya"})
    assert "wa.me/62" not in page(town, shown).content.decode()


def test_who_takes_the_agreement_back_is_out_of_the_catalogue_at_once(town, shown):
    assert page(town, shown).status_code == 200
    actions.withdraw_consent(by=town.actor("participant"), business=shown.business_id, to=Consent.To.SHOW)
    assert page(town, shown).status_code == 404
    assert town.client("stranger").get(f"/katalog/usaha/{shown.business_id}/").status_code == 404
    with pytest.raises(Conflict):
        actions.withdraw_consent(by=town.actor("participant"), business=shown.business_id, to=Consent.To.SHOW)


def test_another_owner_has_agreed_to_nothing(town, shown):
    other = Person.objects.unscoped("test").exclude(id=shown.business.owner_id).first()
    Business.objects.unscoped("test").filter(id=shown.business_id).update(owner=other)
    assert page(town, shown).status_code == 404


def test_somebody_else_says_how_they_heard_it(town, draft):
    mentor = town.actor("ana")
    with pytest.raises(Refused, match="bagaimana"):
        actions.agree(by=mentor, business=draft.business_id, to=Consent.To.SHOW)
    made = actions.agree(by=mentor, business=draft.business_id, to=Consent.To.SHOW, how="lisan, 12 Juli")
    again = actions.agree(by=mentor, business=draft.business_id, to=Consent.To.SHOW, how="lisan, 12 Juli")
    assert again.id == made.id


@pytest.mark.parametrize("phone", ["", "123", "+1555", "08123456"])
def test_what_is_no_number_is_refused(town, draft, phone):
    with pytest.raises(Refused, match="WhatsApp"):
        actions.agree(by=town.actor("participant"), business=draft.business_id, to="phone", phone=phone)


def test_strangers_and_other_mentors_agree_for_nobody(town, draft):
    assert town.client("budi").post(f"/produk/{draft.id}/setuju/show/", {"how": "x"}).status_code == 404
    assert town.client("participant").get(f"/produk/{draft.id}/setuju/lain/").status_code == 404
