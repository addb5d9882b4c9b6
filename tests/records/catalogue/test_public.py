import gzip
import json
import re

import pytest

from dampingi.foundation.ui.assets import asset
from dampingi.records.businesses.models import Business, Closure
from dampingi.records.catalogue import actions
from dampingi.records.catalogue.intake import ProductIntake
from dampingi.records.catalogue.models import Consent
from tests.records.catalogue.conftest import drawn


def read(town, address):
    return town.client("stranger").get(address).content.decode()


def test_the_catalogue_shows_what_was_checked_and_nothing_else(town, waiting):
    assert "Keripik singkong" not in read(town, "/katalog/")
    actions.check_product(by=town.actor("office"), product=waiting.id, good=True)
    page = read(town, "/katalog/")
    assert "Keripik singkong" in page
    assert "Rp\u00a018.000" in page


def test_it_is_searched_and_narrowed(town, shown):
    for hit in (
        "?cari=singkong",
        "?cari=WARUNG+0",
        "?kecamatan=32.76.05",
        "?jenis=food",
        "?jenis=tidak-ada",
        "?hal=99",
    ):
        assert "Keripik singkong" in read(town, f"/katalog/{hit}"), hit
    for miss in ("?cari=batik", "?jenis=craft", "?izin=halal", "?cari=%00%27"):
        assert "Keripik singkong" not in read(town, f"/katalog/{miss}"), miss


def test_nothing_personal_is_on_the_public_pages(town, shown):
    business = Business.objects.unscoped("test").select_related("owner").get(id=shown.business_id)
    Business.objects.unscoped("test").filter(id=business.id).update(
        phone="+6281298765432", address="Gang Rahasia 7"
    )
    for address in (
        "/katalog/",
        f"/katalog/produk/{shown.id}/",
        f"/katalog/usaha/{business.id}/",
        "/sitemap.xml",
    ):
        page = read(town, address)
        for secret in (business.owner.name, "81298765432", "Gang Rahasia", str(business.owner_id)):
            assert secret not in page, (address, secret)


def test_a_closed_or_archived_business_is_not_in_the_catalogue(town, shown):
    from django.utils import timezone

    closed = Closure.objects.create(
        business=shown.business, reason="other", closed_on="2026-07-01", by="test"
    )
    assert town.client("stranger").get(f"/katalog/produk/{shown.id}/").status_code == 404
    closed.delete()
    Business.objects.unscoped("test").filter(id=shown.business_id).update(archived_at=timezone.now())
    assert town.client("stranger").get(f"/katalog/produk/{shown.id}/").status_code == 404


def test_search_engines_and_chats_are_told_what_the_page_says(town, shown):
    page = read(town, f"/katalog/produk/{shown.id}/")
    assert f'<link rel="canonical" href="http://testserver/katalog/produk/{shown.id}/">' in page
    assert '<meta property="og:title" content="Keripik singkong">' in page
    assert "og:image" in page
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert told["@type"] == "Product"
    assert told["offers"]["price"] == "18000"
    assert told["description"] == "Gurih <b>dan</b> renyah."
    assert "<b>dan</b>" not in page


def test_no_word_ends_the_block_of_data(town, draft):
    own = town.actor("participant")
    bad = ProductIntake("</script><script>alert(1)</script>", "food", 1, "x", "</script>")
    made = actions.write_product(by=own, business=draft.business_id, told=bad)
    actions.add_photo(by=own, product=made.id, raw=drawn())
    actions.agree(by=own, business=draft.business_id, to=Consent.To.SHOW)
    actions.submit_product(by=own, product=made.id)
    actions.check_product(by=town.actor("office"), product=made.id, good=True)
    assert "<script>alert" not in read(town, f"/katalog/produk/{made.id}/")
    assert "<script>alert" not in read(town, "/katalog/")


def test_robots_and_sitemap_lead_to_what_is_public_only(town, shown):
    robots = read(town, "/robots.txt")
    assert "Disallow: /\n" in robots
    assert "Allow: /katalog/\nAllow: /pasar-minggu-ini/\n" in robots
    sitemap = read(town, "/sitemap.xml")
    assert f"<loc>http://testserver/katalog/produk/{shown.id}/</loc>" in sitemap


def test_the_first_load_is_light(town, shown, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = town.client("stranger").get("/katalog/").content
    shared = len(asset("css").packed) + len(asset("js").packed)
    assert len(gzip.compress(page)) + shared < 100_000


@pytest.mark.parametrize(
    "address", ["/katalog/produk/x/", "/katalog/produk/01990000-0000-7000-8000-000000000009/"]
)
def test_what_is_not_there_says_so(town, address):
    assert town.client("stranger").get(address).status_code == 404
