"""/usaha/undangan/: the owners of selected businesses, each with a WhatsApp message ready to send."""

import io
import re
from html import unescape
from urllib.parse import unquote

import openpyxl
import pytest

from dampingi.records.businesses.models import Business, Person

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def shop(town):
    Person.objects.unscoped("test").filter(id=town.first.person_id).update(phone="+6281270001111")
    return Business.objects.unscoped("test").get(id=town.first.business_id)


def page(town, query, persona="office"):
    return unescape(town.client(persona).get(f"/usaha/undangan/?{query}").content.decode())


def messages(shown):
    return [unquote(text) for text in re.findall(r'href="https://wa.me/\d+\?text=([^"]+)"', shown)]


def test_the_list_offers_to_invite_those_ticked_and_all_that_match(town, shop):
    shown = unescape(town.client("office").get("/usaha/?sektor=kuliner").content.decode())
    assert 'formaction="/usaha/undangan/"' in shown
    assert 'href="/usaha/undangan/?sektor=kuliner"' in shown


def test_each_has_a_message_of_their_own(town, shop):
    shown = page(town, f"pilih={shop.id}&pesan=Halo {{nama}} dari {{usaha}}, Senin 09.00 {{x}}")
    assert messages(shown) == [f"Halo {shop.owner.name} dari {shop.name}, Senin 09.00 {{x}}"]
    assert "0812-7000-1111" in shown


def test_nothing_written_is_an_invitation_all_the_same(town, shop):
    (told,) = messages(page(town, f"pilih={shop.id}"))
    assert shop.owner.name in told
    assert "mengundang" in told


def test_the_selection_stays_when_the_list_is_sorted_and_downloaded(town, shop):
    other = Business.objects.unscoped("test").exclude(id=shop.id).first()
    shown = page(town, f"pilih={shop.id}&pilih={other.id}&pesan=Halo")
    export = re.search(r'class="listing-export" href="([^"]+)"', shown)[1]
    body = town.client("office").get(f"/usaha/undangan/{export}")
    rows = list(openpyxl.load_workbook(io.BytesIO(body.content)).worksheets[0].values)
    assert {row[1] for row in rows[1:]} == {shop.name, other.name}
    assert "https://wa.me/6281270001111?text=Halo" in {row[4] for row in rows[1:]}


def test_the_way_back_leads_to_the_list_as_it_was_narrowed(town, shop):
    shown = page(town, f"cari=Warung&sektor=kuliner&pilih={shop.id}&urut=-owner&pesan=Halo")
    assert 'href="/usaha/?cari=Warung&sektor=kuliner"' in shown


def test_whoever_works_with_contacts_invites_and_only_theirs(town, shop):
    assert shop.name in page(town, "", "ana")
    assert town.enrolments[3].business.name not in page(town, "", "ana")
    client = {
        who: town.client(who).get("/usaha/undangan/").status_code for who in ("head", "panel", "partner")
    }
    assert client == {"head": 403, "panel": 403, "partner": 403}


def test_nonsense_selects_nothing_and_breaks_nothing(town, shop):
    for query in (
        "pilih=bukan-id",
        "hal=-1",
        f"pesan={'x' * 5000}",
        f"pilih={shop.id},,{shop.id}",
    ):
        assert town.client("office").get(f"/usaha/undangan/?{query}").status_code == 200
