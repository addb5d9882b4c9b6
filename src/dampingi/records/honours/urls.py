from django.urls import path

from dampingi.records.honours import views

urlpatterns = [
    path("terbaik/", views.nominations, name="nominations"),
    path("terbaik/calon/", views.candidates, name="candidates"),
    path("terbaik/calon/<uuid:enrolment_id>/", views.nominate, name="nominate"),
    path("terbaik/kuota/", views.rules, name="honour_rules"),
    path("terbaik/daftar/", views.honours, name="honours"),
    path("terbaik/<uuid:nomination_id>/", views.nomination, name="nomination"),
    path("terbaik/<uuid:nomination_id>/verifikasi/", views.verification, name="verify_nomination"),
    path("terbaik/<uuid:nomination_id>/pilihan/", views.choice, name="choose_nomination"),
    path("terbaik/<uuid:nomination_id>/tarik/", views.withdrawal, name="withdraw_nomination"),
]
