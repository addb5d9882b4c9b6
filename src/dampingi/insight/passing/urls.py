from django.urls import path

from dampingi.insight.passing import views

urlpatterns = [
    path("evaluasi-program/kelulusan/", views.passing, name="passing"),
    path("evaluasi-program/kelulusan/aturan/", views.standards, name="passing_standards"),
    path("evaluasi-program/kelulusan/penilaian/", views.markings, name="passing_markings"),
    path("evaluasi-program/kelulusan/penilaian/baru/", views.new_marking, name="new_passing_marking"),
    path("evaluasi-program/kelulusan/penilaian/<uuid:marking_id>/", views.marking, name="passing_marking"),
    path("evaluasi-program/kelulusan/penilaian/<uuid:marking_id>/peserta/", views.people, name="passing_people"),
]  # fmt: skip
