"""Six who ask for photos of one product at once: only PostgreSQL lets them meet. The control takes lock and constraint away."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from dampingi.foundation.errors import Refused
from dampingi.records.catalogue.models import Product
from dampingi.records.photojobs import actions
from dampingi.records.photojobs.models import PhotoJob
from tests.records.photojobs.conftest import DUE

pytestmark = pytest.mark.postgresql
MANY = 6


@pytest.fixture
def product(emptied, july, draft):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    return draft


def asked_at_once(town, product, polytechnic):
    barrier, by = Barrier(MANY), town.actor("office")

    def one(_):
        try:
            barrier.wait(30)
            actions.ask_for_photos(by=by, product=product.id, partner=polytechnic.id, due_on=DUE)
            return 1
        except Refused:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return sum(pool.map(one, range(MANY)))


def test_one_job_for_a_product(product, town, polytechnic):
    assert asked_at_once(town, product, polytechnic) == 1
    assert PhotoJob.objects.unscoped("test").count() == 1


def test_without_lock_and_constraint_there_are_more(product, town, polytechnic, monkeypatch):
    def unlocked(_rows, id):
        return Product.objects.unscoped("test").select_related("business").get(id=id)

    kept = PhotoJob.objects.create

    def slowly(**told):
        time.sleep(0.5)
        return kept(**told)

    monkeypatch.setattr(actions, "product_of", unlocked)
    monkeypatch.setattr(PhotoJob.objects, "create", slowly)
    once = next(c for c in PhotoJob._meta.constraints if c.name == "photo_job_open_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(PhotoJob, once)
    try:
        assert asked_at_once(town, product, polytechnic) > 1
    finally:
        PhotoJob.objects.unscoped("test").delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(PhotoJob, once)
