from django.urls import path

from dampingi.records.meetings.views import (
    attendance,
    calendars,
    invitations,
    meetings,
    minutes,
    roadshows,
    rooms,
)

urlpatterns = [
    path("pertemuan/", meetings.meetings, name="meetings"),
    path("pertemuan/baru/", meetings.new_meeting, name="new_meeting"),
    path("pertemuan/ruang/", rooms.rooms, name="meeting_rooms"),
    path("pertemuan/ruang/<uuid:room_id>/", rooms.room, name="meeting_room"),
    path("pertemuan/ruang/<uuid:room_id>/arsip/", rooms.archiving, name="meeting_room_archive"),
    path("pertemuan/undangan/<uuid:invitee_id>/", invitations.invitee, name="meeting_invitee"),
    path("pertemuan/undangan/<uuid:invitee_id>/tarik/", invitations.withdrawal, name="meeting_withdrawal"),
    path("pertemuan/undangan/<uuid:invitee_id>/tautan/", invitations.new_link, name="meeting_new_link"),
    path("pertemuan/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("pertemuan/<uuid:meeting_id>/pindah/", meetings.moving, name="meeting_moving"),
    path("pertemuan/<uuid:meeting_id>/batal/", meetings.cancellation, name="meeting_cancellation"),
    path("pertemuan/<uuid:meeting_id>/undang/", invitations.inviting, name="meeting_inviting"),
    path("pertemuan/<uuid:meeting_id>/jawab/", invitations.own_answer, name="meeting_answer"),
    path("pertemuan/<uuid:meeting_id>/pertemuan.ics", calendars.one, name="meeting_file"),
    path("pertemuan/<uuid:meeting_id>/hadir/", attendance.attendance, name="meeting_attendance"),
    path(
        "pertemuan/<uuid:meeting_id>/hadir/tamu/<uuid:guest_id>/hapus/",
        attendance.guest_removal,
        name="meeting_guest_removal",
    ),
    path("pertemuan/<uuid:meeting_id>/layar/", attendance.screen, name="meeting_screen"),
    path("hadir-rapat/<str:code>/", attendance.scanned, name="meeting_scan"),
    path("pertemuan/<uuid:meeting_id>/notulen/", minutes.minutes, name="meeting_minutes"),
    path(
        "pertemuan/<uuid:meeting_id>/notulen/ajukan/", minutes.submission, name="meeting_minutes_submission"
    ),
    path("pertemuan/<uuid:meeting_id>/notulen/putusan/", minutes.verdict, name="meeting_minutes_verdict"),
    path("pertemuan/<uuid:meeting_id>/tindak-lanjut/", minutes.new_item, name="meeting_new_item"),
    path("tindak-lanjut/", minutes.all_items, name="action_items"),
    path("tindak-lanjut/<uuid:item_id>/", minutes.item, name="action_item"),
    path("kunjungan-kecamatan/", roadshows.roadshows, name="roadshows"),
    path("kunjungan-kecamatan/baru/", roadshows.new_roadshow, name="new_roadshow"),
    path("pertemuan-saya/", calendars.own_meetings, name="own_meetings"),
    path("pertemuan-saya/kalender/", calendars.new_address, name="calendar_address"),
    path("kalender/<str:token>.ics", calendars.feed, name="calendar_feed"),
    path("undangan-rapat/<str:token>/", invitations.by_link, name="meeting_invitation"),
]
