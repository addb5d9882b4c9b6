from django.urls import path

from dampingi.records.businesses import views

urlpatterns = [
    path("usaha/", views.businesses, name="businesses"),
]
