"""What a share of a common order costs and saves, in whole rupiah. Pure.

Prices are for a pack of several units. What is paid is rounded up and what the shop would have asked is rounded down, each once for a share:
a saving is never told too large.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Price:
    rupiah: int
    units: int = 1
    """Units in a pack."""

    def up(self, quantity: int) -> int:
        return -(-quantity * self.rupiah // self.units)

    def down(self, quantity: int) -> int:
        return quantity * self.rupiah // self.units


@dataclass(frozen=True)
class Share:
    cost: int
    retail: int

    @property
    def saved(self) -> int:
        """Below zero where the common order was dearer."""
        return self.retail - self.cost


def share(common: Price, retail: Price, quantity: int) -> Share:
    return Share(common.up(quantity), retail.down(quantity))
