from django.urls import path

from dampingi.insight.pilots import views

urlpatterns = [
    path("koperasi-percontohan/", views.pilots, name="pilots"),
    path("koperasi-percontohan/aturan/", views.pilot_rules, name="pilot_rules"),
    path("koperasi-percontohan/penetapan/baru/", views.new_pilot_choice, name="new_pilot_choice"),
    path("koperasi-percontohan/penetapan/<uuid:pilot_choice_id>/", views.pilot_choice, name="pilot_choice"),
    path("koperasi-percontohan/penetapan/<uuid:pilot_choice_id>/putusan/", views.pilot_choice_verdict, name="pilot_choice_verdict"),
    path("koperasi-percontohan/<uuid:cooperative_id>/", views.pilot_readiness, name="pilot_readiness"),
]  # fmt: skip
