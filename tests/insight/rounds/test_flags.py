"""Late, incomplete, implausible: told to whom it concerns, and a number far from the own history wants a word about it."""

import datetime

import pytest
import time_machine

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Refused
from dampingi.insight.rounds import flags, standings
from dampingi.insight.rounds.models import Edition

from .conftest import DUE, WHOLE

pytestmark = pytest.mark.usefixtures("july")
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05")


def answered(number, remark=""):
    return {"m1": {"number": str(number), "remark": remark}, "m2": WHOLE["m2"]}


@pytest.fixture
def five(rounds):
    """Five months that were accepted: 10, 11, 12, 11, 10 cooperatives."""
    for month, number in zip(MONTHS, (10, 11, 12, 11, 10), strict=True):
        entry = rounds.entry(rounds.open(period=month))
        rounds.submit(entry, **answered(number))
        rounds.check(entry)
    return rounds


def test_a_number_far_from_the_own_history_is_handed_in_only_with_a_remark(five, town):
    entry = five.entry(five.open(period="2026-06"))
    with pytest.raises(Refused, match="Koperasi aktif: Jauh dari 5 laporan sebelumnya"):
        five.submit(entry, **answered(110))
    page = town.client("coordinator").get(f"/putaran/isian/{entry.id}/").content.decode()
    assert "Jauh dari 5 laporan sebelumnya" in page
    made = five.submit(entry, **answered(110, "Sembilan puluh koperasi kelurahan baru disahkan"))
    assert made.body["answers"][0]["flag"]["others"] == 5
    assert "Jauh dari 5 laporan" in town.client("office").get(f"/putaran/isian/{entry.id}/").content.decode()
    assert "1 perlu dilihat" in town.client("office").get(f"/putaran/{entry.round_id}/").content.decode()


def test_a_usual_number_needs_no_remark(five):
    made = five.submit(five.entry(five.open(period="2026-06")), **answered(12))
    assert made.body["answers"][0]["flag"] is None


def test_four_earlier_rounds_are_too_few_to_say(rounds):
    for month in MONTHS[:4]:
        entry = rounds.entry(rounds.open(period=month))
        rounds.submit(entry, **answered(10))
        rounds.check(entry)
    rounds.submit(rounds.entry(rounds.open(period="2026-06")), **answered(9999))


def test_only_accepted_rounds_of_the_same_kind_and_region_before_this_one_are_history(five):
    entry = five.entry(five.open(period="2026-06"))
    counts = {key[1]: len(found) for key, found in flags.history(entry).items()}
    assert counts == {"koperasi aktif": 5, "umk ber-nib": 5}
    assert flags.history(five.entry(entry.round, "32.76.01")) == {}
    assert flags.history(five.entry(five.open(period="2026-Q2"))) == {}
    waiting = five.entry(five.open(period="2025-12"))
    five.submit(waiting, **answered(10))
    assert len(next(iter(flags.history(entry).values()))) == 5


def test_what_has_no_data_is_not_judged_and_is_no_history(five):
    entry = five.entry(five.open(period="2026-06"))
    five.submit(entry, m1={"missing": "awaited", "remark": ""}, m2=WHOLE["m2"])
    five.check(entry)
    later = five.entry(five.open(period="2026-07", due_on=datetime.date(2026, 8, 5)))
    assert len(flags.history(later)[("asked", "koperasi aktif", "koperasi", "", "")]) == 5


def peers(rounds, numbers):
    """As many kecamatan as numbers, handed in by whoever is appointed there."""
    from dampingi.foundation.accounts.permissions import Role

    made = rounds.open()
    regions = [f"32.76.{n:02d}" for n in range(1, len(numbers) + 1)]
    for region, number in zip(regions, numbers, strict=True):
        rounds.person(region, Role.COORDINATOR, region)
        rounds.submit(rounds.entry(made, region), region, **answered(number))
    return made, regions


def test_far_from_the_peers_is_told_to_the_checker_alone(rounds, town):
    made, regions = peers(rounds, (10, 11, 12, 11, 10, 900))
    odd = rounds.entry(made, regions[-1])
    page = f"/putaran/isian/{odd.id}/"
    assert "Jauh dari 5 wilayah lain" in town.client("office").get(page).content.decode()
    assert "wilayah lain" not in town.client(regions[-1]).get(page).content.decode(), (
        "it would tell of the others"
    )
    assert "perlu dilihat" in town.client("office").get(f"/putaran/{made.id}/").content.decode()
    assert "perlu dilihat" not in town.client(regions[-1]).get(f"/putaran/{made.id}/").content.decode()
    usual = rounds.entry(made, regions[0])
    assert "wilayah lain" not in town.client("office").get(f"/putaran/isian/{usual.id}/").content.decode()


def test_peers_are_what_was_handed_in_never_drafts_or_what_was_returned(rounds):
    made, regions = peers(rounds, (10, 11, 12, 11, 10, 900))
    rounds.check(rounds.entry(made, regions[0]), accepted=False, comment="Lagi")
    rounds.save(rounds.entry(made, regions[0]), regions[0], **answered(10))
    entries = [rounds.entry(made, r) for r in regions]
    found = flags.against_peers(standings.latest_editions(entries))
    assert found[entries[-1].id] == {}, "four others are left: too few to say"
    assert entries[0].id not in found


def test_late_and_without_data_on_the_board(rounds, town):
    made = rounds.open()
    rounds.submit(rounds.entry(made), m1={"missing": "awaited", "remark": ""}, m2=WHOLE["m2"])
    with time_machine.travel(datetime.datetime.combine(DUE, datetime.time(3), datetime.UTC), tick=False):
        assert (
            'round-flag">Terlambat</span>'
            not in town.client("office").get(f"/putaran/{made.id}/").content.decode()
        )
    after = datetime.datetime.combine(DUE + datetime.timedelta(days=1), datetime.time(3), datetime.UTC)
    with time_machine.travel(after, tick=False):
        page = town.client("office").get(f"/putaran/{made.id}/").content.decode()
    assert page.count('round-flag">Terlambat</span>') == 10, "all but the one that handed in"
    assert "1 tanpa data" in page


def test_the_list_counts_as_late_what_the_board_does(rounds, town):
    made = rounds.open()
    rounds.submit(rounds.entry(made))
    rounds.person("far", Role.COORDINATOR, "32.76.06")
    after = datetime.datetime.combine(DUE + datetime.timedelta(days=1), datetime.time(3), datetime.UTC)
    with time_machine.travel(after, tick=False):
        rounds.submit(rounds.entry(made, "32.76.06"), "far")
        board = town.client("office").get(f"/putaran/{made.id}/").content.decode()
        listed = town.client("office").get("/putaran/").content.decode()
    assert board.count('round-flag">Terlambat</span>') == 10
    assert 'data-label="Terlambat">10<' in listed, "handed in late, one of them"


def test_a_flag_stays_with_its_edition_whatever_comes_later(five):
    entry = five.entry(five.open(period="2026-06"))
    made = five.submit(entry, **answered(110, "Benar"))
    five.check(entry)
    assert Edition.objects.unscoped("test").get(id=made.id).body["answers"][0]["flag"]
