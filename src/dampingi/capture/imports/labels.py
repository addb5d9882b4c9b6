"""What the fields of the layouts are called on screen."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "business_name": _("Nama usaha"),
    "owner_name": _("Nama pemilik"),
    "nik": _("NIK"),
    "family_card": _("Nomor KK (tidak diimpor)"),
    "sex": _("Jenis kelamin"),
    "birth_place": _("Tempat lahir"),
    "birth_date": _("Tanggal lahir"),
    "address": _("Alamat"),
    "kelurahan": _("Kelurahan atau desa"),
    "kecamatan": _("Kecamatan"),
    "region_code": _("Kode wilayah"),
    "latitude": _("Lintang"),
    "longitude": _("Bujur"),
    "position": _("Koordinat"),
    "status": _("Status usaha"),
    "channels": _("Kanal penjualan"),
    "external_id": _("Nomor registrasi"),
    "city": _("Kabupaten atau kota"),
    "phone": _("Nomor telepon"),
    "email": _("Surel"),
    "legal_form": _("Bentuk badan usaha"),
    "founded_year": _("Tahun berdiri"),
    "permit_year": _("Tahun izin"),
    "nib": _("NIB"),
    "npwp": _("NPWP"),
    "kbli": _("Kode KBLI"),
    "activity": _("Jenis usaha"),
    "sector": _("Sektor atau komoditas"),
    "product": _("Produk"),
    "data_year": _("Tahun data"),
    "workers_male": _("Tenaga kerja laki-laki"),
    "workers_female": _("Tenaga kerja perempuan"),
    "workers": _("Jumlah tenaga kerja"),
    "capital": _("Modal atau investasi"),
    "turnover": _("Omzet setahun"),
    "turnover_monthly": _("Omzet sebulan"),
    "materials_value": _("Nilai bahan baku"),
    "capacity": _("Kapasitas produksi"),
    "capacity_unit": _("Satuan kapasitas"),
    "export_share": _("Pemasaran ekspor"),
    "export_country": _("Negara tujuan ekspor"),
    "micro_permit": _("IUMK"),
    "food_permit": _("PIRT"),
    "halal": _("Sertifikat halal"),
    "trademark": _("Merek"),
    "constraints": _("Kendala"),
    "note": _("Keterangan"),
    "party": _("Afiliasi politik (tidak diimpor)"),
    "number": _("Nomor urut"),
    "registered_on": _("Tanggal daftar"),
    "scheme": _("Skema"),
    "education": _("Pendidikan"),
    "participant": _("Nama peserta"),
    "participant_code": _("Kode peserta"),
    "mentor": _("Nama pendamping"),
    "date": _("Tanggal kunjungan"),
    "minutes": _("Lama (menit)"),
    "topic": _("Topik"),
    "advice": _("Saran"),
    "next_step": _("Tindak lanjut"),
}


def label(field: str) -> str:
    return str(LABELS.get(field, field))


DIFFERENCES = {
    "name": LABELS["business_name"],
    "region": LABELS["kelurahan"],
    "sector": _("Sektor"),
    "other_phone": _("Telepon kedua"),
    "started_year": LABELS["founded_year"],
    "annual_sales": LABELS["turnover"],
    "latitude": _("Lintang"),
    "longitude": _("Bujur"),
    "owner": LABELS["owner_name"],
    "born_on": LABELS["birth_date"],
}
"""Fields of the register as a difference names them, where the layouts have another name."""


def difference_label(field: str) -> str:
    return str(DIFFERENCES.get(field) or LABELS.get(field, field))
