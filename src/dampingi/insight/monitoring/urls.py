from django.urls import path

from dampingi.insight.monitoring import views

urlpatterns = [
    path("dasbor/", views.dashboard, name="dashboard"),
    path("dasbor/rincian/", views.figure_rows, name="figure_rows"),
]
