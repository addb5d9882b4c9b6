"""POST /usaha/<id>/saluran/: how a business sells, said by the office or by the mentor who sees it."""

import pytest
from django.urls import reverse

from dampingi.records.businesses.models import Channel

pytestmark = pytest.mark.usefixtures("july")


def sells(town, who, *codes):
    address = reverse("business_channels", args=[town.first.business_id])
    return town.client(who).post(address, {"code": codes}).status_code


def used(town):
    rows = Channel.objects.unscoped("test").filter(business=town.first.business_id, until=None)
    return set(rows.values_list("code", flat=True))


@pytest.mark.parametrize("who", ["office", "ana"])
def test_the_office_and_its_own_mentor_say_how_it_sells(town, who):
    shown = town.client(who).get(reverse("business", args=[town.first.business_id])).content.decode()
    assert reverse("business_channels", args=[town.first.business_id]) in shown
    assert sells(town, who, "shopee", "market") == 302
    assert sells(town, who, "market") == 302
    assert used(town) == {"market"}


@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("participant", 403), ("head", 403)])
def test_others_do_not(town, who, status):
    assert sells(town, who, "market") == status
    assert used(town) == set()


def test_a_way_nobody_knows_is_refused(town):
    assert sells(town, "ana", "telepati") == 422
    assert used(town) == set()
