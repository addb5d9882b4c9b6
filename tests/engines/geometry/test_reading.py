import json
import math

import pytest

from dampingi.engines.geometry import MESSAGES, GeometryFault, placed, read_geojson
from dampingi.engines.geometry.reading import LARGEST

RING = [[106.8, -6.4], [106.9, -6.4], [106.9, -6.3], [106.8, -6.3], [106.8, -6.4]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(*geometries, **more):
    features = [{"type": "Feature", "properties": {"name": "A"}, "geometry": g} for g in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features} | more).encode()


def fault(content):
    with pytest.raises(GeometryFault) as caught:
        placed(read_geojson(content))
    assert MESSAGES[caught.value.code] % caught.value.values
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  \n", "empty"),
        (b"PK\x03\x04", "zipped"),
        (b"\x00\x00\x27\x0a", "shapefile"),
        (b"SQLite format 3\x00", "geopackage"),
        (b"<?xml version='1.0'?><kml/>", "xml"),
        (b'{"type": "Topology"}', "topojson"),
        ('{"type": "é"}'.encode("utf-16"), "utf16"),
        ('{"type": "é"}'.encode("cp1252"), "not_utf8"),
        (b'{"type": "FeatureCollection", ', "not_json"),
        (b"[1, 2]", "not_geojson"),
        (b'{"type": 7}', "not_geojson"),
        (b'{"type": "Point", "coordinates": [1, 2]}', "not_geojson"),
        (b'{"type": "FeatureCollection", "features": []}', "no_features"),
        (b'{"type": "FeatureCollection", "features": [1, null]}', "no_features"),
        (b"[" * 100_000 + b"]" * 100_000, "too_deep"),
        (b'{"a": ' * 50_000 + b"1" + b"}" * 50_000, "too_deep"),
        (b"[" * 1_300_000, "too_many"),
        (b"1," * 4_100_000, "too_many"),
        (b'{"type": "Feature", "x": NaN}', "not_a_number"),
        (b'{"type": "Feature", "x": -Infinity}', "not_a_number"),
        (b'{"type": "Feature", "x": ' + b"9" * 5000 + b"}", "not_a_number"),
    ],
)
def test_what_is_no_usable_file_is_told_by_its_kind(content, code):
    assert fault(content) == code


def test_a_file_too_large_is_not_parsed():
    assert fault(b" " * (LARGEST + 1)) == "too_large"


def test_points_and_lines_alone_are_no_areas():
    assert fault(collection({"type": "Point", "coordinates": [106, -6]}, None)) == "no_areas"


@pytest.mark.parametrize(
    "ring",
    [
        [["106.8", "-6.4"], [1, 2], [3, 4], [1, 2]],
        [[106.8], [106.9], [107]],
        [[106.8, -6.4], [106.9, -6.4]],
        [[106.8, None], [106.9, -6.4], [106.9, -6.3]],
        [[1e999, -6.4], [106.9, -6.4], [106.9, -6.3]],
        "ring",
        [],
        7,
    ],
)
def test_broken_coordinates_cost_only_their_feature(ring):
    content = collection(polygon(RING), polygon(RING)).replace(
        json.dumps(RING).encode(), json.dumps(ring).replace("Infinity", "1e999").encode(), 1
    )
    first, second = read_geojson(content).features
    assert first.area is None
    assert first.problem in ("broken_coordinates", "no_area")
    assert second.area is not None


def test_height_is_dropped_and_an_open_ring_closed():
    reading = read_geojson(collection(polygon([[x, y, 55] for x, y in RING[:-1]])))
    assert reading.features[0].area.area == pytest.approx(0.01)
    assert reading.closed == {1}


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_degrees_by_their_name(name):
    crs = {"type": "name", "properties": {"name": name}}
    assert not placed(read_geojson(collection(polygon(RING), crs=crs)))[1]


def test_metres_are_recognised_with_and_without_a_name():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32748"}}
    assert fault(collection(polygon(RING), crs=crs)) == "projected"
    metres = [[x * 1000 + 600_000, y * 1000 + 9_300_000] for x, y in RING]
    assert fault(collection(polygon(metres))) == "projected"


def test_another_country_is_told():
    assert fault(collection(polygon([[x - 100, y + 40] for x, y in RING]))) == "outside_indonesia"


def test_swapped_axes_are_put_right():
    [feature], swapped = placed(read_geojson(collection(polygon([[y, x] for x, y in RING]))))
    assert swapped
    assert all(
        math.isclose(a, b) for a, b in zip(feature.area.bounds, (106.8, -6.4, 106.9, -6.3), strict=True)
    )


def test_one_feature_far_from_the_others_is_left_out_alone():
    null_island = [[x - 106.8, y + 6.4] for x, y in RING]
    features, swapped = placed(read_geojson(collection(polygon(RING), polygon(RING), polygon(null_island))))
    assert not swapped
    assert [f.problem for f in features] == ["", "", "elsewhere"]


@pytest.mark.parametrize(
    "geometry", [{"type": "Polygon"}, {"type": "GeometryCollection"}, {"type": 5}, {}, "Polygon", 7]
)
def test_a_geometry_without_its_parts_costs_only_its_feature(geometry):
    broken, whole = read_geojson(collection(geometry, polygon(RING))).features
    assert broken.area is None
    assert whole.area is not None


def test_half_a_character_in_a_name_does_not_break_whoever_prints_it():
    """JSON may write half of a pair of surrogates, or a null; neither can be shown or stored."""
    content = rb'{"type":"Feature","properties":{"na\ud800ma":"De\u0000pok \udfff"},"geometry":{"type":"Polygon","coordinates":[[[106.8,-6.4],[106.9,-6.4],[106.9,-6.3],[106.8,-6.4]]]}}'
    told = read_geojson(content).features[0].properties
    for key, value in told.items():
        assert "\0" not in key + value
        (key + value).encode()
