"""Words beside the value of an answer, clause by clause: what they add is told from what they take back."""

from __future__ import annotations

import pytest

from govkit.model.placeholder.beside import unsay_confirmation, unsay_no, unsay_value, unsay_yes
from govkit.model.placeholder.clauses import clauses

ASKED = "Have all staff who handle personal data been trained in the last year?"


def back(text: str, asked: str = ASKED) -> bool:
    return unsay_yes(text, asked=asked, advice="", year=2026)


@pytest.mark.parametrize(
    "text",
    [
        "All staff were trained in March 2026; those who do not handle personal data were invited as well.",
        "Yes. All were trained in March 2026; the next course is planned for May 2027.",
        "Everybody was trained in June 2026, and again next year.",
        "Trained in May 2026. Staff cannot get access before they pass the test.",
        "Done. The list is complete, nobody is missing.",
        "Yes: nobody was left out.",
        "Most recent training: March 2026",
        "All 42 of 42, valid until 2028",
        *("อบรมพนักงานทุกคนแล้ว ไม่มีใครตกหล่น", "อบรมทุกคนเมื่อมีนาคม 2569 หากไม่ผ่านต้องอบรมซ้ำ"),
        "Tous les employés ont été formés, aucun n'a été oublié.",
        "Đã đào tạo toàn bộ nhân viên, không có ngoại lệ.",
        "Semua karyawan sudah dilatih; yang tidak lulus dilatih ulang.",
        *("100 % of staff", "42 of 42", "3/5/2026"),
        *("ไม่เกินสามเดือนหลังเข้างาน", "ไม่น้อยกว่าปีละครั้ง", "不超过一年", "Draft and final list are kept by HR"),
    ],
)
def test_what_an_answer_adds_takes_nothing_back(text: str) -> None:
    assert not back(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "No, nobody was trained",
            "Yes, but nobody was trained",
            "Yes, never done",
            "Yes - in 2027",
            "Yes, next year",
        ),
        *("pending", "Yes (partial)", "rarely", "Expired", "on paper only", "Subject to approval.", "นานๆครั้ง", "很少"),
        *("ไม่อบรม", "Không đào tạo", "不培训", "Keine Schulung"),
        *("0 of 42", "50 % of staff", "Most staff", "Some staff", "Will start in 2027", "To be confirmed by HR"),
        *("Scheduled for Q3 2027", "Nein", "อบรมแค่ 10%", "คาดว่าจะอบรม", "Một số nhân viên", "Akan dilatih", "À faire"),
        *("We looked at it. Nobody was trained.", "At present, we do not do that", "Sorry. Staff are not trained."),
        *("Staff who handle data are not trained", "The next training is planned for May 2027", "All, but not all yet"),
        *("Trained; other offices next year", "All were trained, except in Hanoi"),
    ],
)
def test_what_an_answer_says_of_the_question_may_take_it_back(text: str) -> None:
    assert back(text)


