from django.urls import path

from dampingi.records.timetables import views

urlpatterns = [path("pertemuan/susunan/", views.timetable, name="timetable")]
