"""An inventory with former ids, claims, placeholders, silences and references to nothing, as people write it."""

from __future__ import annotations

from typing import Any

CONTENT: dict[str, Any] = {
    "organisations": [{"id": "shop", "country": "TH", "dpo": {"name": "A. Person", "email": "none"}}],
    "parties": [{"id": "cloud", "formerly": ["hoster"], "country": "NA", "roles": ["processor"]}, {"id": "mail"}],
    "datasets": [
        {
            "id": "crm",
            "personal": True,
            "purposes": ["billing", "support"],
            "retention": {
                "claims": [
                    {"value": "P5Y", "standing": "declared", "origin": "dpo"},
                    {"value": "P5Y", "standing": "detected", "origin": "scan"},
                ]
            },
            "owner": "TBD",
            "countries": ["TH", "SG"],
            "collections": [
                {"name": "people", "fields": [{"name": "mail", "classification": ["email"]}, {"name": "id"}]}
            ],
        },
        {"id": "logs", "personal": False, "owner": {"unknown": "asked the vendor"}},
    ],
    "transfers": [
        {"id": "out", "dataset": "crm", "recipient": "hoster", "destination": "NA", "mechanisms": []},
        {
            "id": "more",
            "dataset": "dataset:logs",
            "recipient": "party:gone",
            "mechanisms": [{"kind": "clauses.model", "valid_to": "2027-01-01"}],
            "onward": [{"recipient": "ghost", "destination": "NO"}],
        },
    ],
}
