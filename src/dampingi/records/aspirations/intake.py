import uuid
from dataclasses import dataclass

LONGEST = 4000


@dataclass(frozen=True)
class Heard:
    """`id` is made by the form: sending the same again changes nothing."""

    id: uuid.UUID
    field: str
    text: str
    name: str = ""
    phone: str = ""

    def told(self) -> dict[str, str]:
        """As it is kept."""
        name, text = self.name.strip()[:150], self.text.strip()[:LONGEST]
        return {"name": name, "phone": self.phone, "field": self.field, "text": text}
