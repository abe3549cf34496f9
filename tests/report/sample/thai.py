# ruff: noqa: E501
"""Some texts of the assessment in Thai."""

from __future__ import annotations

THAI = {
    "People's choices are carried out and recorded": "องค์กรดำเนินการตามทางเลือกของเจ้าของข้อมูลและบันทึกไว้เป็นหลักฐาน",
    "Only those who need personal data can read it": "เฉพาะผู้มีหน้าที่จำเป็นเท่านั้นที่อ่านข้อมูลส่วนบุคคลได้",
    "The privacy notice names every purpose of processing": "ประกาศความเป็นส่วนตัวระบุวัตถุประสงค์ของการประมวลผลครบทุกข้อ",
    "Every recipient abroad is bound by a contract": "ผู้รับข้อมูลในต่างประเทศทุกรายมีสัญญาผูกพัน",
    "kept for {period}": "เก็บรักษาไว้ {period}",
    "no log of choices is kept": "ไม่มีการเก็บบันทึกทางเลือกของเจ้าของข้อมูล",
    "keep a log of choices": "จัดให้มีบันทึกทางเลือกของเจ้าของข้อมูล",
    "{slot} is not stated": "ไม่ได้ระบุ {slot}",
    "the database answers without a password, since {date} at least": "ฐานข้อมูลเปิดให้เข้าถึงโดยไม่ต้องใช้รหัสผ่าน อย่างน้อยตั้งแต่วันที่ {date}",
    "require a password of its own for every account": "กำหนดให้ทุกบัญชีผู้ใช้มีรหัสผ่านของตนเอง",
    "choices reach {systems} after {span}, later than {limit}": "ทางเลือกไปถึง{systems} หลังจาก {span} ซึ่งเกินกว่า {limit}",
    "carry choices to all systems within {limit}": "ส่งต่อทางเลือกไปยังทุกระบบภายใน {limit}",
    "the shop": "ระบบร้านค้า",
}
