from hypothesis import given, settings
from hypothesis import strategies as st

from dampingi.pages.today.starting import Point, asked

points = st.builds(Point, st.floats(-89, 89), st.floats(-179, 179))


@settings(deadline=None)
@given(points, points, points)
def test_distances_are_those_of_a_sphere(a, b, c):
    assert abs(a.kilometres_to(b) - b.kilometres_to(a)) < 1e-6
    assert a.kilometres_to(a) < 1e-6
    assert a.kilometres_to(c) <= a.kilometres_to(b) + b.kilometres_to(c) + 1e-6
    assert a.kilometres_to(b) <= 20_016


def test_a_known_distance():
    monas, depok = Point(-6.1754, 106.8272), Point(-6.4025, 106.7942)
    assert 25 < monas.kilometres_to(depok) < 26


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_whatever_stands_in_the_address_is_a_start_or_none(latitude, longitude, region):
    found = asked({"latitude": latitude, "longitude": longitude, "dari": region}, {})
    assert found is None or abs(found.point.latitude) <= 90


def test_not_a_number_is_no_position():
    assert asked({"latitude": "nan", "longitude": "nan"}, {}) is None
    assert asked({"latitude": "1e999", "longitude": "0"}, {}) is None
