"""Which demos can be asked for, each in full and in small."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from dampingi.demo.sizes import BABEL, BABEL_SMALL, DEPOK, KALBAR, KALBAR_SMALL, SMALL


@dataclass(frozen=True)
class Plan:
    """A demo: how big it is, and the module whose `build` makes it."""

    code: str
    full: Any
    small: Any
    made_by: str

    def build(self, **asked: Any) -> Any:
        """Builds it into the current database. Only then is loaded what building takes."""
        return import_module(self.made_by).build(**asked)


PLANS = {
    "depok": Plan("depok", DEPOK, SMALL, "dampingi.demo.city"),
    "babel": Plan("babel", BABEL, BABEL_SMALL, "dampingi.demo.centres"),
    "kalbar": Plan("kalbar", KALBAR, KALBAR_SMALL, "dampingi.demo.provinces"),
}
DEFAULT = "depok"
