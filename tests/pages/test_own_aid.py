"""A participant's help in one place, and on the first page what is expected of them; the office's first page counts what nobody looked at or told."""

import datetime

import pytest

from dampingi.foundation.ui.work import work_of
from dampingi.records.equipment.models import Handover
from dampingi.records.grants.models import Payment
from tests.records.conftest import july, origin, programme, town
from tests.records.equipment.conftest import _folder, awarded, handed, noted
from tests.records.grants.conftest import agreed, micro, owned, paid, recipient
from tests.records.town import TODAY

__all__ = ["_folder", "july", "micro", "origin", "owned", "programme", "town"]
pytestmark = pytest.mark.usefixtures("july", "micro", "owned")


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_it_tells_what_was_asked_and_received(town):
    handed(town, awarded(town))
    noted(town, 0, who="participant", kind="cart", item="Gerobak")
    page = text(town.client("participant").get("/bantuan-saya/"))
    for each in ("Oven gas", "menunggu Anda benarkan", "Gerobak", "Menunggu keputusan"):
        assert each in page


def test_it_tells_by_when_the_use_of_a_grant_is_to_be_reported(town):
    found = agreed(town, recipient(town))
    paid(town, found)
    page = text(town.client("participant").get("/bantuan-saya/"))
    for each in ("Bagian 1", "18 September 2026", f"/hibah/perjanjian/{found.id}/"):
        assert each in page
    assert f"/hibah/perjanjian/{found.id}/" in text(town.client("participant").get("/"))


def test_nobody_else_s_is_told(town):
    handed(town, awarded(town, 1))
    assert "Oven gas" not in text(town.client("participant").get("/bantuan-saya/"))
    assert "Oven gas" not in text(town.client("ana").get("/bantuan-saya/"))
    assert town.client("partner").get("/bantuan-saya/").status_code == 403


def test_the_first_page_asks_to_confirm(town):
    award = awarded(town)
    handed(town, award)
    assert f"/bantuan-alat/barang/{award.id}/" in text(town.client("participant").get("/"))


def works(town, who):
    return {w.href: w.count for w in work_of(town.actor(who), town.programme, today=TODAY)}


def test_the_office_s_first_page_counts_what_nobody_looked_at_or_told(town):
    given = handed(town, awarded(town))
    part = paid(town, agreed(town, recipient(town)))
    seen, told = "/bantuan-alat/barang/?keadaan=periksa", "/hibah/laporan/?laporan=terlambat"
    assert not works(town, "office").keys() & {seen, told}
    Handover.objects.unscoped("test").filter(id=given.id).update(on=TODAY - datetime.timedelta(days=200))
    Payment.objects.unscoped("test").filter(id=part.id).update(
        report_due_on=TODAY - datetime.timedelta(days=1)
    )
    found = works(town, "office")
    assert (found[seen], found[told]) == (1, 1)
    assert told not in works(town, "coordinator")
