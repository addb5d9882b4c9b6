import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class PoolIntake:
    region: str
    item: str
    unit: str
    price: int
    retail_price: int
    retail_source: str
    retail_on: datetime.date
    financing: str
    closes_on: datetime.date
    deliver_by: datetime.date
    cooperative_id: uuid.UUID | None = None
    supplier: str = ""
    per: int = 1
    retail_per: int = 1


@dataclass(frozen=True)
class Arrived:
    received: int
    damaged: int = 0
