"""After October the mentoring closes with minutes in each kecamatan: one is approved, the next still waits."""

from dampingi.demo.building import Building
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.regions.codes import ancestor
from dampingi.insight.closings.actions import draw_up

REMARKS = (
    "Peserta yang masih terkendala pembiayaan diteruskan ke klinik bisnis.",
    "Dua kelurahan memerlukan pendamping pengganti lebih awal tahun depan.",
)


def close(b: Building) -> None:
    by, head, as_of = b.persona("penyelenggara"), b.persona("kepala"), b.year.on(10, 31)
    own = ancestor(next(m for m in b.mentors if m.user_id == b.users["pendamping"].id).region, 3)
    others = sorted({ancestor(m.region, 3) for m in b.mentors if m.region.count(".") == 3} - {own})
    for region, remarks in zip((own, *others), REMARKS, strict=False):
        made = draw_up(by=by, programme=b.programme, region=region, as_of=as_of, remarks=remarks)
        if region == own:
            decide(by=head, approval=approvals_of("closing", made.id)[0].id, approved=True)
