from django.urls import path

from dampingi.records.access import views

urlpatterns = [path("masuk/kode/", views.enter, name="enter_by_code")]