BACK = {
    "Burmese": ("မလုပ်ရသေးပါ", "နောက်နှစ်", "စီစဉ်ဆဲ", "တစ်စိတ်တစ်ပိုင်း", "အားလုံးမဟုတ်ပါ"),
    "Chinese": (
        "是，但不是全部",
        "并非所有人",
        "几乎全部",
        "我们没做",
        "未完成",
        "未培训",
        "暂无",
        "多數員工",
        "培训进行中",
        "待定",
    ),
    "Filipino": ("Oo, pero hindi lahat", "Karamihan", "Halos lahat", "Gagawin pa lang", "Ilan lamang", "Plano pa lang"),
    "French": ("La plupart", "Presque tous", "Oui, mais pas tous"),
    "German": ("Noch nicht", "Ja, aber nicht alle", "Die meisten", "In Planung", "Die Mitarbeiter sind nicht geschult"),
    "Indonesian": ("Kebanyakan staf", "Hampir semua", "Sedang disiapkan", "Masih dalam tahap perencanaan"),
    "Khmer": ("មួយផ្នែក", "ឆ្នាំក្រោយ", "គ្រោងនឹងធ្វើ", "ភាគច្រើន", "មិនមែនទាំងអស់"),
    "Lao": ("ບາງສ່ວນ", "ປີໜ້າ", "ກຳລັງດຳເນີນການ", "ສ່ວນໃຫຍ່", "ບໍ່ແມ່ນທັງໝົດ"),
    "Malay": ("Kebanyakan kakitangan", "Tak semua", "Dalam perancangan", "Sedang disediakan"),
    "Spanish": ("Todavía no", "En parte", "Sí, pero no todos", "La mayoría", "El personal no está formado"),
    "Thai": ("อาจจะ", "ส่วนใหญ่", "เกือบทั้งหมด", "พนักงานบางคน", "รอดำเนินการ"),
    "Vietnamese": ("Hầu hết nhân viên", "Đa số", "Trừ nhân viên tạm thời", "Chúng tôi không đào tạo", "Đang chuẩn bị"),
}
"""What takes a yes back, in other languages than that of the question."""
STANDS = {
    "Burmese": ("ဟုတ်ကဲ့ အားလုံး မတ်လတွင်", "ဝန်ထမ်းအားလုံး သင်တန်းပြီးပါပြီ"),
    "Chinese": ("是，全部在三月", "所有员工已培训，没有遗漏", "各部分均已培训", "已按计划完成", "进行中的项目都已培训"),
    "Filipino": ("Oo, lahat noong Marso", "Tapos na lahat, walang naiwan", "Naisagawa ayon sa plano"),
    "French": ("Tous en mars, comme prévu", "Terminé, la prochaine formation en mai"),
    "German": ("Ja, alle im März", "Wie geplant im März", "Alle, und wer neu ist, nicht später als nach 30 Tagen"),
    "Indonesian": (
        "Ya, semua staf",
        "Selesai sesuai rencana",
        "Kursus dirancang untuk semua karyawan",
        "Seluruh bagian",
    ),
    "Khmer": ("បាទ បុគ្គលិកទាំងអស់ក្នុងខែមីនា", "បានបណ្តុះបណ្តាលទាំងអស់"),
    "Lao": ("ແມ່ນ ທັງໝົດໃນເດືອນມີນາ", "ຝຶກອົບຮົມແລ້ວທຸກຄົນ"),
    "Malay": ("Selesai seperti dirancang", "Nur Aisyah melatih semua kakitangan", "Semua bahagian"),
    "Spanish": ("Sí, todos en marzo", "Según lo previsto", "Todos, y en no más de 30 días"),
    "Thai": ("ทำทุกปี ไม่มีข้อยกเว้น", "อบรมโดยอาจารย์ภายนอก ครบ 42 คน", "แจ้งทุกคนที่อาจจะได้รับผลกระทบ"),
    "Vietnamese": (
        "Đã đào tạo toàn bộ, không có ngoại lệ",
        "Tất cả các bộ phận",
        "Chúng tôi đang thực hiện mã hóa toàn bộ",
    ),
}


@pytest.mark.parametrize("language", BACK)
def test_remarks_in_other_languages_than_the_question(language: str) -> None:
    assert [text for text in BACK[language] if not back(text)] == []
    assert [text for text in STANDS[language] if back(text)] == []


@pytest.mark.parametrize("text", ["Only HR and payroll have access, by role.", "เฉพาะฝ่ายบุคคลและฝ่ายบัญชี ตามสิทธิ์"])
def test_only_is_a_yes_where_a_limit_is_asked_for(text: str) -> None:
    assert not back(text, "Is access limited to those who need it?")
    assert back(text, "Have all staff access to the policy?")


def test_a_clause_that_denies_other_things_is_told_from_one_that_denies_what_is_asked() -> None:
    assert not back("AES-256 on all disks; keys are never stored with the data.", "Are data encrypted at rest?")
    assert back("We looked into it. Data are not encrypted.", "Are data encrypted at rest?")


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        *(("The next one is planned for next year", False), ("Each May; the next review is due next year.", False)),
        *(("Not counting those on leave.", False), ("External audit by KPMG.", False), ("planned for next year", True)),
        *(("never", True), ("No, we do not review it", True), ("No one was trained", True), ("In 2027", True)),
    ],
)
def test_words_beside_numbers_days_and_choices(text: str, taken: bool) -> None:
    assert unsay_value(text, asked="How often?", year=2026) is taken


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Checked with the warehouse: these are part numbers, not phone numbers.", False),
        *(("ตรวจแล้วเป็นรหัสสินค้า ไม่ใช่เบอร์โทร", False), ("Not phone numbers: part numbers", False)),
        *(("No, they are phone numbers", True), ("Nobody has looked yet", True), ("To be confirmed by HR", True)),
        ("Part numbers, except for the last column", True),
    ],
)
def test_words_beside_a_confirmation(text: str, taken: bool) -> None:
    assert unsay_confirmation(text, year=2026) is taken


def test_words_beside_a_no_that_is_well() -> None:
    assert unsay_no("Yes, we sell them", asked="Are data sold?", year=2026)
    assert not unsay_no("No. Sharing with the group is planned for 2027", asked="Are data sold?", year=2026)
    assert not unsay_no("Data are never sold.", asked="Are data sold?", year=2026)


def test_what_leads_on_to_a_clause_is_part_of_it() -> None:
    assert clauses("At present, we do not. Later, perhaps") == ("at present we do not", "later perhaps")
