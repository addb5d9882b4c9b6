"""/usaha/<id>/ubah/: changing what is on record, by two people at once too."""

import pytest

from dampingi.foundation.revisions.queries import history

from .conftest import again
from .pages import fields_of, statuses

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def address(town):
    return f"/usaha/{town.first.business_id}/ubah/"


def opened(town, address, who="office"):
    return fields_of(town.client(who).get(address).content.decode())


def test_an_edit_is_kept_with_its_history(town, address):
    form = opened(town, address) | {
        "name": "Warung Baru",
        "annual_sales": "75.000.000",
        "phone": "081270001111",
    }
    answer = town.client("office").post(address, form, follow=True)
    b = again(town.first.business)
    assert (b.name, b.annual_sales, b.phone, b.size) == ("Warung Baru", 75_000_000, "+6281270001111", "micro")
    assert history("business", b.id).get().by == str(town.users["office"].id)
    assert "Perubahan tersimpan." in answer.content.decode()


def test_a_form_sent_untouched_changes_nothing(town, address):
    town.client("office").post(
        address, opened(town, address) | {"phone": "0812-7000-1111", "annual_sales": "5000"}
    )
    town.client("office").post(address, opened(town, address))
    assert history("business", town.first.business_id).count() == 1


def test_two_people_each_keep_their_own_change(town, address):
    mine, theirs = opened(town, address), opened(town, address, "ana")
    town.client("ana").post(address, theirs | {"product": "abon"})
    town.client("office").post(address, mine | {"name": "Warung Abon"})
    b = again(town.first.business)
    assert (b.product, b.name) == ("abon", "Warung Abon")


def collide(town, address):
    """The office writes what ana has changed meanwhile, and something else; ana has changed a third thing, too."""
    mine = opened(town, address)
    town.client("ana").post(address, opened(town, address, "ana") | {"product": "abon", "address": "Gg. Dua"})
    return town.client("office").post(address, mine | {"product": "sambal", "name": "Warung Rasa"})


def test_the_same_field_shows_both_and_asks(town, address):
    answer = collide(town, address)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "isian Anda" in shown
    assert "sambal" in shown
    assert "disimpan Ana" in shown
    assert again(town.first.business).product == "abon"
    form = fields_of(shown)
    assert (form["base"], form["name"], form["address"]) == ("1", "Warung Rasa", "Gg. Dua")


@pytest.mark.parametrize(("choice", "kept"), [("mine", "sambal"), ("theirs", "abon")])
def test_the_choice_is_kept_and_nothing_else_is_lost(town, address, choice, kept):
    form = fields_of(collide(town, address).content.decode())
    answer = town.client("office").post(address, form | {"pilih-product": choice})
    b = again(town.first.business)
    assert answer.status_code == 302
    assert (b.product, b.name, b.address) == (kept, "Warung Rasa", "Gg. Dua")


def test_a_mentor_corrects_what_they_see_and_is_not_shown_the_rest(town, address):
    form = opened(town, address, "ana")
    assert set(form) == {"base", "product", "phone", "address", "latitude", "longitude"}
    town.client("ana").post(
        address, form | {"phone": "081270002222", "latitude": "-6.4", "longitude": "106.8"}
    )
    assert again(town.first.business).phone == "+6281270002222"


def test_what_a_mentor_adds_by_hand_is_left_out(town, address):
    """A form sends what it asks; a name slipped in beside it is not read."""
    town.client("ana").post(
        address, opened(town, address, "ana") | {"name": "Milik Ana", "nib": "1234567890123"}
    )
    assert (again(town.first.business).name, town.first.business.nib) == ("Warung 0", "")


def test_who_may_not_edit_does_not(town, address):
    told = statuses(town, address, ("budi", "camat", "elsewhere"))
    assert told == {"budi": 404, "camat": 404, "elsewhere": 404}
    refused = statuses(town, address, ("coordinator", "participant", "head", "inspector", "partner", "panel"))
    assert set(refused.values()) == {403}
    assert town.client("stranger").get(address).status_code == 302
    assert not history("business", town.first.business_id).exists()


@pytest.mark.parametrize(
    "wrong", [{"base": "x"}, {"base": ""}, {"annual_sales": "-1"}, {"kbli": "12"}, {"name": ""}]
)
def test_bad_input_is_told(town, address, wrong):
    assert town.client("office").post(address, opened(town, address) | wrong).status_code == 422
    assert not history("business", town.first.business_id).exists()


def test_an_archived_business_is_restored_first(town, address):
    form = opened(town, address)
    town.client("office").post(address.replace("ubah", "arsip"), {"reason": "Kembar"})
    answer = town.client("office").post(address, form | {"name": "X"})
    assert "Pulihkan dahulu" in answer.content.decode()
