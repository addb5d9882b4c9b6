"""How much was learnt: test before and test after, of the same people."""

from dampingi.engines.gains.paired import Gain, gain

__all__ = ["Gain", "gain"]
