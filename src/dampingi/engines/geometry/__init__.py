"""Outlines of regions: read, mend, simplify, draw, and ask which one a position lies in."""

from dampingi.engines.geometry.clustering import Cluster, clusters
from dampingi.engines.geometry.coverage import (
    DETAILS,
    SLIVER,
    Coverage,
    coverage_of,
    joined,
    label_point,
    mend,
    simplified,
)
from dampingi.engines.geometry.faults import GeometryFault
from dampingi.engines.geometry.locating import Locator
from dampingi.engines.geometry.paths import path_data
from dampingi.engines.geometry.placement import placed
from dampingi.engines.geometry.plane import Plane
from dampingi.engines.geometry.reading import Feature, read_geojson
from dampingi.engines.geometry.wording import MESSAGES, REASONS

__all__ = [
    "DETAILS",
    "MESSAGES",
    "REASONS",
    "SLIVER",
    "Cluster",
    "Coverage",
    "Feature",
    "GeometryFault",
    "Locator",
    "Plane",
    "clusters",
    "coverage_of",
    "joined",
    "label_point",
    "mend",
    "path_data",
    "placed",
    "read_geojson",
    "simplified",
]
