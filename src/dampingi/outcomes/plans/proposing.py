"""A proposal for next year's plan, and the reasons that speak for it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    words: str
    door: str = ""

    def stored(self) -> dict[str, str]:
        return {"words": self.words, "door": self.door}


@dataclass(frozen=True)
class Proposal:
    key: str
    title: str
    reasons: tuple[Reason, ...]
    code: str = ""
    point: str = ""
    unit: str = ""
    places: tuple[str, ...] = ()
    weight: int = 0
    """What stands first: businesses held back, then voices."""
    borne: bool = True
    """Whether the data bear it; what they do not is told with what is missing, and nobody takes it."""

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]
