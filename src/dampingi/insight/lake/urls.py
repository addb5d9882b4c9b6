from django.urls import path

from dampingi.insight.lake import views

urlpatterns = [
    path("danau/", views.lake, name="lake"),
    path("danau/terbitkan/", views.publish_lake, name="publish_lake"),
]
