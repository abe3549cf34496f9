"""`govkit personal-data doctor`: what is installed is told with its version, what is not with what it would add."""

from __future__ import annotations

import json

from click.testing import CliRunner

from govkit_personal_data import doctor
from govkit_personal_data.command.personal_data import command


def run(*arguments):
    result = CliRunner().invoke(command(None), ["doctor", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_what_is_there_and_what_is_not(monkeypatch):
    monkeypatch.setattr(doctor, "_installed", lambda name: "" if name == "pypdf" else "1.2.3")
    monkeypatch.setattr("govkit_personal_data.text.ner.spacy_models", lambda: ())
    lines = run().splitlines()
    assert any(line.split()[:2] == ["google-re2", "1.2.3"] for line in lines)
    at = next(index for index, line in enumerate(lines) if line.startswith("pypdf"))
    assert "–" in lines[at]
    assert "pip install 'govkit-personal-data[documents]'" in lines[at + 1]
    assert "en_core_web_md" in lines[-1]


def test_models_that_are_installed_are_named(monkeypatch):
    monkeypatch.setattr("govkit_personal_data.text.ner.spacy_models", lambda: ("en_core_web_sm",))
    names = [part["name"] for part in json.loads(run("--format", "json"))]
    assert names[0] == "rules"
    assert names[-1] == "en_core_web_sm"
