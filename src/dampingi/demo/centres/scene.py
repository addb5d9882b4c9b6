import uuid
from dataclasses import dataclass, field

from dampingi.demo.building import Scene
from dampingi.demo.places import Places
from dampingi.demo.sizes import CentresSize
from dampingi.insight.evaluation.models import Evaluation
from dampingi.records.programmes.models import Mentor, Programme


@dataclass(kw_only=True)
class Centres(Scene):
    """The province's centres, filled from step to step."""

    size: CentresSize
    places: Places
    programme: Programme = field(init=False)
    consultants: list[Mentor] = field(init=False)
    """The province's eight, then Belitung's."""
    businesses: list[uuid.UUID] = field(init=False)
    evaluations: dict[str, Evaluation] = field(default_factory=dict)
    """By the region of the centre."""
