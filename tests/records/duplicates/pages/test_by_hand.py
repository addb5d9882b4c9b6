"""Two records a person knows to be one: chosen by hand, compared first."""

import pytest

from dampingi.records.businesses.actions import register_persons
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.duplicates.models import Merge, Pair
from tests.records.conftest import HERE, SYSTEM
from tests.records.duplicates.conftest import NIK, OTHER_NIK, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july")]


class TestBusinesses:
    def test_those_with_the_same_number_are_offered_first(self, town, likely):
        page = town.client("office").get(f"/kembar/usaha/{likely.left_id}/").content.decode()
        assert str(likely.right_id) in page

    def test_others_are_searched_for(self, town, likely):
        page = town.client("office").get(f"/kembar/usaha/{likely.left_id}/?cari=Warung+3").content.decode()
        assert str(town.enrolments[3].business_id) in page

    def test_the_two_are_put_side_by_side(self, town):
        one, other = (e.business_id for e in town.enrolments[:2])
        answer = town.client("office").post(f"/kembar/usaha/{one}/", {"other": other}, follow=True)
        made = Pair.objects.unscoped("test").get()
        assert answer.redirect_chain[-1][0] == f"/kembar/{made.id}/"
        assert made.by_hand
        assert "Satu usaha atau dua?" in answer.content.decode()

    @pytest.mark.parametrize("other", ["", "x", "01a21490-2680-7b5a-86e6-a231ddd37c3c"])
    def test_what_is_no_business_is_refused(self, town, other):
        one = town.first.business_id
        assert town.client("office").post(f"/kembar/usaha/{one}/", {"other": other}).status_code in (404, 422)

    def test_nobody_reaches_beyond_their_region(self, town):
        one, other = town.enrolments[0].business_id, town.enrolments[3].business_id
        assert town.client("elsewhere").post(f"/kembar/usaha/{one}/", {"other": other}).status_code == 404
        assert not Pair.objects.unscoped("test").exists()


class TestPersons:
    @pytest.fixture
    def again(self, town):
        """`Warga 0` once more, not in the programme."""
        row = PersonIntake(name="Hj. Warga 0", region=HERE, phone="+628111000009")
        return register_persons(by=SYSTEM, origin=town.origin, rows=[row])[0]

    def test_the_same_name_is_offered(self, town, again):
        page = town.client("office").get(f"/kembar/orang/{again}/").content.decode()
        assert f"?dengan={town.first.person_id}" in page

    def test_they_are_compared_and_merged_as_chosen(self, town, again):
        client = town.client("office")
        first = town.first.person_id
        page = client.get(f"/kembar/orang/{first}/?dengan={again}").content.decode()
        assert "Tukar: pertahankan yang ini" in page
        answer = client.post(f"/kembar/orang/{first}/", {"other": again, "name": "absorb"})
        made = Merge.objects.unscoped("test").get()
        assert answer.headers["Location"] == f"/kembar/gabungan/{made.id}/"
        assert (person(first).name, person(first).phone) == ("Hj. Warga 0", "+628111000009")

    def test_a_refusal_comes_back_on_the_page(self, town):
        rows = [PersonIntake(name="Sari", region=HERE, nik=nik) for nik in (NIK, OTHER_NIK)]
        one, other = register_persons(by=SYSTEM, origin=town.origin, rows=rows)
        answer = town.client("office").post(f"/kembar/orang/{one}/", {"other": other})
        assert answer.status_code == 422
        assert "NIK keduanya berbeda" in answer.content.decode()

    @pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("elsewhere", 404), ("ana", 403)])
    def test_others_cannot(self, town, again, who, status):
        assert town.client(who).get(f"/kembar/orang/{again}/").status_code == status
