"""What can be wrong with a file of outlines as a whole, as codes with the values their sentence needs."""

from typing import Any


class GeometryFault(Exception):
    """A file nothing can be made of. `code` is a key of `wording.MESSAGES`; `values` fill its sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values
