"""Businesses on the map, as the office of the city, a mentor and a stranger see them."""

import re
from decimal import Decimal

import pytest
import shapely

from dampingi.demo.outlines import geojson, invented_outlines
from dampingi.foundation.boundaries.actions import adopt_boundaries, propose_boundaries
from dampingi.foundation.regions.queries import below
from dampingi.records.businesses.actions import register_businesses
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business
from tests.records.conftest import HERE, NEXT, SYSTEM

MAP = "/usaha/peta/"


@pytest.fixture
def outlines(town):
    """Two kelurahan of the town and the rest of their kecamatan, in invented shapes."""
    codes = [r.code for r in below("32.76.05", 4)]
    shapes = invented_outlines({"32.76.05": (-6.4, 106.8)}, {"32.76.05": codes}, seed=3)
    edition = propose_boundaries(
        by=SYSTEM, region="32.76", content=geojson(shapes, {}), file_name="batas.geojson", source="uji"
    )
    adopt_boundaries(by=SYSTEM, edition=edition)
    return shapes


def placed(origin, at, region=HERE, count=1, name="Titik"):
    """`at` is (longitude, latitude) of each."""
    rows = [
        BusinessIntake(
            name=f"{name} {i}",
            region=region,
            sector="kuliner",
            owner=PersonIntake(name=f"Pemilik {name} {i}", region=region),
            latitude=Decimal(f"{at[1]:.6f}"),
            longitude=Decimal(f"{at[0]:.6f}"),
        )
        for i in range(count)
    ]
    return register_businesses(by=SYSTEM, origin=origin, rows=rows)


def middle(outlines, code):
    return shapely.maximum_inscribed_circle(outlines[code]).coords[0]


