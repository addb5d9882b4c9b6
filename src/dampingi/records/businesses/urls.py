from django.urls import path

from dampingi.records.businesses import views

urlpatterns = [
    path("usaha/<uuid:business_id>/nik/", views.nik, name="business_nik"),
]
