from django.urls import path

from dampingi.insight.evaluation import views

urlpatterns = [
    path("evaluasi/", views.listing, name="evaluations"),
    path("evaluasi/<uuid:evaluation_id>/", views.overview, name="evaluation"),
    path("evaluasi/<uuid:evaluation_id>/hasil/<uuid:subject_id>/", views.result, name="evaluation_result"),
]
