from dampingi.capture.field.actions.deciding import decide
from dampingi.capture.field.actions.devices import register_device, revoke_device
from dampingi.capture.field.actions.loading import take_along
from dampingi.capture.field.actions.pieces import take_piece
from dampingi.capture.field.actions.receiving import receive

__all__ = ["decide", "receive", "register_device", "revoke_device", "take_along", "take_piece"]
