"""/pertemuan/susunan/: all meetings to come at once, as they are and as the fewest would be missing."""

import datetime

import pytest

from dampingi.engines.timetable import Unfinished
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.records.commitments.actions import Kept, keep
from dampingi.records.commitments.sealing import About
from dampingi.records.meetings import actions
from dampingi.records.meetings.models import Room
from dampingi.records.timetables.gathering import Wish, gather
from dampingi.records.timetables.season import season, why
from tests.records.conftest import HERE

AT = datetime.datetime(2026, 7, 22, 2, tzinfo=datetime.UTC)
"""Wednesday, nine o'clock in Jakarta."""
HOUR = datetime.timedelta(hours=1)
WISH = Wish(
    datetime.date(2026, 7, 22), datetime.date(2026, 7, 23), datetime.time(9), datetime.time(13), few=False
)
FEW = Wish(WISH.first, WISH.last, WISH.morning, WISH.afternoon, few=True)


@pytest.fixture
def busy(town):
    """busy("ana", 22): kept by her own business from 9 to 12 that day in July."""

    def kept(who, day, start=9, end=12):
        told = Kept(
            new_id(),
            datetime.date(2026, 7, day),
            datetime.time(start),
            datetime.time(end),
            False,
            None,
            About("Pasar"),
        )
        return keep(by=town.actor(who), kept=told, region=HERE)

    return kept


def planned(office, wish=WISH):
    return season(office, wish, "32.76")


def test_a_meeting_moves_to_where_everybody_can_come(office, call, busy):
    call(must=(), should=("ana", "budi"))
    busy("ana", 22)
    found = planned(office)
    (line,) = found.lines
    assert (line.asked, line.now, line.then, line.away) == (2, 1, 2, ())
    assert line.starts.astimezone(datetime.UTC) != AT
    assert (found.now, found.then, found.moves, found.solved.proven) == (1, 2, 1, True)


def test_two_meetings_of_the_same_people_at_one_time_are_parted(office, call):
    for n in range(2):
        call(title=f"r{n}", must=(), should=("ana", "budi"))
    found = planned(office)
    assert (found.now, found.then, found.moves) == (2, 4, 1)


def test_where_all_can_come_nothing_moves(office, call):
    call(must=("ana",), should=("budi",))
    found = planned(office, FEW)
    assert (found.moves, found.now, found.then) == (0, 2, 2)


def test_moving_as_little_as_can_be_leaves_what_breaks_nothing(office, call, busy):
    """Ana would be missing either way of two welcome; only who must come makes it move."""
    call(title="welcome", must=(), should=("ana", "budi"))
    call(title="must", at=AT + 24 * HOUR, must=("ana",), should=())
    busy("ana", 22)
    busy("ana", 23)
    found = planned(office, FEW)
    moved = [line.meeting.title for line in found.lines if line.starts]
    assert moved == ["must"]
    assert planned(office).moves == 2


def test_who_is_still_missing_is_named_with_nothing_of_why(town, office, call, busy):
    call(must=(), should=("ana",))
    for day in (22, 23):
        busy("ana", day, 8, 18)
    (line,) = planned(office).lines
    assert [(user.name, other) for user, other in line.away] == [(town.users["ana"].name, None)]
    page = (
        town.client("office")
        .get("/pertemuan/susunan/?first=2026-07-22&last=2026-07-23&morning=09:00&afternoon=13:00")
        .content.decode()
    )
    assert "berhalangan" in page
    assert "Pasar" not in page


def test_if_who_must_come_never_can_it_is_said_and_planned_all_the_same(office, call, busy):
    call(must=("ana",), should=("budi",))
    for day in (22, 23):
        busy("ana", day, 8, 18)
    found = planned(office)
    assert not found.musts
    assert found.solved


def test_a_meeting_that_begins_at_another_hour_stays_and_keeps_its_people(office, call):
    call(title="odd", at=AT + HOUR, must=("ana",), should=())
    call(title="new", at=AT, must=(), should=("ana",))
    found = planned(office)
    assert [m.title for m in found.left_out] == ["odd"]
    (line,) = found.lines
    assert (line.now, line.then) == (0, 1)


def test_a_room_is_had_once_and_is_large_enough(office, call, hall):
    small = actions.open_room(by=office, region="32.76", name="Kecil", capacity=1, place="Balai Kota")
    for n in range(2):
        call(title=f"r{n}", at=AT + n * 4 * HOUR, must=(), should=("ana", "budi"), room=hall, place="")
    found = planned(office)
    assert found.solved
    assert {p.room for p in found.solved.plan.values()} == {str(hall.id)}
    assert len({p.session for p in found.solved.plan.values()}) == 2
    assert str(small.id) not in {p.room for p in found.solved.plan.values()}


