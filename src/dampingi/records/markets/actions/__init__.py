"""What changes at the markets."""

from dampingi.records.markets.actions.attending import note_turn
from dampingi.records.markets.actions.points import add_stalls, close_point, keep_point, retire_stall
from dampingi.records.markets.actions.rotas import discard_rota, draft_rota, publish_rota
from dampingi.records.markets.actions.sales import tell_sale
from dampingi.records.markets.actions.sellers import join, see_photo, withdraw
from dampingi.records.markets.actions.swaps import answer_swap, ask_swap, forbid_swap, withdraw_swap
from dampingi.records.markets.actions.taking import release_turn, take_stall

__all__ = [
    "add_stalls",
    "answer_swap",
    "ask_swap",
    "close_point",
    "discard_rota",
    "draft_rota",
    "forbid_swap",
    "join",
    "keep_point",
    "note_turn",
    "publish_rota",
    "release_turn",
    "retire_stall",
    "see_photo",
    "take_stall",
    "tell_sale",
    "withdraw",
    "withdraw_swap",
]
