"""Two businesses invited to one training turn out to be one."""

import pytest
from tests.records.learning.test_invitations import luar, planned  # noqa: F401 - a fixture

from dampingi.records.duplicates.actions import merge_businesses, unmerge
from dampingi.records.learning.models import Invitation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july")]


def test_one_invitation_stays_behind_and_an_only_one_moves(town, luar):  # noqa: F811
    office, first, second = (
        town.actor("office"),
        town.enrolments[0].business_id,
        town.enrolments[1].business_id,
    )
    planned(town, ids=[first, second])
    made = merge_businesses(by=office, keep=first, absorb=second)
    assert {i.business_id for i in Invitation.objects.unscoped("test")} == {first, second}
    assert "pelatihan yang sama" in made.stayed[0]["why"]
    unmerge(by=office, merge=made.id, reason="Dua usaha")
    merge_businesses(by=office, keep=luar.id, absorb=second)
    assert {i.business_id for i in Invitation.objects.unscoped("test")} == {first, luar.id}
