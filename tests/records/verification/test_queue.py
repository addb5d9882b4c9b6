"""/usaha/verifikasi/: what waits to be seen."""

import datetime

from django.utils import timezone

from dampingi.records.businesses.models import Business, Standing
from dampingi.records.verification.quality import checks, is_closed, passing


def everyone():
    return Business.objects.unscoped("test").filter(archived_at=None).exclude(is_closed())


def shown(city, persona, query=""):
    return city.client(persona).get(f"/usaha/verifikasi/{query}").content.decode()


def counted(number: int) -> str:
    return f"<strong>{format(number, ',').replace(',', '.')}</strong> usaha untuk diverifikasi"


def test_the_queue_holds_what_nobody_confirmed(city):
    assert counted(everyone().exclude(standing=Standing.CONFIRMED).count()) in shown(city, "penyelenggara")


def test_a_confirmation_gets_stale(city):
    before = everyone().exclude(standing=Standing.CONFIRMED).count()
    seen = everyone().filter(standing=Standing.CONFIRMED).first()
    long_ago = timezone.now() - datetime.timedelta(days=400)
    everyone().filter(id=seen.id).update(verified_at=long_ago)
    assert counted(before + 1) in shown(city, "penyelenggara")
    assert counted(1) in shown(city, "penyelenggara", "?keadaan=stale")


def test_one_nib_on_two_businesses_is_a_contradiction(city):
    one, other = everyone().order_by("id")[:2]
    already = shown(city, "penyelenggara", "?keadaan=contradicted")
    everyone().filter(id__in=[one.id, other.id]).update(nib="9999999999999")
    after = shown(city, "penyelenggara", "?keadaan=contradicted&cari=" + one.name)
    assert str(one.id) in after
    assert str(one.id) not in already


def test_each_check_of_the_data_narrows_the_list(city):
    for check in checks():
        lacking = everyone().exclude(passing(check.code)).count()
        assert counted(lacking) in shown(city, "penyelenggara", f"?kurang={check.code}"), check.code


def test_the_queue_is_as_wide_as_the_reader_s_reach(city):
    theirs = Business.objects.for_actor(city.actor("koordinator"), "verify_businesses").filter(
        archived_at=None
    )
    theirs = theirs.exclude(is_closed())
    assert counted(theirs.exclude(standing=Standing.CONFIRMED).count()) in shown(city, "koordinator")


def test_the_queue_does_not_ask_the_database_for_every_row(city, django_assert_max_num_queries):
    client = city.client("penyelenggara")
    client.get("/usaha/verifikasi/")
    with django_assert_max_num_queries(29):
        client.get("/usaha/verifikasi/")


def test_addresses_are_for_those_who_may_see_contacts(city, unverified):
    Business.objects.unscoped("test").filter(id=unverified.id).update(address="Jl. Rahasia 17")
    at = f"/usaha/verifikasi/?wilayah={unverified.region}"
    assert "Jl. Rahasia 17" in city.client("penyelenggara").get(f"{at}&cari=Rahasia").content.decode()
    for persona in ("kepala", "inspektorat"):
        shown = city.client(persona).get(at).content.decode()
        assert "Jl. Rahasia 17" not in shown
        assert "tersembunyi untuk peran Anda" in shown
        assert str(unverified.id) not in city.client(persona).get(f"{at}&cari=Rahasia").content.decode()