def test_cancelled_ones_and_those_of_before_are_nobodys_concern(office, call):
    made = call()
    actions.cancel_meeting(by=office, meeting=made.id, reason="tidak jadi")
    assert planned(office).lines == []


def test_the_proposal_leads_to_the_page_that_moves_it_filled_in(town, office, call, busy):
    made = call(must=(), should=("ana", "budi"))
    busy("ana", 22)
    page = (
        town.client("office")
        .get("/pertemuan/susunan/?first=2026-07-22&last=2026-07-23&morning=09:00&afternoon=13:00")
        .content.decode()
    )
    link = next(
        part.split('"')[0]
        for part in page.split('href="')
        if part.startswith(f"/pertemuan/{made.id}/pindah/?")
    )
    form = town.client("office").get(link.replace("&amp;", "&")).content.decode()
    assert 'value="13:00"' in form or 'value="2026-07-23"' in form


@pytest.mark.parametrize(
    "wrong",
    ["first=2026-07-23&last=2026-07-22", "first=2026-07-01&last=2027-07-01", "first=x&last=2026-07-22"],
)
def test_a_time_that_cannot_be_is_told(town, wrong):
    answer = town.client("office").get(f"/pertemuan/susunan/?{wrong}&morning=09:00&afternoon=13:00")
    assert answer.status_code == 422


@pytest.mark.parametrize("persona", ["ana", "participant", "partner"])
def test_who_calls_no_meetings_plans_none(town, persona):
    assert town.client(persona).get("/pertemuan/susunan/").status_code == 403


QUERY = "first=2026-07-22&last=2026-07-23&morning=09:00&afternoon=13:00"


def test_both_counts_are_of_one_measure(office, call, busy):
    """Who is in another meeting then is named with it; the counts are those of the names."""
    first = call(title="pertama", must=("ana",), should=("budi",))
    second = call(title="kedua", must=(), should=("ana", "budi"))
    for who in ("ana", "budi"):
        busy(who, 22, 13, 17)
    one_day = Wish(WISH.first, WISH.first, WISH.morning, WISH.afternoon, few=False)
    found = planned(office, one_day)
    for line in found.lines:
        assert line.then == line.asked - len(line.away)
    assert (found.asked, found.now) == (4, 2)
    away = {
        line.meeting.id: [(u.name, other and other.title) for u, other in line.away] for line in found.lines
    }
    assert len(away[first.id]) + len(away[second.id]) == 2


def test_why_a_time_is_best_is_told_by_what_every_other_would_cost(town, office, call, busy):
    made = call(must=(), should=("ana", "budi"))
    busy("ana", 22)
    busy("budi", 23, 8, 18)
    found = why(office, WISH, "32.76", made.id)
    assert found.line.then == 2
    told = {
        f"{o.starts.astimezone(datetime.UTC):%d %H}": (
            [u.login for u in o.gains],
            [u.login for u in o.loses],
            o.breaks,
        )
        for o in found.others
    }
    ana, budi = town.users["ana"].login, town.users["budi"].login
    assert told == {"22 02": ([], [ana], ()), "23 02": ([], [budi], ()), "23 06": ([], [budi], ())}
    page = town.client("office").get(f"/pertemuan/susunan/{made.id}/?{QUERY}").content.decode()
    assert town.users["budi"].name in page


def test_a_time_beyond_the_rules_says_which(office, call, busy):
    made = call(must=("ana",), should=())
    busy("ana", 22, 13, 18)
    found = why(office, WISH, "32.76", made.id)
    broken = {f"{o.starts.astimezone(datetime.UTC):%d %H}": o.breaks for o in found.others}
    assert broken["22 06"] == ("must",)
    assert broken["23 02"] == ()
    assert found.others[-1].breaks, "what breaks something comes last"


def test_where_the_rooms_do_not_do_it_says_what_would_have_to_give(town, office, call, hall):
    made = call(must=(), should=("ana", "budi"), room=hall, place="")
    Room.objects.unscoped("meanwhile half of it was walled off").update(capacity=1)
    found = planned(office)
    assert found.solved is None
    assert [(v.rule, v.meeting) for v in found.gives_up] == [("capacity", str(made.id))]
    page = town.client("office").get(f"/pertemuan/susunan/?{QUERY}").content.decode()
    assert "ruangnya terlalu kecil" in page


