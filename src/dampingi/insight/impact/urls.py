from django.urls import path

from dampingi.insight.impact import views

urlpatterns = [path("dampak/", views.impact, name="impact")]
