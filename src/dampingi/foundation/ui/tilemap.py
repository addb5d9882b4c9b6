"""A map without boundary data: one tile per kelurahan, gathered by kecamatan, drawn as SVG with a link on each tile.

A tile tells its state three ways - colour, pattern and words - and its value as text. Pure: regions in, markup out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dampingi.foundation.ui.formats import MISSING
from dampingi.foundation.ui.states import State

SIDE, GAP, ACROSS = 64, 4, 4


@dataclass(frozen=True)
class Tile:
    code: str
    name: str
    value: str
    """Written on the tile and in the table, as it should be read."""
    state: State = State.NONE
    href: str = ""
    shade: int | None = None
    """Where the map shows how much rather than how well: 0 (none) to 5 (most), instead of the state."""

    @property
    def look(self) -> str:
        return f"shade-{self.shade}" if self.shade is not None else str(self.state)

    @property
    def words(self) -> str:
        """All of it as a screen reader says it."""
        told = f"{self.name}: {self.value}"
        return told if self.shade is not None else f"{told}, {self.state.label}"


@dataclass(frozen=True)
class Group:
    """A kecamatan: its tiles in the order of their codes."""

    code: str
    name: str
    value: str
    state: State
    href: str
    tiles: tuple[Tile, ...]

    @property
    def drawing(self) -> SafeString:
        return drawing(self)

    @property
    def silent(self) -> bool:
        """Whether nothing is known here or of any place inside."""
        return self.value == MISSING and all(tile.value == MISSING for tile in self.tiles)


def drawn(groups: Sequence[Group]) -> list[Group]:
    """Those to be drawn; the silent ones are left to the table, as long as anything is known anywhere."""
    return [group for group in groups if not group.silent] or list(groups)


def grouped(tiles: Sequence[Tile], parents: Sequence[Tile]) -> list[Group]:
    """Tiles under the parent whose code is their prefix; a parent without tiles stays, a tile without parent is an error."""
    children: dict[str, list[Tile]] = {parent.code: [] for parent in parents}
    for tile in sorted(tiles, key=lambda tile: tile.code):
        children[tile.code.rpartition(".")[0]].append(tile)
    return [
        Group(parent.code, parent.name, parent.value, parent.state, parent.href, tuple(children[parent.code]))
        for parent in sorted(parents, key=lambda parent: parent.name)
    ]


def drawing(group: Group, *, across: int = ACROSS) -> SafeString:
    down = -(-len(group.tiles) // across)
    width, height = across * (SIDE + GAP) - GAP, max(down, 1) * (SIDE + GAP) - GAP
    squares = format_html_join(
        "", "{}", ((_tile(tile, *divmod(place, across)),) for place, tile in enumerate(group.tiles))
    )
    return format_html(
        '<svg class="tiles" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
        width,
        height,
        group.name,
        squares,
    )


def _tile(tile: Tile, row: int, column: int) -> SafeString:
    x, y = column * (SIDE + GAP), row * (SIDE + GAP)
    inside = format_html(
        '<title>{}</title><rect class="tile-ground" width="{}" height="{}" rx="6"/>{}'
        '<text class="tile-value" x="{}" y="26">{}</text>{}',
        tile.words,
        SIDE,
        SIDE,
        _pattern(tile),
        SIDE / 2,
        tile.value,
        _name(tile.name),
    )
    place = format_html('class="tile tile-{}" transform="translate({} {})"', tile.look, x, y)
    if tile.href:
        return format_html('<a href="{}" aria-label="{}" {}>{}</a>', tile.href, tile.words, place, inside)
    return format_html('<g role="img" aria-label="{}" {}>{}</g>', tile.words, place, inside)


def _pattern(tile: Tile) -> SafeString:
    """Plain, dotted foot, double foot and dashed outline are told apart without colour; an amount by its number."""
    if tile.shade is not None:
        return SafeString("")
    feet = {
        State.GOOD: '<path class="tile-mark" d="M8 58h48"/>',
        State.WATCH: '<path class="tile-mark" stroke-dasharray="4 4" d="M8 58h48"/>',
        State.LATE: '<path class="tile-mark" d="M8 55h48M8 60h48"/>',
        State.NONE: '<rect class="tile-dash" x="1" y="1" width="62" height="62" rx="5"/>',
    }
    return mark_safe(feet[tile.state])  # noqa: S308 - constants


def _name(name: str) -> SafeString:
    lines = _two_lines(name)
    first = 46 if len(lines) == 1 else 40
    spots = ((SIDE / 2, first + 10 * place, line) for place, line in enumerate(lines))
    return format_html_join("", '<text class="tile-name" x="{}" y="{}">{}</text>', spots)


def _two_lines(name: str, longest: int = 12) -> list[str]:
    if len(name) <= longest:
        return [name]
    head, _, tail = name.partition(" ")
    if not tail:
        return [f"{name[: longest - 1]}…"]
    return [part if len(part) <= longest else f"{part[: longest - 1]}…" for part in (head, tail)]
