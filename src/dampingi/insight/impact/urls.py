from django.urls import path

from dampingi.insight.impact import views

urlpatterns = [
    path("dampak/", views.impact, name="impact"),
    path("dampak/orang/", views.impact_people, name="impact_people"),
]
