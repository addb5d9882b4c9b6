"""The ministry's list of cooperatives into the register: `words` > `row` (what a row says) > `known` (which are on record) > `listed`."""

from dampingi.capture.imports.kinds.cooperatives.listed import Cooperatives

__all__ = ["Cooperatives"]
