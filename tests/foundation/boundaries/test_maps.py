import re

from django.http import QueryDict
from django.template.loader import render_to_string

from dampingi.foundation.boundaries.maps import region_map
from dampingi.foundation.regions.queries import below
from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.tilemap import Tile

CITY = "32.76"


def tiles(within=CITY, **looks):
    return [Tile(r.code, r.name, "7", href=f"/w/{r.code}/", **looks) for r in below(within, 4)]


def parents(within=CITY):
    return [Tile(r.code, r.name, "7") for r in below(within, 3)]


def test_without_boundaries_it_is_the_tile_map_and_offers_no_choice(regions):
    found = region_map(CITY, tiles(), parents(), asked=QueryDict("a=1"))
    assert not found.drawing
    assert not found.views
    assert sum(len(group.tiles) for group in found.groups) == 63


def test_with_boundaries_every_kelurahan_is_drawn_once_and_leads_to_its_door(adopted):
    found = region_map(CITY, tiles(state=State.LATE), parents())
    assert len(re.findall(r'class="area area-late"', found.drawing)) == 63
    assert set(re.findall(r'<a href="/w/([\d.]+)/"', found.drawing)) == {t.code for t in tiles()}
    assert found.drawing.count('class="map-edge"') == 11
    assert 'aria-label="Peta Kota Depok"' in found.drawing
    assert "versi 1" in found.note
    assert not found.missing


def test_the_choice_of_view_keeps_the_rest_of_the_address(adopted):
    asked = QueryDict("indikator=pass_rate&wilayah=32.76")
    shown, as_tiles = region_map(CITY, tiles(), parents(), asked=asked).views
    assert shown == {"label": "Peta", "href": "?indikator=pass_rate&wilayah=32.76#peta", "current": True}
    assert as_tiles["href"] == "?indikator=pass_rate&wilayah=32.76&peta=petak#peta"
    assert not region_map(CITY, tiles(), parents(), asked=QueryDict("peta=petak")).drawing


def test_a_kecamatan_is_drawn_alone_from_the_citys_file_with_names_and_values(adopted):
    within = "32.76.05"
    found = region_map(within, tiles(within, shade=3), parents(within))
    assert found.drawing.count("area-shade-3") == len(below(within, 4))
    assert found.drawing.count("map-name") == len(below(within, 4))
    assert "map-edge" not in found.drawing
    assert "map-crowded" not in found.drawing


def test_a_whole_city_leaves_its_figures_away_on_a_phone(adopted):
    assert 'class="regionmap-drawing map-crowded"' in region_map(CITY, tiles(), parents()).drawing


def test_amounts_say_no_state(adopted):
    drawn = region_map(CITY, tiles(shade=2), parents()).drawing
    assert "Belum ada data" not in drawn
    assert 'fill="url(' not in drawn


def test_what_the_file_lacks_is_told(collection, regions):
    from dampingi.foundation.boundaries.actions import adopt_boundaries

    from .conftest import SYSTEM, propose

    gone = collection["features"].pop(0)["properties"]["name"]
    adopt_boundaries(by=SYSTEM, edition=propose(collection))
    assert region_map(CITY, tiles(), parents()).missing == [gone]


def test_the_component_shows_figures_as_a_table_too_and_escapes_names(adopted):
    told = [Tile(t.code, "<b>", "7", shade=1) for t in tiles()]
    found = region_map(CITY, told, parents(), asked=QueryDict(""))
    shown = render_to_string("ui/gallery/regionmap.html", {"region_map": found})
    assert "<b>" not in shown
    assert shown.count("<tr>") == 64
    assert "sedikit" in shown


def test_where_no_boundaries_stand_the_tiles_legend_says_states_or_amounts_as_their_colours_do(regions):
    for looks, said, unsaid in (({"state": State.LATE}, "tilemap-legend", "regionmap-scale"), ({"shade": 2}, "regionmap-scale", "tilemap-legend")):  # fmt: skip
        found = region_map(CITY, tiles(**looks), parents(), asked=QueryDict(""))
        shown = render_to_string("ui/gallery/regionmap.html", {"region_map": found})
        assert said in shown
        assert unsaid not in shown
