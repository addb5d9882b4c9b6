from django.urls import path

from dampingi.pages.access import views as access
from dampingi.pages.cards import views as cards
from dampingi.pages.constraints import views as constraints
from dampingi.pages.home import views as home
from dampingi.pages.inbox import views as inbox
from dampingi.pages.kbli import views as kbli
from dampingi.pages.maps import views as maps
from dampingi.pages.mine import aid
from dampingi.pages.mine import views as mine
from dampingi.pages.mine.cooperatives import own_cooperatives
from dampingi.pages.opendata import views as opendata
from dampingi.pages.participation import views as participation
from dampingi.pages.profiles import views as profiles
from dampingi.pages.register import views as register
from dampingi.pages.search import views as search
from dampingi.pages.today import views as today

urlpatterns = [
    path("", home.home, name="home"),
    path("hari-ini/", today.today, name="today"),
    path("hari-ini/bobot/", today.weights, name="need_weights"),
    path("partisipasi/", participation.participation, name="participation"),
    path("partisipasi/model/", participation.model_card, name="risk_model"),
    path("partisipasi/model/hitung/", participation.trying, name="try_risk_model"),
    path("partisipasi/model/<uuid:model_id>/pakai/", participation.switching, name="switch_risk_model"),
    path("cari/", search.search, name="search"),
    path("kotak-masuk/", inbox.inbox, name="inbox"),
    path("kotak-masuk/<uuid:approval_id>/keputusan/", inbox.decision, name="decision"),
    path("kotak-masuk/pemberitahuan/", inbox.read, name="notices_read"),
    path("usaha/", register.businesses, name="businesses"),
    path("kbli/", kbli.codes, name="kbli"),
    path("kbli/tinjau/", kbli.review, name="kbli_review"),
    path("kbli/<str:edition>/<str:kbli_code>/", kbli.code, name="kbli_code"),
    path("usaha/peta/", maps.business_map, name="business_map"),
    path("usaha/ubah/", register.change, name="businesses_change"),
    path("usaha/ubah/<uuid:job_id>/", register.changed, name="businesses_changed"),
    path("usaha/ubah/<uuid:job_id>/usaha/", register.changed_rows, name="changed_businesses"),
    path("usaha/ubah/<uuid:job_id>/tetap/", register.unchanged_rows, name="unchanged_businesses"),
    path("usaha/undangan/", register.invitations, name="invitations"),
    path("usaha/<uuid:business_id>/saluran/", register.channels, name="business_channels"),
    path("usaha/<uuid:business_id>/", profiles.business, name="business"),
    path("data/kendala/", opendata.open_constraints, name="open_constraints"),
    path("data/kendala/koreksi/", opendata.open_constraints_correction, name="open_constraints_correction"),
    path("kendala/", constraints.constraint_map, name="constraint_map"),
    path("kendala/bantuan/", constraints.help_plan, name="help_plan"),
    path("kendala/usaha/", constraints.held_back, name="held_back"),
    path("usaha/<uuid:business_id>/kendala/", constraints.note, name="business_constraint"),
    path("kendala/<uuid:constraint_id>/", constraints.constraint, name="constraint"),
    path("kendala/<uuid:constraint_id>/berat/", constraints.weigh, name="constraint_weight"),
    path("kendala/<uuid:constraint_id>/selesai/", constraints.resolve, name="constraint_resolution"),
    path("kendala/<uuid:constraint_id>/kembali/", constraints.reopen, name="constraint_reopening"),
    path("peserta/kartu.pdf", cards.card_sheets, name="participant_cards"),
    path("peserta/<uuid:enrolment_id>/kartu/", cards.card, name="participant_card"),
    path("data-saya/", mine.own_data, name="own_data"),
    path("koperasi-saya/", own_cooperatives, name="own_cooperatives"),
    path("bantuan-saya/", aid.own_aid, name="own_aid"),
    path("kode-masuk/", access.access_codes, name="access_codes"),
    path("kode-masuk/baru/", access.issue, name="issue_codes"),
    path("kode-masuk/<uuid:enrolment_id>/cabut/", access.withdrawal, name="withdraw_code"),
    path("orang/<uuid:person_id>/", profiles.person, name="person"),
    path("pendamping/", profiles.mentors, name="mentors"),
    path("pendamping/<uuid:mentor_id>/", profiles.mentor, name="mentor"),
]