def test_time_that_runs_out_is_said_and_not_a_fault(town, call, monkeypatch):
    call()

    def never(*a, **k):
        raise Unfinished("time")

    monkeypatch.setattr("dampingi.engines.timetable.solving.solve", never)
    answer = town.client("office").get(f"/pertemuan/susunan/?{QUERY}")
    assert answer.status_code == 422
    assert "Waktu hitung habis" in answer.content.decode()


def test_why_of_a_meeting_out_of_reach_or_out_of_the_time_is_not_told(town, office, call):
    made = call(at=AT + 72 * HOUR)
    with pytest.raises(Refused):
        why(office, WISH, "32.76", made.id)
    assert town.client("ana").get(f"/pertemuan/susunan/{made.id}/?{QUERY}").status_code == 403


@pytest.mark.parametrize(
    ("first", "last"),
    [("9999-12-31", "9999-12-31"), ("0001-01-01", "0001-01-02"), ("2031-01-01", "2031-01-02")],
)
def test_a_season_at_the_end_of_time_is_told(town, office, first, last):
    asked = {"first": first, "last": last, "morning": "09:00", "afternoon": "13:00"}
    answer = town.client("office").get("/pertemuan/susunan/", asked)
    assert answer.status_code == 422
    assert "tiga tahun" in answer.content.decode()


@pytest.fixture
def write(town, july):
    from dampingi.records.calendars.actions import add_times
    from dampingi.records.calendars.intake import TimeIntake

    def written(name, on, kind="holiday", **more):
        day = datetime.date(2026, 7, on)
        return add_times(
            by=town.actor("office"), region="32.76", rows=[TimeIntake(kind, name, day, day, **more)]
        )

    return written


def test_closed_times_are_not_planned_and_a_half_day_ends_where_they_begin(town, office, call, write):
    write("Libur kota", 22)
    write("Salat", 23, "prayer", starts=datetime.time(11, 30), ends=datetime.time(13))
    found = gather(office, WISH, "32.76")
    here = [(s.id, f"{s.start:%H.%M}", f"{s.end:%H.%M}") for s in found.sessions]
    assert here == [("2026-07-23a", "09.00", "11.30"), ("2026-07-23b", "13.00", "17.00")]
    call(must=("ana",))
    assert [m.title for m in planned(office).left_out] == ["Rapat bulanan"], (
        "it stays on the holiday somebody meant"
    )
    asked = "?first=2026-07-22&last=2026-07-23&morning=09:00&afternoon=13:00"
    told = town.client("office").get(f"/pertemuan/susunan/{asked}").content.decode()
    assert "Libur kota: 1 hari tidak dipakai" in told


def test_a_time_to_avoid_is_used_only_where_it_brings_more_than_one_person(office, call, busy, write):
    write("Pasar", 23, "market", closed=False)
    call(must=(), should=("ana", "budi", "camat"))
    busy("ana", 22, 9, 17)
    assert planned(office).moves == 0, "one more is not worth a market day"
    busy("budi", 22, 9, 17)
    found = planned(office)
    assert (found.moves, found.now, found.then) == (1, 1, 3)


def test_a_meeting_longer_than_what_the_prayer_leaves_finds_another_time(office, call, write):
    write("Salat", 22, "prayer", starts=datetime.time(11, 30), ends=datetime.time(13))
    call(minutes=180, must=("ana",))
    found = planned(office)
    assert (found.now, found.then) == (1, 1)
    (line,) = found.lines
    assert (found.moves, f"{line.starts:%d %H.%M}") == (1, "22 13.00")


def test_who_is_still_missing_is_told_what_would_let_them_come(town, office, call, busy):
    """Budi must come and can only on the 22nd in the morning, when Ana is kept away: for her something has to give."""
    made = call(must=("budi",), should=("ana",))
    busy("ana", 22, 9, 12)
    for day, start, end in ((22, 13, 17), (23, 9, 17)):
        busy("budi", day, start, end)
    found = why(office, WISH, "32.76", made.id)
    ((user, free, relaxed),) = found.relief
    assert (user.name, free, relaxed.breaks) == ("Ana", None, ("must",))
    asked = "?first=2026-07-22&last=2026-07-23&morning=09:00&afternoon=13:00"
    page = town.client("office").get(f"/pertemuan/susunan/{made.id}/{asked}").content.decode()
    assert "bila ini dilonggarkan: ada yang wajib hadir dan berhalangan" in page
