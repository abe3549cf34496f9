"""The probe of texts and the reading of documents: every format, every way to fail, and no word in the fact."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest

from govkit.engine.normalise import inventory_from
from govkit.engine.world import FolderWorld
from govkit.plugin import Declined
from govkit_personal_data.text import documents, scan_texts
from govkit_personal_data.text.ner import Recogniser, recogniser, spacy_models
from govkit_personal_data.text.spans import Span
from govkit_personal_data.text_probe import texts

SECRET = "please call ann at +66 81 234 5678 or write to ann@shop.example today"


@pytest.fixture
def look(tmp_path):
    def run(*names, **options):
        inventory = inventory_from({"datasets": [{"id": "a", "data": [{"path": name} for name in names]}]})
        world = FolderWorld(
            folder=tmp_path, inventory=inventory, as_of=date(2026, 11, 21), seed="s", options=options, network=False
        )
        return texts(inventory.get("dataset:a"), world)

    return run


def docx(*paragraphs, entity=""):
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("word/document.xml", f"{entity}<w:document {namespace}><w:body>{body}</w:body></w:document>")
    return raw.getvalue()


def pdf(text):
    stream = f"BT /F1 12 Tf 20 700 Td ({text}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(raw))
        raw += str(number).encode() + b" 0 obj" + part + b"endobj\n"
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return raw + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + str(len(raw)).encode() + b"\n%%EOF"


FILES = {
    "note.txt": SECRET.encode(),
    "note.md": f"# Note\n\n{SECRET}\n".encode(),
    "utf16.txt": SECRET.encode("utf-16"),
    "notes.jsonl": (json.dumps({"id": "x", "remark": SECRET, "n": 1}) + "\n").encode(),
    "letter.docx": docx("Dear all", SECRET),
    "letter.pdf": pdf(SECRET),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_is_read_and_no_word_leaves(look, tmp_path, name):
    (tmp_path / name).write_bytes(FILES[name])
    observed = look(name)
    (source,) = observed.value.sources
    assert {kind.category: kind.spans for kind in source.kinds} == {"phone": 1, "email": 1}
    assert (source.state, observed.examined, observed.expected) == ("read", source.texts, source.texts)
    fact = texts.adapter.dump_json(observed.value).decode()
    assert not any(word in fact for word in ("ann", "234", "shop.example", "today"))
    assert observed.value.engines[0].name == "rules"
    assert observed.inputs[0].startswith(name)


BROKEN = {
    "a.pdf": (b"%PDF-1.4 nonsense", "malformed"),
    "a.docx": (b"PK nonsense", "malformed"),
    "bomb.docx": (docx("x", entity='<!DOCTYPE a [<!ENTITY b "c">]>'), "malformed"),
    "binary.txt": (b"\x00\x01\x02" * 10, "not_text"),
    "a.jsonl": (b'{"text": "ok"}\nnot json\n', "malformed"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_not_examined(look, tmp_path, name):
    raw, state = BROKEN[name]
    (tmp_path / name).write_bytes(raw)
    observed = look(name)
    assert observed.value.sources[0].state == state
    assert observed.examined < observed.expected


def test_a_missing_file_is_not_clean(look, tmp_path):
    (tmp_path / "folder").mkdir()
    assert [result.state for result in scan_texts(tmp_path / "none.txt")] == ["missing"]
    assert [result.state for result in scan_texts(tmp_path / "folder")] == ["not_supported"]


def test_a_text_that_is_too_long_is_examined_in_part(look, tmp_path, monkeypatch):
    from govkit_personal_data.text import engine

    monkeypatch.setattr(engine, "LONGEST", 40)
    (tmp_path / "a.txt").write_text(SECRET)
    observed = look("a.txt")
    assert (observed.examined, observed.expected) == (0, 1)
    assert observed.value.partly


def test_bytes_that_do_not_decode_are_told(look, tmp_path):
    (tmp_path / "a.txt").write_bytes(SECRET.encode() + b" caf\xe9")
    assert look("a.txt").examined == 0


def test_tables_are_no_texts(look, tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    assert look("a.csv").value.sources == ()


def test_unknown_options_and_models_are_declined(look, tmp_path):
    (tmp_path / "a.txt").write_text(SECRET)
    with pytest.raises(Declined, match="option"):
        look("a.txt", colour="red")
    with pytest.raises(Declined, match="language model"):
        look("a.txt", text_model="en_core_web_nowhere")


def test_lines_hold_what_the_scorer_reads(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\n".join(
            [json.dumps({"meta": {"name": "x"}}), json.dumps({"id": "a", "text": SECRET}), json.dumps({"id": 7}), "{"]
        )
    )
    first, second, third = [result.record() for result in scan_texts(path)]
    assert first["id"] == "a"
    assert [(SECRET[s["start"] : s["end"]], s["category"], s["type"]) for s in first["spans"]] == [
        ("+66 81 234 5678", "PHONE", "PHONE"),
        ("ann@shop.example", "EMAIL", "EMAIL"),
    ]
    assert (first["whole"], first["state"], first["engines"]) == (True, "read", ["rules"])
    assert [(other["state"], other["whole"], other["spans"]) for other in (second, third)] == [
        ("malformed", False, [])
    ] * 2


def test_a_model_looks_only_where_nothing_is_known_and_within_its_budget(tmp_path):
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": SECRET}) + "\n" for _ in range(3)))
    model = Recogniser(
        "fake", lambda text: iter([(12, 15, "person-name", 0.6), (19, 25, "location", 0.6)]), budget=2 * len(SECRET)
    )
    results = list(scan_texts(tmp_path / "a.jsonl", ner=model))
    assert [Span(12, 15, "person-name", 0.6, "fake") in result.spans for result in results] == [True, True, False]
    assert [len(result.spans) for result in results] == [3, 3, 2]
    assert [result.engines for result in results] == [("rules", "fake"), ("rules", "fake"), ("rules",)]
    assert (model.looked_at, model.passed_over) == (2 * len(SECRET), len(SECRET))


def test_a_pipeline_that_is_there_is_used(tmp_path):
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Zed Quux"}])
    pipeline.to_disk(tmp_path / "tiny")
    model = recogniser(str(tmp_path / "tiny"))
    assert model.read("met Zed Quux there", ()) == (Span(4, 12, "person-name", 0.6, "spacy:tiny"),)
    assert isinstance(spacy_models(), tuple)
    with pytest.raises(LookupError):
        recogniser("en_core_web_nowhere")


def test_without_the_extra_documents_are_not_supported(look, tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "find_spec", lambda name: None)
    for name in ("letter.pdf", "letter.docx"):
        (tmp_path / name).write_bytes(FILES[name])
        assert look(name).value.sources[0].state == "not_supported"
