"""Calendars as people have them, and as they go wrong: repeats, zones, whole days, exceptions, and files that are none."""

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dampingi.engines.calendars import Busy, CalendarError, read_apart
from dampingi.engines.calendars.reading import read

JAKARTA, MAKASSAR = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar")
START = datetime.datetime(2027, 1, 1, tzinfo=JAKARTA)
END = datetime.datetime(2027, 2, 1, tzinfo=JAKARTA)


def calendar(*events: str, head: str = "") -> bytes:
    body = "".join(
        f"BEGIN:VEVENT\nUID:{n}@x\nDTSTAMP:20270101T000000Z\n{e.strip()}\nEND:VEVENT\n"
        for n, e in enumerate(events)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//ID\n{head}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def busy(*events: str, **more) -> list[tuple[str, str]]:
    """Local times in Jakarta of what `read` says."""
    found = read(calendar(*events, **more), START, END, "Asia/Jakarta")
    return [
        (f"{b.start.astimezone(JAKARTA):%d %H:%M}", f"{b.end.astimezone(JAKARTA):%d %H:%M}")
        for b in found.busy
    ]


def notes(*events: str, **more) -> list[tuple[str, str]]:
    return [(n.code, n.about) for n in read(calendar(*events, **more), START, END, "Asia/Jakarta").notes]


def test_an_entry_in_utc_in_a_zone_and_without_one():
    assert busy("DTSTART:20270104T020000Z\nDTEND:20270104T040000Z") == [("04 09:00", "04 11:00")]
    assert busy("DTSTART;TZID=Asia/Makassar:20270104T100000\nDTEND;TZID=Asia/Makassar:20270104T110000") == [
        ("04 09:00", "04 10:00")
    ]
    assert busy("DTSTART:20270104T090000\nDTEND:20270104T100000") == [("04 09:00", "04 10:00")]


def test_whole_days_and_durations():
    assert busy("DTSTART;VALUE=DATE:20270104\nDTEND;VALUE=DATE:20270106") == [("04 00:00", "06 00:00")]
    assert busy("DTSTART;VALUE=DATE:20270104") == [("04 00:00", "05 00:00")]
    assert busy("DTSTART:20270104T090000\nDURATION:PT90M") == [("04 09:00", "04 10:30")]
    assert busy("DTSTART:20270104T090000") == [], "a moment keeps nobody"


def test_every_week_without_the_day_taken_out_and_with_the_one_moved():
    weekly = "DTSTART;TZID=Asia/Jakarta:20270104T090000\nDTEND;TZID=Asia/Jakarta:20270104T100000\nRRULE:FREQ=WEEKLY;COUNT=4"
    assert [b for b, _ in busy(weekly)] == ["04 09:00", "11 09:00", "18 09:00", "25 09:00"]
    assert [b for b, _ in busy(weekly + "\nEXDATE;TZID=Asia/Jakarta:20270111T090000")] == [
        "04 09:00",
        "18 09:00",
        "25 09:00",
    ]
    moved = calendar(weekly).replace(
        b"END:VCALENDAR",
        b"BEGIN:VEVENT\r\nUID:0@x\r\nDTSTAMP:20270101T000000Z\r\nRECURRENCE-ID;TZID=Asia/Jakarta:20270111T090000\r\n"
        b"DTSTART;TZID=Asia/Jakarta:20270112T150000\r\nDTEND;TZID=Asia/Jakarta:20270112T160000\r\nEND:VEVENT\r\nEND:VCALENDAR",
    )
    found = read(moved, START, END, "Asia/Jakarta").busy
    assert [f"{b.start.astimezone(JAKARTA):%d %H}" for b in found] == ["04 09", "12 15", "18 09", "25 09"]


def test_one_that_never_ends_is_told_within_the_time_asked_for():
    assert len(busy("DTSTART:20200101T090000\nDTEND:20200101T100000\nRRULE:FREQ=DAILY")) == 31


def test_free_and_cancelled_entries_keep_nobody():
    at = "DTSTART:20270104T090000\nDTEND:20270104T100000\n"
    assert busy(at + "TRANSP:TRANSPARENT") == busy(at + "STATUS:CANCELLED") == []
    assert busy(at + "STATUS:TENTATIVE") == [("04 09:00", "04 10:00")]


def test_what_touches_is_one_so_that_not_even_the_number_is_told():
    a, b = "DTSTART:20270104T090000\nDTEND:20270104T100000", "DTSTART:20270104T100000\nDTEND:20270104T110000"
    assert busy(a, b) == [("04 09:00", "04 11:00")]


def test_a_zone_nobody_knows_is_the_owners_and_said():
    event = "DTSTART;TZID=Depok Local:20270104T090000\nDTEND;TZID=Depok Local:20270104T100000"
    assert busy(event) == [("04 09:00", "04 10:00")]
    assert notes(event) == [("unknown_zone", "Depok Local")]


def test_the_names_of_windows_and_the_zone_of_the_whole_calendar_are_known():
    assert busy(
        "DTSTART;TZID=SE Asia Standard Time:20270104T090000\nDTEND;TZID=SE Asia Standard Time:20270104T100000"
    ) == [("04 09:00", "04 10:00")]
    assert busy("DTSTART:20270104T020000Z\nDTEND:20270104T030000Z", head="X-WR-TIMEZONE:Asia/Makassar\n") == [
        ("04 09:00", "04 10:00")
    ]


def test_only_busy_and_free_as_servers_publish_it():
    told = "BEGIN:VFREEBUSY\nUID:f\nDTSTAMP:20270101T000000Z\nFREEBUSY:20270104T020000Z/20270104T030000Z,20270105T020000Z/PT1H\nFREEBUSY;FBTYPE=FREE:20270106T020000Z/PT1H\nEND:VFREEBUSY\n"
    assert busy(head=told) == [("04 09:00", "04 10:00"), ("05 09:00", "05 10:00")]


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("DTEND:20270104T100000", "no_start"),
        ("DTSTART:20270104T100000\nDTEND:20270104T090000", "ends_before"),
        ("DTSTART:20270104T100000\nDTEND:20270104T110000\nRRULE:FREQ=SECONDLY", "too_often"),
        (
            "DTSTART:20270104T100000\nDTEND:20270104T110000\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5",
            "too_often",
        ),
    ],
)
def test_an_entry_that_cannot_be_is_left_out_and_said_and_the_rest_counts(event, code):
    good = "DTSTART:20270105T090000\nDTEND:20270105T100000"
    assert busy(event, good) == [("05 09:00", "05 10:00")]
    assert [c for c, _ in notes(event, good)] == [code]


