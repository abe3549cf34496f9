"""Pages that deny what they are there for, and honest ones in which words are denied in passing."""

from __future__ import annotations

import pytest

from govkit_genai.live.markup import parse
from govkit_genai.live.phrases import find, normalised

DENIALS = [
    ("report", "Acme has never published a transparency report and has no plans to write one."),
    ("report", "<h1>Transparency report</h1><p>There is no transparency report.</p>"),
    ("terms", "We have not written any terms of service for the chat."),
    ("forbidden", "There is no acceptable use policy. Nothing is prohibited."),
    ("behaviour", "We have written no model spec: the model will not be described here."),
    ("guide", "There is no developer guide for this model."),
    ("detection", "There is no way to detect whether a text was made by it."),
    ("person", "It is not possible to talk to a human."),
    ("person", "You can't talk to a human here."),
    ("feedback", "We don't accept feedback."),
    ("disclosure", "We do not accept reports of vulnerabilities, and take legal action."),
    ("whistleblower", "<h1>Speak up</h1><p>Acme has no whistleblower policy. Whoever speaks faces dismissal.</p>"),
    ("report", "บริษัทไม่เคยเผยแพร่รายงานความโปร่งใส"),
    ("report", "บริษัทยังไม่มีรายงานความโปร่งใส"),
    ("guide", "เราไม่ได้จัดทำคู่มือ"),
    ("terms", "Chúng tôi chưa có điều khoản sử dụng."),
    ("report", "Perusahaan belum pernah menerbitkan laporan transparansi."),
    ("report", "Kami tidak pernah menerbitkan laporan ketelusan."),
    ("guide", "Walang gabay para sa modelong ito."),
    ("report", "我们从未发布透明度报告。"),
    ("report", "வெளிப்படைத்தன்மை அறிக்கை இல்லை"),
    ("report", "យើងមិនដែលផ្សាយរបាយការណ៍"),
    ("report", "ພວກເຮົາບໍ່ເຄີຍເຜີຍແຜ່ລາຍງານ"),
    ("report", "အစီရင်ခံစာ မရှိပါ"),
    ("terms", "<h1>Terms of service</h1><p>The terms of service have not been written yet.</p>"),
    ("terms", "<h1>Terms of use</h1><p>The terms of use have yet to be written.</p>"),
    ("disclosure", "<h1>Vulnerabilities</h1><p>Vulnerability reports are not accepted.</p>"),
    ("disclosure", "A vulnerability in our AI can't be received here."),
    ("whistleblower", "A whistleblower policy has not been adopted by Acme."),
    ("whistleblower", "There is no whistleblower policy, and no protection from retaliation."),
    ("report", "Transparency report: not published."),
    ("report", "Acme refuses to publish a transparency report."),
    ("report", "The transparency report is no longer published."),
    ("guide", "The developer guide was withdrawn and is not offered any more."),
    ("forbidden", "An acceptable use policy is still missing."),
    ("behaviour", "A model spec hasn't been drafted."),
    ("appeal", "Our decisions are final: an appeal is impossible."),
    ("person", "We have abolished customer service; only the bot answers."),
    ("detection", "A tool to detect texts is not available."),
    ("guide", "<h1>คู่มือนักพัฒนา</h1><p>คู่มือนักพัฒนายังไม่มี และยังไม่ได้จัดทำ</p>"),
    ("forbidden", "Hành vi cấm: chính sách này chưa được ban hành."),
    ("report", "Laporan transparansi belum diterbitkan."),
    ("report", "透明度报告尚未发布。"),
]

HONEST = [
    ("report", "This is our transparency report. This report does not cover sales."),
    ("terms", "These terms apply to all. By using it you agree to these terms; if you do not agree, leave."),
    ("forbidden", "You must not engage in prohibited uses."),
    ("forbidden", "You may not use it to harm anybody. It is not permitted to sell its answers."),
    ("forbidden", "Do not use it for unacceptable use such as fraud."),
    ("behaviour", "The model refuses to help with weapons. It will not name a person. It must not flatter."),
    ("whistleblower", "Our whistleblower policy: speak up in good faith. There is no retaliation."),
    (
        "disclosure",
        "Report vulnerabilities: responsible disclosure is welcome. No action is taken against security researchers.",
    ),
    ("person", "Talk to a human at any time: customer service. The assistant is not a human agent."),
    ("forbidden", "ห้ามใช้เพื่อหลอกลวง ผู้ใช้ต้องไม่ทำร้ายผู้อื่น"),
    ("report", "รายงานความโปร่งใสฉบับนี้ไม่รวมยอดขาย"),
    ("forbidden", "禁止用于欺诈，用户不得伤害他人。"),
    ("forbidden", "Dilarang menipu. Pengguna tidak boleh menyakiti orang lain."),
    ("caution", "It is not a person and may not be accurate."),
    (
        "terms",
        "If you do not accept these terms, do not use it. Nothing in these terms limits your rights. "
        "We do not change these terms without notice.",
    ),
    ("terms", "If these terms are not available to you, write to us."),
    ("disclosure", "Do not publish the vulnerability before it is fixed. We do not offer a bug bounty."),
    ("whistleblower", "Our whistleblower policy: we do not tolerate retaliation. Report without fear of retaliation."),
    ("detection", "See whether it has our watermark. The tool does not detect text."),
    ("report", "It does not replace our annual report."),
    ("guide", "Developers: an integration without safeguards is not supported."),
    ("feedback", "Without your feedback we learn nothing. We cannot answer all feedback."),
    ("appeal", "You do not need a lawyer for an appeal."),
    ("feedback", "รายงานปัญหาที่ยังไม่มีทางแก้ได้ที่นี่"),
    ("disclosure", "Chính sách về lỗ hổng: đừng tiết lộ lỗ hổng khi chưa được phép."),
    ("retention", "We do not retain your messages."),
]


@pytest.mark.parametrize(("topic", "page"), DENIALS)
def test_a_page_that_denies_its_topic_does_not_speak_of_it(topic: str, page: str) -> None:
    text = normalised(parse(page).text)
    assert find(text, topic) is None
    assert find(text, topic, denied=True) is not None


@pytest.mark.parametrize(("topic", "page"), HONEST)
def test_a_page_that_tells_its_topic_may_deny_other_things(topic: str, page: str) -> None:
    assert find(normalised(parse(page).text), topic) is not None


def test_an_address_alone_can_be_left_for_a_newsletter() -> None:
    assert not parse("<form><input type=email><button>Subscribe</button></form>").form
    assert parse("<form><input type=email><textarea></textarea></form>").form


@pytest.mark.parametrize(("text", "told"), [("enter our summer contest", False), ("contest a decision here", True)])
def test_a_contest_is_no_appeal(text: str, told: bool) -> None:
    assert (find(text, "appeal") is not None) is told
