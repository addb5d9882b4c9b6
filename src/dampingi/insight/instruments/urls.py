from django.urls import path

from dampingi.insight.instruments import views

urlpatterns = [
    path("instrumen/", views.listing, name="instruments"),
    path("instrumen/<uuid:instrument_id>/", views.instrument, name="instrument"),
    path("instrumen/<uuid:instrument_id>/beda/", views.comparison, name="instrument_comparison"),
]
