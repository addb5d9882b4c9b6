import re

import pytest

from dampingi.foundation.ui.formats import MISSING
from dampingi.foundation.ui.states import State, against_target
from dampingi.foundation.ui.templatetags.ui import silent as how_many_silent
from dampingi.foundation.ui.tilemap import Group, Tile, drawing, drawn, grouped

BEJI = Tile("32.76.06", "Beji", "84%", State.GOOD, "/w/32.76.06/")
CURUG = Tile("32.76.11", "Bojongsari", "–")
TILES = [
    Tile("32.76.11.1002", "Curug", "50%", State.LATE, "/w/2/"),
    Tile("32.76.06.1002", "Kukusan", "70%", State.WATCH),
    Tile("32.76.06.1001", "Beji", "90%", State.GOOD, "/w/1/"),
]


def test_tiles_stand_under_their_kecamatan_in_the_order_of_codes():
    found = grouped(TILES, [CURUG, BEJI])
    assert [(group.name, [tile.name for tile in group.tiles]) for group in found] == [
        ("Beji", ["Beji", "Kukusan"]),
        ("Bojongsari", ["Curug"]),
    ]


def test_a_tile_without_its_kecamatan_is_a_fault():
    with pytest.raises(KeyError):
        grouped(TILES, [BEJI])


def test_a_tile_says_its_state_in_words_and_pattern_too():
    drawn = drawing(grouped(TILES, [CURUG, BEJI])[0])
    assert 'aria-label="Beji: 90%, Sesuai"' in drawn
    assert "tile-good" in drawn
    assert "tile-watch" in drawn
    patterns = {state: re.search(r'class="tile-(?:mark|dash)"[^/]*/>', _only(state))[0] for state in State}
    assert len(set(patterns.values())) == len(State)


def _only(state: State) -> str:
    return drawing(grouped([Tile("1.1", "A", "1", state)], [Tile("1", "B", "1")])[0])


def test_names_cannot_break_out_of_the_drawing():
    drawn = drawing(grouped([Tile("1.1", "<script>", "&", State.NONE)], [Tile("1", "B", "1")])[0])
    assert "<script>" not in drawn


@pytest.mark.parametrize(
    ("value", "target", "lower", "state"),
    [
        (0.8, 0.8, False, State.GOOD),
        (0.7, 0.8, False, State.WATCH),
        (0.6, 0.8, False, State.LATE),
        (None, 0.8, False, State.NONE),
        (0.8, None, False, State.NONE),
        (2, 3, True, State.GOOD),
        (4, 3, True, State.LATE),
    ],
)
def test_states_against_a_target(value, target, lower, state):
    assert against_target(value, target, lower_is_better=lower) is state


def test_where_nothing_is_known_no_tiles_are_drawn_as_long_as_anything_is_known_elsewhere():
    known = Group("1", "Sambas", "67%", State.WATCH, "", (Tile("1.1", "Satu", "67%", State.WATCH),))
    inside = Group("2", "Jawai", MISSING, State.NONE, "", (Tile("2.1", "Dua", "5%", State.NONE),))
    silent = Group("3", "Paloh", MISSING, State.NONE, "", (Tile("3.1", "Tiga", MISSING),))
    assert drawn([known, silent, inside]) == [known, inside]
    assert drawn([silent]) == [silent]
    assert how_many_silent([known, silent, inside]) == 1
    assert how_many_silent([silent]) == 0
