from django.urls import path

from dampingi.insight.closings import views

urlpatterns = [
    path("penutupan/", views.closings, name="closings"),
    path("penutupan/baru/<str:region>/", views.new_closing, name="new_closing"),
    path("penutupan/<uuid:closing_id>/", views.closing, name="closing"),
    path("penutupan/<uuid:closing_id>/putusan/", views.closing_verdict, name="closing_verdict"),
]
