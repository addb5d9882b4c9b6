from django.urls import path

from dampingi.records.programmes import views

urlpatterns = [
    path("program/", views.programmes, name="programmes"),
    path("program/<str:code>/", views.programme, name="programme"),
    path("program/<str:code>/pendaftaran/", views.applications, name="applications"),
    path("program/<str:code>/pemilihan/", views.selection, name="selection"),
    path("program/<str:code>/bulan/", views.closure, name="month_closure"),
    path("peserta/<uuid:enrolment_id>/berhenti/", views.withdrawal, name="withdrawal"),
]
