from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleIntake:
    """What would be published. `topic` is a code of constraint_fields.yaml."""

    title: str
    topic: str
    asked: str
    answered: str
