import pytest
import shapely

from dampingi.foundation.boundaries.locating import Whereabouts, contains, region_at

CITY = "32.76"


def test_without_boundaries_nothing_is_claimed(regions):
    assert region_at(-6.4, 106.8, CITY) is None
    assert contains("32.76.05.1003", -6.4, 106.8) is None
    assert not Whereabouts(CITY)


def test_every_kelurahan_holds_its_own_middle_and_no_other(adopted, outlines):
    whereabouts = Whereabouts(CITY)
    for code, area in outlines.items():
        at = shapely.maximum_inscribed_circle(area).coords[0]
        assert whereabouts.region_at(at[1], at[0]) == code
        assert whereabouts.contains(code, at[1], at[0])
        assert whereabouts.contains(code[:8], at[1], at[0])
        assert whereabouts.contains(CITY, at[1], at[0])


def test_within_another_kecamatan_the_position_is_nowhere(adopted, outlines):
    code, area = next(iter(outlines.items()))
    at = shapely.maximum_inscribed_circle(area).coords[0]
    elsewhere = "32.76.01" if not code.startswith("32.76.01") else "32.76.02"
    assert region_at(at[1], at[0], code[:8]) == code
    assert region_at(at[1], at[0], elsewhere) is None
    assert region_at(-2.0, 110.0, CITY) is None


def test_a_margin_forgives_what_a_phone_gets_wrong(adopted, outlines):
    code, area = next(iter(outlines.items()))
    far = max(
        shapely.get_coordinates(area).tolist(), key=lambda at: (at[1], at[0])
    )  # its northernmost corner
    north = far[1] + 50 / 111_195
    assert contains(code, north, far[0]) is False
    assert contains(code, north, far[0], margin=60) is True
    assert contains(code, north, far[0], margin=40) is False


@pytest.mark.django_db
def test_many_positions_cost_one_look_at_the_editions(adopted, django_assert_max_num_queries):
    whereabouts = Whereabouts(CITY)
    whereabouts.region_at(-6.4, 106.8)
    with django_assert_max_num_queries(0):
        for step in range(200):
            whereabouts.region_at(-6.4 + step / 10_000, 106.8)
