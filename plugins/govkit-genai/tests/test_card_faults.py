"""What the card reader can't read: one sentence for each fault, with the line where there is one."""

from __future__ import annotations

import pytest

from govkit_genai.card.faults import CardFault
from govkit_genai.card.reader import read_card


@pytest.mark.parametrize(
    ("content", "path", "reason", "line"),
    [
        (b"---\nlicense: [mit\n---\n# X\n", "c.md", "the front matter of the card is not valid YAML", 3),
        (b"---\n[]\n---\n", "c.md", "the front matter of the card is not a mapping of keys to values", 2),
        (b"---\na: &x 1\nb: *x\n---\n", "c.md", "the front matter of the card uses anchors or aliases", 2),
        (b"---\na: 1\na: 2\n---\n", "c.md", "the front matter of the card has a key twice", 3),
        (b"---\n[a]: 1\n---\n", "c.md", "the front matter of the card has a key that is not a word", 2),
        (b"---\na: " + b"[" * 30000 + b"\n---\n", "c.md", "the front matter of the card is nested too deeply", 2),
        (b"---\n" + b"- " * 30000 + b"a\n---\n", "c.md", "the front matter of the card is nested too deeply", 2),
        (b"---\na: " + b"x" * 70000 + b"\n---\n", "c.md", "the front matter of the card is too long", None),
        ("# X\n\n# Grüße\n\nÜber".encode("latin-1"), "c.md", "the card is not UTF-8 text", 3),
        ("# X\n".encode("utf-16"), "c.md", "the card is {encoding} text, and has to be UTF-8", None),
        ("# X\n".encode("utf-32"), "c.md", "the card is {encoding} text, and has to be UTF-8", None),
        ("# X\n\nโมเดล".encode("cp874"), "c.md", "the card is not UTF-8 text", 3),
        (b"# X\n\na\0b", "c.md", "the card is not a text: it holds a NUL", 3),
        (b"x" * (10 * 1024 * 1024), "c.md", "the card is larger than {limit} kB", None),
        (b"{", "c.json", "the card is not valid JSON", 1),
        (b"[" * 100000, "c.json", "the card is nested too deeply", None),
        (b'{"a": 1}', "c.json", "the file is no card: it has none of the forms that can be read", None),
        (b"[1]", "c.json", "the file is no card: it is not a mapping of keys to values", None),
        (
            b'{"bomFormat": "CycloneDX", "components": [{"type": "library"}]}',
            "c.json",
            "the file is no card: the bill of materials names no model and no dataset",
            None,
        ),
        (b"a: 1", "c.yaml", "the file is no card: it has none of the forms that can be read", None),
        (b"- a", "c.yaml", "the file is no card: it is not a mapping of keys to values", None),
        (b"a: [1", "c.yaml", "the card is not valid YAML", 1),
        (b"a: " + b"x" * 70_000, "c.yaml", "the card is too long for YAML", None),
        (b"x", "c.pdf", "cards of the form {suffix} can't be read", None),
    ],
)
def test_what_cannot_be_read_is_one_sentence(content: bytes, path: str, reason: str, line: int | None) -> None:
    with pytest.raises(CardFault) as caught:
        read_card(content, path)
    assert caught.value.reason == reason + (" (line {line})" if line else "")
    assert line is None or caught.value.params == {"line": line}
