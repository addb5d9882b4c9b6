from django.urls import path

from dampingi.records.budgets.views import budgets, decrees, earmarks, movements

urlpatterns = [
    path("anggaran/", budgets.budgets, name="budgets"),
    path("anggaran/keputusan/baru/", decrees.new_decree, name="new_budget_decree"),
    path("anggaran/keputusan/<uuid:budget_decree_id>/", decrees.decree, name="budget_decree"),
    path(
        "anggaran/keputusan/<uuid:budget_decree_id>/putusan/",
        decrees.decree_verdict,
        name="budget_decree_verdict",
    ),
    path("anggaran/komitmen/<uuid:earmark_id>/", earmarks.earmark, name="budget_earmark"),
    path("anggaran/komitmen/<uuid:earmark_id>/bawa/", earmarks.carry, name="carry_budget_earmark"),
    path("anggaran/mutasi/<uuid:movement_id>/", movements.movement, name="budget_movement"),
    path("anggaran/<uuid:budget_id>/", budgets.budget, name="budget"),
    path("anggaran/<uuid:budget_id>/komitmen/", earmarks.new_earmark, name="new_budget_earmark"),
]
