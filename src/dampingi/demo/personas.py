"""Who one can be in the demo: one login per kind of person, all with the same password."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.entries import Entry
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Role

PASSWORD = "coba-dampingi"  # noqa: S105 - printed at start and only for the demo
DOMAIN = "depok.example"


@dataclass(frozen=True)
class Persona:
    """`region` is a depth in the demo's exemplary kecamatan (4 kelurahan, 3 kecamatan, 2 kota, 1 province).

    Mentors and the participant are drawn with the city, so theirs is the name the city gave them.
    """

    key: str
    name: str
    title: str | Promise
    hint: str | Promise
    role: Role
    region: int = 2
    within: str = ""
    """The region itself, in demos other than the city's."""
    domain: str = DOMAIN
    place: str = ""
    """Of the office of a kabupaten or kota: its name, and `short` as its programmes' codes say it."""
    short: str = ""

    @property
    def login(self) -> str:
        return f"{self.key}@{self.domain}"


PERSONAS = (
    Persona(
        "penyelenggara", "Ratna Kusumawardani", _("Penyelenggara"),
        _("Impor, verifikasi, evaluasi, dan laporan untuk seluruh kota."), Role.OFFICE,
    ),
    Persona(
        "kepala", "Bambang Hadisubroto", _("Kepala dinas"),
        _("Keadaan program dalam satu halaman dan apa yang perlu diputuskan."), Role.HEAD,
    ),
    Persona(
        "pendamping-kota", "", _("Pendamping kota"), _("Memeriksa laporan bulanan tingkat kota."), Role.MENTOR, 2,
    ),
    Persona(
        "pendamping-kecamatan", "", _("Pendamping kecamatan"),
        _("Memeriksa laporan para pendamping kelurahan."), Role.MENTOR, 3,
    ),
    Persona(
        "pendamping", "", _("Pendamping kelurahan"),
        _("Siapa dikunjungi hari ini, apa yang terlambat, dan buktinya sendiri."), Role.MENTOR, 4,
    ),
    Persona("peserta", "", _("Peserta"), _("Tahap, pelatihan, dan tugasnya sendiri."), Role.PARTICIPANT, 4),
    Persona(
        "koordinator", "Yuliana Maharani", _("Koordinator kecamatan"),
        _("Usaha, kendala, dan pendamping di satu kecamatan."), Role.COORDINATOR, 3,
    ),
    Persona(
        "bappeda", "Surya Adinata", _("Tim penilai, Bappeda"), _("Bukti pendamping dan lembar penilaian."), Role.PANEL,
    ),
    Persona(
        "bappeda-2", "Dewi Larasati", _("Tim penilai, Bappeda"), _("Bukti pendamping dan lembar penilaian."), Role.PANEL,
    ),
    Persona(
        "dp3ap2kb", "Laksmi Paramita", _("Tim penilai, DP3AP2KB"), _("Bukti pendamping dan lembar penilaian."),
        Role.PANEL,
    ),
    Persona(
        "adpem", "Gunawan Wirasena", _("Tim penilai, Administrasi Pembangunan"),
        _("Bukti pendamping dan lembar penilaian."), Role.PANEL,
    ),
    Persona(
        "inspektorat", "Tiur Hasiholan", _("Inspektorat"),
        _("Mengamati penilaian; setiap angka sampai ke sumbernya, dan jejak audit."), Role.INSPECTOR,
    ),
    Persona(
        "provinsi", "Wawan Kartasasmita", _("Provinsi"), _("Kabupaten dan kota berdampingan."), Role.PROVINCE, 1,
    ),
    Persona(
        "bank", "Meiliana Gunadi", _("Mitra (bank)"), _("Hanya permintaan yang ditujukan kepadanya."), Role.PARTNER,
    ),
)  # fmt: skip
CENTRE, BELITUNG = "19", "19.02"


def _of_centres(
    key: str, name: str, title: str | Promise, hint: str | Promise, role: Role, region: str = CENTRE
) -> Persona:
    return Persona(key, name, title, hint, role, within=region, domain="babel.example")


