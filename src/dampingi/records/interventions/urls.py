from django.urls import path

from dampingi.records.interventions import views

urlpatterns = [
    path("intervensi/", views.intervention_list, name="interventions"),
    path("intervensi/baru/", views.new_intervention, name="new_intervention"),
    path("intervensi/usaha/", views.taker_list, name="intervention_takers"),
    path("intervensi/<uuid:intervention_id>/", views.intervention, name="intervention"),
    path("intervensi/<uuid:intervention_id>/usaha/", views.adding_takers, name="add_takers"),
    path("intervensi/usaha/<uuid:taker_id>/", views.taker, name="intervention_taker"),
    path("intervensi/usaha/<uuid:taker_id>/omzet/", views.noting_turnover, name="note_turnover"),
    path("intervensi/usaha/<uuid:taker_id>/keluarkan/", views.taking_out, name="take_out_taker"),
    path("intervensi/omzet/<uuid:turnover_id>/cocokkan/", views.checking_turnover, name="check_turnover"),
]
