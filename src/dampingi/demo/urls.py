from django.urls import path

from dampingi.demo import views

urlpatterns = [path("masuk/sebagai/<slug:key>/", views.enter_as, name="enter_as")]
