"""The health of a cooperative by published rules. Pure: no Django, no database, no clock."""

from .assessing import Unanswered, assess, hundredths, level_of
from .terms import Aspect, AspectMark, Band, Component, ComponentMark, Health, Lift, Rules, Unusable

__all__ = [
    "Aspect",
    "AspectMark",
    "Band",
    "Component",
    "ComponentMark",
    "Health",
    "Lift",
    "Rules",
    "Unanswered",
    "Unusable",
    "assess",
    "hundredths",
    "level_of",
]
