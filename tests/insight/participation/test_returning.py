from dampingi.engines.participation import Rhythm
from dampingi.insight.participation.returning import Counted, counted

QUIET = ((60, False), (80, False))


def test_who_came_back_is_counted_under_what_was_done():
    people = [
        Rhythm(0, trainings=(*QUIET, (140, True)), visits=(105,)),
        Rhythm(0, trainings=(*QUIET, (140, False)), visits=(105,)),
        Rhythm(0, trainings=(*QUIET, (110, False), (140, True))),
        Rhythm(0, trainings=(*QUIET, (140, False))),
        Rhythm(0, trainings=(*QUIET,), visits=(105,)),
        Rhythm(0, trainings=((60, True), (80, False), (140, True)), visits=(105,)),
    ]
    found = {c.action: c for c in counted(people, [100], horizon=60, within=21)}
    assert found["visit"] == Counted("visit", 2, 1), (
        "no occasion afterwards: nothing can be told; never silent: not counted"
    )
    assert found["invited"] == Counted("invited", 1, 1)
    assert found["nothing"] == Counted("nothing", 1, 0)


def test_each_is_counted_the_first_time_they_are_silent():
    one = Rhythm(0, trainings=(*QUIET, (140, False), (150, False), (190, True)))
    assert sum(c.n for c in counted([one], [100, 150, 160], horizon=60, within=21)) == 1


def test_who_left_is_not_asked_to_come_back():
    assert (
        sum(c.n for c in counted([Rhythm(0, exited_on=90, trainings=QUIET)], [100], horizon=60, within=21))
        == 0
    )
