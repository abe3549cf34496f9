"""The card reader on a card that says it all: lines, values that are kept, claims, datasets and leftovers."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from govkit_genai.card.items import rules
from govkit_genai.card.reader import read_card

cards = import_module("plugins.govkit-genai.tests.own_cards")


def line_of(text: str) -> int:
    return cards.GOOD[: cards.GOOD.index(text)].count("\n") + 1


def test_a_good_card_states_all_items() -> None:
    unstated = {item: state for item, state in cards.states(cards.GOOD).items() if state != "stated"}
    assert unstated == {}


def test_all_items_are_there_and_in_order() -> None:
    assert list(cards.states("")) == [rule.item for rule in rules("model").items]
    assert len(cards.states("")) == 25
    assert set(cards.states("").values()) == {"absent"}


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("licence", "license: apache-2.0"),
        ("contact", "- **Model Card Contact:**"),
        ("out_of_scope_use", "It must not be used"),
        ("limitations", "The model fails on questions"),
        ("training_data_personal_data", "Names, e-mail addresses"),
        ("energy_or_carbon", "**Carbon Emitted:**"),
        ("compute_or_hardware", "| Hardware |"),
    ],
)
def test_the_line_is_that_of_the_text(item: str, text: str) -> None:
    assert read_card(cards.GOOD.encode(), "card.md").items[item].line == line_of(text)


def test_short_values_are_kept_and_no_others() -> None:
    reading = read_card(
        cards.GOOD.encode(), "cards/helper.md", [("dataset:shop-faq", ("shop-faq",)), ("dataset:crm", ("crm2",))]
    )
    assert reading.licence == "apache-2.0"
    assert reading.languages == ("th", "en")
    assert reading.parents == 1
    assert reading.dates == (date(2026, 5, 4),)
    assert reading.personal_data == "handled"
    assert reading.datasets == ("dataset:shop-faq",)
    assert reading.leftovers == 0
    assert reading.place("limitations") == f"cards/helper.md:{line_of('The model fails')}"
    kept = reading.model_dump_json()
    assert "retail" not in kept
    assert "Names" not in kept


def test_crlf_changes_nothing() -> None:
    assert (
        read_card(cards.GOOD.replace("\n", "\r\n").encode(), "card.md").items
        == read_card(cards.GOOD.encode(), "card.md").items
    )
    assert cards.states("\ufeff" + cards.GOOD) == cards.states(cards.GOOD)


def test_a_card_without_front_matter_is_read() -> None:
    body = cards.GOOD[cards.GOOD.index("# Shop") :]
    assert cards.states(body)["limitations"] == "stated"
    assert cards.states(body)["licence"] == "absent"


def test_the_best_evidence_wins() -> None:
    assert cards.states("---\nlicense: other\n---\n\n# X\n\n## License\n\nMIT\n")["licence"] == "stated"
    assert cards.states("# X\n\n## License\n\nTBD\n\nReleased under the MIT licence.\n")["licence"] == "stated"


def test_left_overs_are_counted_with_their_lines() -> None:
    reading = read_card(b"# X\n\n## Uses\n\n[More Information Needed]\n\n## Contact\n\nTBD\n", "card.md")
    assert (reading.leftovers, reading.leftover_lines) == (2, (5, 9))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("No personal data.", "none"),
        ("The data contain no personal data, because staff wrote all of them.", "none"),
        ("ไม่มีข้อมูลส่วนบุคคลในชุดข้อมูลนี้ เพราะพนักงานเขียนขึ้นเองทั้งหมด", "none"),
        ("The data include personal data such as names and telephone numbers of customers.", "some"),
        ("Personal data were removed by a script before the training began.", "handled"),
        ("[More Information Needed]", ""),
        ("It was checked by our lawyers in the year before the release.", ""),
    ],
)
def test_the_claim_about_personal_data(text: str, claim: str) -> None:
    assert read_card(f"# X\n\n## Personal data\n\n{text}\n".encode(), "card.md").personal_data == claim


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Tuned on questions of customers about orders.", ()),
        ("Tuned on the customers dataset.", ("dataset:customers",)),
        ("Training data: dataset `customers`.", ("dataset:customers",)),
        ("It cannot see customer accounts.", ()),
        ("Trained on customer accounts.", ("dataset:accounts",)),
        ("The file is shop-faq.", ("dataset:shop-faq",)),
    ],
)
def test_a_word_that_any_card_may_use_names_no_dataset(said: str, found: tuple[str, ...]) -> None:
    known = [
        ("dataset:customers", ("customers",)),
        ("dataset:orders", ("orders", "Orders")),
        ("dataset:accounts", ("accounts", "Customer accounts")),
        ("dataset:shop-faq", ("shop-faq",)),
    ]
    assert read_card(f"# Bot\n\n{said}\n".encode(), "card.md", known).datasets == found


def test_another_licence_is_known_by_its_own_name() -> None:
    card = b"---\nlicense: other\nlicense_name: Shop-Terms\n---\n# Bot\n"
    assert read_card(card, "card.md").licence == "shop-terms"
