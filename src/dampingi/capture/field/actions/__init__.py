from dampingi.capture.field.actions.deciding import decide
from dampingi.capture.field.actions.devices import register_device, revoke_device
from dampingi.capture.field.actions.loading import take_along
from dampingi.capture.field.actions.pieces import take_piece
from dampingi.capture.field.actions.receiving import receive
from dampingi.capture.field.actions.recovery import recover, recovery_key

__all__ = [
    "decide",
    "receive",
    "recover",
    "recovery_key",
    "register_device",
    "revoke_device",
    "take_along",
    "take_piece",
]
