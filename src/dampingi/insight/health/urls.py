from django.urls import path

from dampingi.insight.health import views

urlpatterns = [
    path("koperasi/kesehatan/", views.health, name="cooperative_health"),
    path("koperasi/kesehatan/aturan/", views.rules, name="cooperative_health_rules"),
    path(
        "koperasi/<uuid:cooperative_id>/kesehatan/<int:year>/",
        views.assessment,
        name="cooperative_assessment",
    ),
]
