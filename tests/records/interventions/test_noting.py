"""An intervention, who took part in it, and the turnover beside it."""

import dataclasses
import datetime
import uuid

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.interventions import actions, queries
from dampingi.records.interventions.models import Intervention, Taker, Turnover
from dampingi.records.interventions.months import months_for
from tests.records.interventions.conftest import FAIR, JANUARY, JUNE, MAY, said

DAY = datetime.date


@pytest.mark.parametrize(("change", "says"), [
    ({"title": " "}, "Isi nama"), ({"title": "x" * 121}, "120 huruf"), ({"kind": "gift"}, "jenis"), ({"region": "32"}, "Pilih kota"),
    ({"ends_on": DAY(2026, 5, 7)}, "sebelum hari pertama"), ({"starts_on": DAY.min}, "terlalu lama"), ({"ends_on": DAY.max}, "paling lama setahun"),
    ({"starts_on": DAY.max, "ends_on": DAY.max}, "dua tahun lagi"), ({"note": "x" * 501}, "Ringkaslah"), ({"partner": uuid.uuid4()}, "Mitra itu tidak ada"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_its_cure(town, july, change, says):
    by = town.actor("office")
    with pytest.raises((Refused, Denied), match=says if "region" not in change else "."):
        actions.note_intervention(by=by, told=dataclasses.replace(FAIR, **change))
    assert not Intervention.objects.unscoped("test").exists()


def test_sent_twice_it_is_one(town, july):
    id, by = uuid.uuid4(), town.actor("office")
    made = [actions.note_intervention(by=by, told=FAIR, id=id) for _ in range(2)]
    assert made[0] == made[1]
    assert Intervention.objects.unscoped("test").count() == 1


def test_a_business_takes_part_once(town, fair, taker):
    office, own = town.actor("office"), [town.first.business_id]
    assert actions.add_takers(by=office, intervention=fair.id, businesses=own) == 0
    assert fair.takers.count() == 1
    with pytest.raises(Refused, match="Centang"):
        actions.add_takers(by=office, intervention=fair.id, businesses=[])
    with pytest.raises(Refused, match="di luar wilayah"):
        actions.add_takers(by=office, intervention=fair.id, businesses=[uuid.uuid4()])


def test_taken_out_with_a_reason_it_counts_no_more_and_may_come_back(town, fair, taker):
    office = town.actor("office")
    with pytest.raises(Refused, match="alasannya"):
        actions.take_out(by=office, taker=taker.id, reason=" ")
    actions.take_out(by=office, taker=taker.id, reason="Sakit")
    with pytest.raises(Refused):
        actions.take_out(by=office, taker=taker.id, reason="Sakit")
    assert not queries.takers_of(fair).exists()
    assert actions.add_takers(by=office, intervention=fair.id, businesses=[taker.business_id]) == 1
    assert Taker.objects.unscoped("test").count() == 2


def test_only_whole_months_that_are_over_stand_beside_it(fair):
    today = DAY(2026, 7, 20)
    assert months_for(fair, "before", today)[0] == DAY(2026, 4, 1)
    assert len(months_for(fair, "before", today)) == 12
    assert months_for(fair, "after", today) == [JUNE]
    assert months_for(fair, "after", DAY(2026, 6, 30)) == []
    assert months_for(fair, "after", DAY(2026, 7, 1)) == [JUNE]
    assert len(months_for(fair, "after", DAY(2028, 7, 1))) == 12


@pytest.mark.parametrize(("side", "month", "amount"), [
    ("before", MAY, 1), ("after", MAY, 1), ("after", DAY(2026, 7, 1), 1), ("before", DAY(2025, 4, 1), 1), ("after", DAY.max, 1),
    ("before", JANUARY, -5), ("before", JANUARY, 10**13 + 1), ("besides", JANUARY, 1), ("before", DAY(2026, 4, 2), 1),
])  # fmt: skip
def test_a_month_or_figure_that_cannot_be_is_refused(town, taker, side, month, amount):
    with pytest.raises(Refused):
        said(town, taker, "participant", side, amount, month)
    assert not Turnover.objects.exists()


def test_a_correction_is_the_next_number_and_the_same_twice_is_one(town, taker):
    for amount in (2_000_000, 2_000_000, 2_500_000):
        said(town, taker, "participant", "before", amount)
    rows = queries.history(taker, "before")
    assert [(t.number, t.amount) for t in rows] == [(2, 2_500_000), (1, 2_000_000)]
    assert queries.takers(town.actor("office")).get().before == 2_500_000


def test_somebody_else_compares_it_once_and_only_what_counts(town, taker):
    old = said(town, taker, "ana", "before", 2_000_000)
    with pytest.raises(Denied, match="orang lain"):
        actions.check_turnover(by=town.actor("ana"), turnover=old.id, paper="book")
    now = said(town, taker, "ana", "before", 2_100_000)
    office = town.actor("office")
    with pytest.raises(Conflict, match="dibetulkan"):
        actions.check_turnover(by=office, turnover=old.id, paper="book")
    with pytest.raises(Refused, match="dengan apa"):
        actions.check_turnover(by=office, turnover=now.id, paper="word")
    checked = actions.check_turnover(by=office, turnover=now.id, paper="book")
    assert (checked.paper, checked.checked_by_name) == ("book", office.name)
    with pytest.raises(Conflict, match="sudah dicocokkan"):
        actions.check_turnover(by=office, turnover=now.id, paper="app")


def test_a_corrected_figure_is_unchecked_again(town, taker):
    first = said(town, taker, "participant", "before", 2_000_000)
    actions.check_turnover(by=town.actor("ana"), turnover=first.id, paper="receipts")
    said(town, taker, "participant", "before", 3_000_000)
    assert queries.takers(town.actor("office")).get().before_paper == ""


def test_an_id_that_is_another_s_gets_a_sentence(town, fair):
    Intervention.objects.unscoped("test").update(region="31.71")
    with pytest.raises(Conflict, match="Buka daftarnya"):
        actions.note_intervention(by=town.actor("office"), told=FAIR, id=fair.id)
