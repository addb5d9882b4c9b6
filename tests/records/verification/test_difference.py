"""/usaha/verifikasi/<id>/: the office settles what a verifier found otherwise."""

import pytest

from dampingi.foundation.revisions.queries import history
from dampingi.records.businesses.actions import edit_business, verify_business
from dampingi.records.businesses.intake import VerificationNote
from dampingi.records.businesses.models import Business, Standing, Verification


@pytest.fixture
def otherwise(city, unverified):
    """Found otherwise by a mentor of the city."""
    return verify_business(by=city.actor("pendamping-kota"), row=VerificationNote(
        unverified.id, "visit", "Pindah produk.", outcome="differs",
        observed={"product": "katering", "owner_name": "Nama Lain"},
    ))  # fmt: skip


def settle(client, found, **told):
    return client.post(f"/usaha/verifikasi/{found.id}/", told)


def business(found) -> Business:
    return Business.objects.unscoped("test").select_related("owner").get(id=found.business_id)


def test_taking_over_edits_the_register_with_history_and_confirms_it(city, otherwise):
    answer = settle(
        city.client("penyelenggara"), otherwise, step="accept", fields_taken=["product", "owner_name"]
    )
    assert answer.status_code == 302
    after = business(otherwise)
    assert (after.product, after.owner.name, after.standing) == ("katering", "Nama Lain", Standing.CONFIRMED)
    assert history("business", after.id).first().changes["product"][1] == "katering"


def test_only_what_was_ticked_is_taken_over(city, otherwise):
    before = business(otherwise).owner.name
    settle(city.client("penyelenggara"), otherwise, step="accept", fields_taken=["product"])
    assert business(otherwise).owner.name == before


def test_nothing_ticked_is_refused(city, otherwise):
    assert settle(city.client("penyelenggara"), otherwise, step="accept").status_code == 422


def test_sending_someone_again_puts_it_back_into_the_queue(city, otherwise):
    assert settle(city.client("penyelenggara"), otherwise, step="again").status_code == 422, (
        "without a reason"
    )
    assert (
        settle(city.client("penyelenggara"), otherwise, step="again", note="Foto buram.").status_code == 302
    )
    assert business(otherwise).standing == ""


def test_what_was_settled_is_settled(city, otherwise):
    settle(city.client("penyelenggara"), otherwise, step="accept", fields_taken=["product"])
    answer = settle(city.client("penyelenggara"), otherwise, step="again", note="Lagi.")
    assert "sudah diselesaikan" in answer.content.decode()


def test_only_what_was_not_found_can_be_archived_from_here(city, otherwise):
    assert settle(city.client("penyelenggara"), otherwise, step="archive", note="x").status_code == 422
    assert business(otherwise).archived_at is None


def test_who_verified_does_not_settle(city, unverified):
    own = verify_business(by=city.actor("penyelenggara"), row=VerificationNote(
        unverified.id, "visit", "Tidak ada.", outcome="not_found"
    ))  # fmt: skip
    answer = settle(city.client("penyelenggara"), own, step="archive", note="Sudah dicari.")
    assert answer.status_code == 422
    assert business(own).archived_at is None


def test_others_do_not_settle(city, otherwise):
    for persona in ("kepala", "koordinator", "pendamping", "bank"):
        assert settle(city.client(persona), otherwise, step="again", note="x").status_code in (403, 404)
    assert Verification.objects.get(id=otherwise.id).settled_at is None


def test_who_entered_the_data_confirms_none_of_it_that_was_found_otherwise(city, otherwise):
    office = city.actor("penyelenggara")
    edit_business(by=office, business=otherwise.business_id, values={"workers": 3})
    settle(city.client("penyelenggara"), otherwise, step="accept", fields_taken=["product"])
    after = business(otherwise)
    assert (after.product, after.standing, after.verified_at) == ("katering", "", None)


def test_settling_an_older_look_leaves_what_a_later_one_found(city, otherwise):
    later = verify_business(by=city.actor("inspektorat"), row=VerificationNote(
        otherwise.business_id, "visit", "", outcome="confirmed"
    ))  # fmt: skip
    settle(city.client("penyelenggara"), otherwise, step="again", note="Foto buram.")
    after = business(otherwise)
    assert (after.standing, after.verified_at) == (Standing.CONFIRMED, later.at)