def page(town, who, address):
    answer = town.client(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_city_sees_how_many_each_kelurahan_has_and_opens_it(town, outlines, july):
    shown = page(town, "office", MAP)
    assert f"wilayah={HERE}" in shown
    assert "Terbanyak di" in shown
    assert re.search(r'aria-label="[^"]+: 3" class="area area-shade-5"', shown)
    assert re.search(r'aria-label="[^"]+: 2" class="area area-shade-4"', shown)


def test_filters_stay_while_one_goes_from_place_to_place(town, outlines, july):
    shown = page(town, "office", f"{MAP}?sektor=kuliner")
    assert f"?sektor=kuliner&amp;wilayah={HERE}" in shown
    assert "/usaha/?wilayah=32.76&amp;sektor=kuliner" in page(
        town, "office", f"{MAP}?wilayah=32.76&sektor=kuliner"
    )


def test_each_dot_is_a_door(town, outlines, july):
    [id] = placed(town.origin, middle(outlines, HERE))
    shown = page(town, "office", f"{MAP}?wilayah={HERE}")
    assert f'<a class="dot dot-1" href="/usaha/{id}/" aria-label="Titik 0">' in shown
    assert "1 usaha berposisi di peta ini" in shown


def test_a_position_elsewhere_is_told_with_where_it_seems_to_be(town, outlines, july):
    [id] = placed(town.origin, middle(outlines, NEXT))
    shown = page(town, "office", f"{MAP}?wilayah={HERE}")
    assert "1 usaha berposisi di luar batas" in shown
    strays = page(town, "office", f"{MAP}?wilayah={HERE}&letak=luar")
    assert f"/usaha/{id}/" in strays
    assert "Posisinya jatuh di" in strays
    assert "Warung 0" not in strays


def test_a_phones_error_at_the_edge_is_no_fault(town, outlines, july):
    corner = max(shapely.get_coordinates(outlines[HERE]).tolist(), key=lambda at: at[1])
    placed(town.origin, (corner[0], corner[1] + 15 / 111_195))
    assert "berposisi di luar batas" not in page(town, "office", f"{MAP}?wilayah={HERE}")


def test_businesses_without_a_position_are_a_list_of_their_own(town, outlines, july):
    placed(town.origin, middle(outlines, HERE))
    shown = page(town, "office", f"{MAP}?wilayah={HERE}&letak=tanpa")
    assert "Warung 0" in shown
    assert "Titik 0" not in shown.split('id="daftar"')[1]


def test_many_in_one_spot_are_one_dot_that_opens_closer(town, outlines, july):
    placed(town.origin, middle(outlines, HERE), count=7)
    shown = page(town, "office", f"{MAP}?wilayah={HERE}")
    door = re.search(r'class="dot dot-1" href="([^"]+)" aria-label="7 usaha di sini"', shown)[1]
    closer = page(town, "office", MAP + door.replace("&amp;", "&"))
    assert "Kembali ke seluruh" in closer
    assert closer.count("Titik ") >= 7


def test_sixteen_thousand_points_stay_light(town, outlines, july):
    import gzip

    west, south, east, north = outlines[HERE].bounds
    owner = Business.objects.unscoped("test").first()
    Business.objects.bulk_create(
        [
            Business(
                owner_id=owner.owner_id, name=f"T {i}", key=f"t {i}", region=HERE, origin=town.origin,
                latitude=Decimal(f"{south + (north - south) * (i * 37 % 1000) / 1000:.6f}"),
                longitude=Decimal(f"{west + (east - west) * (i * 91 % 997) / 997:.6f}"),
            )
            for i in range(16_000)
        ],
        batch_size=1000,
    )  # fmt: skip
    answer = town.client("office").get(f"{MAP}?wilayah={HERE}")
    assert answer.status_code == 200
    assert len(gzip.compress(answer.content)) < 60_000


def test_a_mentor_sees_only_their_own_businesses(town, outlines, july):
    placed(town.origin, middle(outlines, HERE), name="Bukan Binaan")
    shown = page(town, "ana", MAP)
    assert "Bukan Binaan" not in shown
    assert "Warung 0" in shown
    assert "Warung 3" not in page(town, "ana", f"{MAP}?wilayah={NEXT}")


def test_without_boundaries_the_dots_are_drawn_alone(town, july):
    placed(town.origin, (106.8, -6.4))
    shown = page(town, "office", f"{MAP}?wilayah={HERE}")
    assert "Batas kelurahan ini belum dimuat" in shown
    assert 'class="dot dot-1"' in shown
    assert "Tanpa posisi" in shown


@pytest.mark.parametrize(
    "odd",
    [
        "kotak=1,2",
        "kotak=a,b,c,d",
        "kotak=nan,nan,nan,nan",
        "kotak=9,9,1,1",
        "letak=x",
        "hal=99",
        "kotak=1e400,0,1e401,1",
    ],
)
def test_an_odd_address_is_no_fault(town, outlines, july, odd):
    assert town.client("office").get(f"{MAP}?wilayah={HERE}&{odd}").status_code == 200


def test_a_place_that_is_not_is_told(town, july):
    assert town.client("office").get(f"{MAP}?wilayah=99.99").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 302), ("panel", 403), ("partner", 403), ("province", 403)]
)
def test_who_may_not(town, july, who, status):
    assert town.client(who).get(MAP).status_code == status


def test_where_each_business_is_stays_hidden_from_those_who_may_not_see_contacts(town, outlines, july):
    placed(town.origin, middle(outlines, HERE))
    lon, lat = middle(outlines, HERE)
    shown = page(town, "head", f"{MAP}?wilayah={HERE}")
    assert 'class="dot' not in shown
    assert "tersembunyi untuk peran Anda" in shown
    assert "Titik 0" in shown, "that it is there is no secret"
    near = page(
        town,
        "head",
        f"{MAP}?wilayah={HERE}&kotak={lon - 0.001:.6f},{lat - 0.001:.6f},{lon + 0.001:.6f},{lat + 0.001:.6f}",
    )
    assert "Titik 0" not in near
