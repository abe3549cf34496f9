"""A record of processing is known by its headings: six languages, two at once, and any of the first rows."""

from __future__ import annotations

from collections import Counter

import pytest

from govkit.cli.host import CommandHost
from govkit_importers.ropa.columns import COLUMNS, CONTACT_COLUMNS
from govkit_importers.ropa.importer import Ropa
from govkit_importers.ropa.lexicon import LANGUAGES, fold, lexicon
from govkit_importers.ropa.table import name_of

HEADINGS = {
    "en": "Ref,Processing activity,Purposes of processing,Lawful basis,Categories of data subjects,Retention period",
    "th": "รหัส,ชื่อกิจกรรม,วัตถุประสงค์,ฐานกฎหมาย,เจ้าของข้อมูลส่วนบุคคล,ระยะเวลาเก็บรักษา",
    "vi": "Mã,Hoạt động xử lý,Mục đích xử lý,Cơ sở pháp lý,Chủ thể dữ liệu,Thời hạn lưu trữ",
    "id": "Kode,Kegiatan pemrosesan,Tujuan pemrosesan,Dasar hukum,Subjek data,Masa retensi",
    "ms": "Kod,Aktiviti pemprosesan,Tujuan pemprosesan,Asas undang-undang,Subjek data,Tempoh penyimpanan",
    "fr": "Référence,Activité de traitement,Finalités,Base légale,Personnes concernées,Durée de conservation",
}
CELLS = {
    "en": "r1,Orders,To ship orders to the people who bought them,Performance of a contract,Customers,5 years",
    "th": "r1,สั่งซื้อ,เพื่อจัดส่งสินค้า,สัญญา,ลูกค้า,5 ปี",
    "vi": "r1,Đơn hàng,Giao hàng cho người mua hàng,Hợp đồng,Khách hàng,5 năm",
    "id": "r1,Pesanan,Mengirim pesanan kepada pembeli barang,Perjanjian,Pelanggan,5 tahun",
    "ms": "r1,Pesanan,Menghantar pesanan kepada pembeli barangan,Kontrak,Pelanggan,5 tahun",
    "fr": "r1,Commandes,Livrer les commandes aux acheteurs,Exécution du contrat,Clients,5 ans",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", [1, 9, 15])
def test_headings_of_every_language_on_any_of_the_first_rows(tmp_path, language, row):
    place = tmp_path / "r.csv"
    place.write_text("Company record,,,,,\n" * (row - 1) + HEADINGS[language] + "\n" + CELLS[language] + "\n")
    importer = Ropa(CommandHost())
    assert importer.detect(place.read_bytes(), place).why == f"6 headings of a record of processing in row {row} of `r`"
    activity = importer.load(place).entries["activity", "r1"]
    said = {slot: [one.value for one in found] for slot, found in activity.said.items()}
    assert (said["legal_basis"], said["data_subjects"], said["retention"]) == (["contract"], [["customer"]], ["P5Y"])


def test_headings_below_the_fifteenth_row_and_other_tables_are_not_ours(tmp_path):
    place = tmp_path / "r.csv"
    for text in (
        "x,,,,,\n" * 15 + HEADINGS["en"] + "\n" + CELLS["en"],
        "id,name,email,source\n1,a,b,c\n",
        "no,name,address,phone,file\n1,a,b,c,d\n",
    ):
        place.write_text(text)
        assert Ropa(CommandHost()).detect(place.read_bytes(), place).score == 0


def test_headings_in_two_languages_and_with_numbers_are_known():
    assert name_of("วัตถุประสงค์\nPurpose") == "purpose"
    assert name_of("3. Purpose of processing *") == "purpose"
    assert name_of("Retention period (ระยะเวลาเก็บรักษา)") == "retention"
    assert name_of("Recipients / Retention") is None
    assert lexicon().contact("DPO", "E-mail") == ("dpo", "email")
    assert lexicon().contact("", "DPO email") == ("dpo", "email")
    assert all(person.count(".") == 1 for person in CONTACT_COLUMNS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_of_a_language_means_two_things(language):
    from govkit_importers.ropa.lexicon import _data

    words = _data(language)
    for table in (words["headers"], words["people"], words["attributes"], *words["terms"].values()):
        counted = Counter(phrase for phrases in table.values() for phrase in {fold(one) for one in phrases})
        assert [phrase for phrase, count in counted.items() if count > 1] == []
    assert set(words["headers"]) <= set(COLUMNS)
    answers = [{fold(str(one)) for one in words[key]} for key in ("yes", "no", "none")]
    assert not answers[0] & answers[1]
    assert not answers[0] & answers[2]
