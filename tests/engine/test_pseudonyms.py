"""Role-holders' names leave the facts on demand, and the verdicts stay."""

from __future__ import annotations

from govkit.engine.checklists import Library
from govkit.engine.facts import canonical
from govkit.engine.pseudonyms import pseudonymised
from govkit.engine.verdict import judge
from govkit.plugin.manager import Plugins
from tests.engine.bench import AS_OF, chosen, control, facts_for

NAMED = control(
    on="organisation",
    all=[
        {"require": {"dpo.name": {"stated": True}}},
        {"require": {"dpo.email": {"stated": True}}},
        {"ask": "fit", "text": "Is she fit?"},
    ],
)
INVENTORY = {
    "organisations": [
        {
            "id": "shop",
            "owner": "IT",
            "dpo": {"name": "Somying Jaidee", "email": "somying@shop.example", "role": "DPO", "phone": "none"},
            "privacy_contact": {
                "claims": [
                    {"value": {"name": "Mali Thong"}, "standing": "confirmed", "by": "Dara Chan", "at": "2026-01-01"}
                ]
            },
        }
    ]
}
PEOPLE = {
    "answers": [
        {
            "question": "fw/c#fit",
            "subject": "organisation:shop",
            "value": True,
            "author": "Dara Chan",
            "date": "2026-01-01",
        }
    ],
    "waivers": [{"framework": "fw", "control": "c", "owner": "Somying Jaidee", "reason": "x", "expires": "2027-01-01"}],
    "rejections": [
        {"subject": "organisation:shop", "what": "email", "by": "Anong Dee", "date": "2026-01-01", "reason": "x"}
    ],
    "reviews": [
        {
            "framework": "fw",
            "edition": "1",
            "control": "c",
            "content_hash": "0" * 16,
            "verdict": "confirmed",
            "reviewer": "Lek Law",
            "date": "2026-01-01",
            "document": "Official text",
        }
    ],
}


def test_no_name_is_left_and_no_verdict_changes() -> None:
    facts = facts_for(INVENTORY, chosen(NAMED), **PEOPLE)
    hidden = pseudonymised(facts)
    written = canonical(hidden).decode()
    for name in ("Somying", "somying@", "Mali", "Dara", "Anong", "Lek"):
        assert name in canonical(facts).decode()
        assert name not in written
    assert '"owner": "IT"' in written, "a role or team that keeps something is no name"
    assert "DPO" in written
    before, after = (judge(f, as_of=AS_OF, plugins=Plugins([]), library=Library([])) for f in (facts, hidden))
    assert [c["status"] for c in before["frameworks"][0]["controls"]] == [
        c["status"] for c in after["frameworks"][0]["controls"]
    ]
    assert before["frameworks"][0]["score"] == after["frameworks"][0]["score"]


def test_the_same_person_has_the_same_pseudonym() -> None:
    hidden = pseudonymised(facts_for(INVENTORY, chosen(NAMED), **PEOPLE))
    (organisation,) = hidden["inventory"]["records"]["organisation"]
    assert organisation["dpo"]["name"] == hidden["waivers"][0]["owner"]
    assert organisation["privacy_contact"]["claims"][0]["by"] == hidden["answers"][0]["author"]
    assert organisation["dpo"]["email"].endswith("@example.invalid")
    assert organisation["dpo"]["phone"] == "none"