@pytest.mark.parametrize(
    "wrong",
    [b"", b"PK\x03\x04", b"<html>", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "tidak ada".encode("utf-16")],
)
def test_what_is_no_calendar_says_so(wrong):
    with pytest.raises(CalendarError) as refused:
        read(wrong, START, END, "Asia/Jakarta")
    assert refused.value.code == "not_a_calendar"


def test_too_large_and_too_many():
    with pytest.raises(CalendarError, match="too_large"):
        read(b"x" * 5_000_001, START, END, "Asia/Jakarta")


def test_apart_it_says_the_same():
    data = calendar(
        "DTSTART;TZID=Depok Local:20270104T090000\nDTEND;TZID=Depok Local:20270104T100000",
        "DTEND:20270104T100000",
    )
    here, there = read(data, START, END, "Asia/Jakarta"), read_apart(data, START, END, "Asia/Jakarta")
    assert (here.busy, here.notes, here.entries) == (there.busy, there.notes, there.entries)
    with pytest.raises(CalendarError, match="not_a_calendar"):
        read_apart(b"<html>", START, END, "Asia/Jakarta")


def test_apart_a_file_that_takes_for_ever_is_given_up(monkeypatch):
    from dampingi.engines.calendars import apart

    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(CalendarError, match="too_heavy"):
        read_apart(calendar("DTSTART:20270104T090000\nDTEND:20270104T100000"), START, END, "Asia/Jakarta")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(1, 28), st.integers(0, 22), st.integers(1, 3)), max_size=5),
    st.sampled_from([JAKARTA, MAKASSAR, datetime.UTC]),
)
def test_what_the_library_writes_is_read_back(entries, zone):
    """Round trip through icalendar: each hour is busy if and only if an entry covers it."""
    made = icalendar.Calendar()
    covered = set()
    for day, hour, long in entries:
        start = datetime.datetime(2027, 1, day, hour, tzinfo=zone)
        event = icalendar.Event()
        event.start, event.end = start, start + datetime.timedelta(hours=long)
        made.add_component(event)
        covered |= {(start + datetime.timedelta(hours=h)).astimezone(datetime.UTC) for h in range(long)}
    found = read(made.to_ical(), START, END, "Asia/Jakarta").busy
    hours = set()
    for b in found:
        hours |= {
            b.start + datetime.timedelta(hours=h)
            for h in range(int((b.end - b.start).total_seconds() // 3600))
        }
    assert {h for h in covered if START <= h < END} <= hours <= covered


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [
                "DTSTART:20270104T090000",
                "DTSTART:nonsense",
                "DTEND;TZID=:20270104",
                "DTEND:20270104T100000Z",
                "RRULE:FREQ=WEEKLY;UNTIL=x",
                "RRULE:FREQ=WEEKLY;COUNT=3",
                "EXDATE:20270104",
                "DURATION:-PT1H",
                "RDATE:20270107T090000Z",
                "SUMMARY:x;y",
                "RECURRENCE-ID:20270104T090000",
                "DTSTART;VALUE=DATE:20270104",
            ]
        ),
        max_size=5,
    )
)
def test_no_mixture_of_lines_brings_it_down_or_hides_the_next_entry(lines):
    good = "DTSTART:20270125T090000\nDTEND:20270125T100000"
    found = read(calendar("\n".join(lines), good), START, END, "Asia/Jakarta")
    sure = datetime.datetime(2027, 1, 25, 9, tzinfo=JAKARTA)
    assert any(b.start <= sure < b.end for b in found.busy)


def test_a_calendar_kept_for_years_is_read_in_time():
    """Fifteen years of a full diary; with a look through the whole of it for each entry it took minutes and was refused."""
    day = datetime.date(2012, 1, 1)
    entries = [
        f"DTSTART:{day + datetime.timedelta(days=n // 2):%Y%m%d}T0{1 + n % 2 * 3}0000Z\nDURATION:PT1H" for n in range(11_000)
    ]  # fmt: skip
    found = read_apart(calendar(*entries), START, END, "Asia/Jakarta")
    assert found.entries == 11_000
    assert found.busy[0] == Busy(
        datetime.datetime(2027, 1, 1, 1, tzinfo=datetime.UTC),
        datetime.datetime(2027, 1, 1, 2, tzinfo=datetime.UTC),
    )
