"""Live systems to look at: what they serve, and the subjects that point to them."""

from __future__ import annotations

from typing import Any

from govkit.plugin import AiSystem, Organisation
from govkit_genai.live.probes import live_notice

STATIC = "<html lang=en><title>Help</title><body><p>" + "We sell shoes and answer letters. " * 30 + "</p></body></html>"
NOTICE = "<html lang=th><title>แชต</title><p>คุณกำลังคุยกับผู้ช่วย AI ซึ่งอาจผิดพลาด โทร 081-234-5678</p>" + STATIC
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CARD = (
    '{"name": "a", "description": "b", "version": "1", "url": "https://a.example", '
    '"capabilities": {"streaming": true}, "skills": [{"id": "x"}], '
    '"defaultInputModes": ["text"], "defaultOutputModes": ["text"]}'
)
EXPIRES = "Expires: 2027-05-01T00:00:00Z"
CONTACT = "Contact: mailto:security@o.example"


def system(**slots: Any) -> AiSystem:
    return AiSystem({"id": "chat", **slots}, "ai_system:chat")


def organisation(url: str) -> Organisation:
    return Organisation({"id": "o", "vulnerability_process": {"security_txt": url}}, "organisation:o")


def looked(url: str, world: Any) -> Any:
    return live_notice(system(urls=[url]), world).value[0]
