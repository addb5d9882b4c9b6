from django.urls import path

from dampingi.foundation.audit import views

urlpatterns = [path("jejak-audit/", views.trail, name="audit")]
