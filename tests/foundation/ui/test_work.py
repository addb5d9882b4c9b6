"""Cards of open work: each app's own, the most pressing first, only what is open."""

import datetime

import pytest

from dampingi.foundation.ui import work

TODAY = datetime.date(2026, 7, 20)


@pytest.fixture
def cards(monkeypatch):
    monkeypatch.setattr(work, "_cards", [])


def card(label, count=1, sees=None):
    def found(desk):
        return work.Work(count, label, "", "/", "inbox") if sees in (None, desk.actor) else None

    return found


def labels(actor="office"):
    return [w.label for w in work.work_of(actor, "programme", today=TODAY)]


def test_the_most_pressing_comes_first_whoever_registered_first(cards):
    work.register_work(30, card("third"))
    work.register_work(10, card("first"))
    work.register_work(20, card("second"))
    assert labels() == ["first", "second", "third"]


def test_what_is_not_open_or_not_theirs_is_left_out(cards):
    work.register_work(1, card("nothing left", count=0))
    work.register_work(2, card("the head's", sees="head"))
    assert labels() == []
    assert labels("head") == ["the head's"]


def test_registered_twice_it_stands_once_and_knows_whose_page_it_is(cards):
    asked = []
    mine = lambda desk: asked.append(desk)  # noqa: E731
    work.register_work(1, mine)
    work.register_work(1, mine)
    labels()
    assert asked == [work.Desk("office", "programme", TODAY)]