OF_CENTRES = (
    _of_centres(
        "dinas-babel",
        "Nurhayati Rangkuti",
        _("Dinas provinsi"),
        _("Mengangkat konsultan, menilai pusat layanan provinsi, dan menerima hasil Belitung."),
        Role.OFFICE,
    ),
    _of_centres(
        "kepala-babel",
        "Syarifudin Zulkarnain",
        _("Kepala dinas provinsi"),
        _("Mengunci instrumen dan menetapkan hasil kedua pusat layanan."),
        Role.HEAD,
    ),
    _of_centres(
        "kepala-plut",
        "Rosmawati Idrus",
        _("Kepala pusat layanan"),
        _("Memeriksa laporan bulanan konsultan dan jadwal klinik."),
        Role.COORDINATOR,
    ),
    _of_centres(
        "konsultan-provinsi",
        "",
        _("Konsultan provinsi"),
        _("Target, program kerja, laporan bulanan, dan hasil penilaiannya sendiri."),
        Role.CONSULTANT,
    ),
    _of_centres(
        "konsultan-belitung",
        "",
        _("Konsultan Belitung"),
        _("Konsultan pusat layanan yang dinilai kabupaten dan ditetapkan provinsi."),
        Role.CONSULTANT,
        BELITUNG,
    ),
    _of_centres(
        "dinas-belitung",
        "Hendrawan Saputra",
        _("Dinas Kabupaten Belitung"),
        _("Menilai konsultan pusat layanan Belitung dan mengusulkan keputusannya."),
        Role.OFFICE,
        BELITUNG,
    ),
    _of_centres(
        "kepala-belitung",
        "Marlina Effendi",
        _("Kepala dinas Kabupaten Belitung"),
        _("Menyetujui usulan kabupaten; penetapannya di provinsi."),
        Role.HEAD,
        BELITUNG,
    ),
    _of_centres(
        "bappeda-babel",
        "Anwar Kusnadi",
        _("Tim penilai, Bappeda provinsi"),
        _("Bukti konsultan dan lembar penilaian."),
        Role.PANEL,
    ),
    _of_centres(
        "ekonomi-babel",
        "Yunita Halim",
        _("Tim penilai, Biro Perekonomian"),
        _("Bukti konsultan dan lembar penilaian."),
        Role.PANEL,
    ),
    _of_centres(
        "bappeda-belitung",
        "Fitri Handayani",
        _("Tim penilai, Bappeda Belitung"),
        _("Bukti konsultan Belitung dan lembar penilaian."),
        Role.PANEL,
        BELITUNG,
    ),
    _of_centres(
        "adpem-belitung",
        "Rusdi Hamzah",
        _("Tim penilai, Administrasi Pembangunan Belitung"),
        _("Bukti konsultan Belitung dan lembar penilaian."),
        Role.PANEL,
        BELITUNG,
    ),
    _of_centres(
        "inspektorat-babel",
        "Lamhot Sinaga",
        _("Inspektorat provinsi"),
        _("Setiap angka sampai ke sumbernya, dan jejak audit."),
        Role.INSPECTOR,
    ),
)
PROVINCE = "61"


def _of_province(key: str, name: str, title: str | Promise, hint: str | Promise, role: Role) -> Persona:
    return Persona(key, name, title, hint, role, within=PROVINCE, domain="kalbar.example")


def _office_of(number: str, place: str, name: str) -> Persona:
    short = place.split(" ", 1)[1].replace(" ", "").upper()
    return Persona(
        f"dinas-{short.lower()}", name, format_lazy(_("Dinas {place}"), place=place), _("Program dan angka daerahnya sendiri."),
        Role.OFFICE, within=f"{PROVINCE}.{number}", domain="kalbar.example", place=place, short=short,
    )  # fmt: skip


OF_PROVINCE = (
    _of_province(
        "provinsi-kalbar",
        "Agustina Lumban",
        _("Provinsi"),
        _("Keempat belas kabupaten dan kota berdampingan, tiga tahun."),
        Role.PROVINCE,
    ),
    _of_province(
        "kepala-kalbar",
        "Petrus Simanjaya",
        _("Kepala dinas provinsi"),
        _("Keadaan seluruh provinsi dan apa yang perlu diputuskan."),
        Role.HEAD,
    ),
    _of_province(
        "inspektorat-kalbar",
        "Hasnah Tanjung",
        _("Inspektorat provinsi"),
        _("Setiap angka sampai ke sumbernya, dan jejak audit."),
        Role.INSPECTOR,
    ),
    Persona(
        "kepala-sambas",
        "Dayang Kartini",
        _("Kepala dinas Kabupaten Sambas"),
        _("Menyetujui target dan rencana kerja daerahnya, dan yang terbit dari aspirasi warganya."),
        Role.HEAD,
        within=f"{PROVINCE}.01",
        domain="kalbar.example",
    ),
    _office_of("01", "Kabupaten Sambas", "Uray Hendriansyah"),
    _office_of("02", "Kabupaten Mempawah", "Gusti Rahmawati"),
    _office_of("03", "Kabupaten Sanggau", "Yohanes Landau"),
    _office_of("04", "Kabupaten Ketapang", "Rini Oktaviana"),
    _office_of("05", "Kabupaten Sintang", "Markus Jelani"),
    _office_of("06", "Kabupaten Kapuas Hulu", "Theresia Embaloh"),
    _office_of("07", "Kabupaten Bengkayang", "Albertus Sidin"),
    _office_of("08", "Kabupaten Landak", "Veronika Ngabang"),
    _office_of("09", "Kabupaten Sekadau", "Fransiskus Rawak"),
    _office_of("10", "Kabupaten Melawi", "Nuraini Pinoh"),
    _office_of("11", "Kabupaten Kayong Utara", "Syahrul Effendi"),
    _office_of("12", "Kabupaten Kubu Raya", "Mulyadi Rasau"),
    _office_of("71", "Kota Pontianak", "Sri Wahyuningsih"),
    _office_of("72", "Kota Singkawang", "Lim Bun Chai"),
)
EVERYONE = (*PERSONAS, *OF_CENTRES, *OF_PROVINCE)
BY_KEY = {p.key: p for p in EVERYONE}
RATERS = ("bappeda", "bappeda-2", "dp3ap2kb", "adpem")


@dataclass(frozen=True)
class Login:
    """A person who can log in, as the command prints them."""

    key: str
    role: str
    name: str
    login: str


def logins() -> list[Login]:
    """The personas this database holds, in their order."""
    held = dict(User.objects.filter(login__in=[p.login for p in EVERYONE]).values_list("login", "name"))
    return [Login(p.key, str(p.title), held[p.login], p.login) for p in EVERYONE if p.login in held]


def entries() -> list[Entry]:
    """The buttons on the login page; none where the demo is not running."""
    if not settings.DEMO:
        return []
    return [
        Entry(
            url=reverse("enter_as", args=[found.key]),
            name=found.name,
            role=found.role,
            hint=str(BY_KEY[found.key].hint),
        )
        for found in logins()
    ]
