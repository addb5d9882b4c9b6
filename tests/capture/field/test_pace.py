"""A phone that calls without end is asked to wait, keeps what it has, and stands in nobody else's way."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from dampingi.capture.field import pace
from dampingi.capture.field.models import Submission
from tests.capture.field.conftest import phone_of


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


STEPS = st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.3, 3.0]), min_size=1, max_size=30)
RATES = st.sampled_from([0.5, 1.0, 2.5, 5.0])


@given(STEPS, st.integers(1, 9), RATES)
def test_never_more_than_the_bucket_and_what_flowed_in_since(steps, most, per_second):
    clock, device, granted = Clock(), uuid.uuid4(), 0
    bucket = pace.Pace(most, per_second, clock)
    for step in steps:
        clock.now += step
        granted += bucket.wait(device) == 0
        assert granted <= most + clock.now * per_second + 1e-6


@given(st.integers(1, 9), RATES)
def test_who_waits_as_long_as_told_is_let_in(most, per_second):
    clock, device = Clock(), uuid.uuid4()
    bucket = pace.Pace(most, per_second, clock)
    while not (seconds := bucket.wait(device)):
        pass
    clock.now += seconds
    assert bucket.wait(device) == 0


def test_one_phone_s_flood_is_not_another_s(monkeypatch):
    bucket = pace.Pace(1, 0.1, Clock())
    loud, quiet = uuid.uuid4(), uuid.uuid4()
    assert (bucket.wait(loud), bucket.wait(loud) > 0, bucket.wait(quiet)) == (0, True, 0)


def test_only_so_many_are_remembered(monkeypatch):
    monkeypatch.setattr(pace, "REMEMBERED", 3)
    bucket = pace.Pace(1, 0.1, Clock())
    for _n in range(9):
        bucket.wait(uuid.uuid4())
    assert len(bucket._left) == 3


def test_the_server_says_when_to_come_again_and_loses_nothing(phone, town, monkeypatch):
    monkeypatch.setattr(pace, "PACE", pace.Pace(1, 0.1, Clock()))
    first, second = phone.visit(), phone.visit(minutes=1)
    assert len(phone.send(first)) == 1
    answer = phone.post([second])
    assert (answer.status_code, answer.json()["error"], answer["Retry-After"]) == (429, "later", "10")
    assert Submission.objects.unscoped("test").count() == 1
    other = phone_of(town, "budi")
    assert other.get("tanda-terima/?ids=").status_code != 429
    monkeypatch.setattr(pace, "PACE", pace.Pace())
    assert len(phone.send(second)) == 1
