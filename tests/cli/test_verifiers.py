"""`govkit verify` for files of a plugin's own kind: who is asked, and what happens where a plugin is broken."""

from importlib.metadata import EntryPoint

import click
import pytest

from govkit.cli import verifiers
from govkit.cli.host import CommandHost
from govkit.model.errors import UsageError


class Wax:
    """A verifier of files that begin with `WAX`."""

    @staticmethod
    def accepts(head, path):
        return head.startswith(b"WAX") or path.suffix == ".wax"

    @staticmethod
    def command(host):
        @click.command("verify")
        @click.argument("file")
        @click.option("--melt", is_flag=True)
        def command(file, melt):
            click.echo(f"melts: {melt}, host: {hasattr(host, 'judge')}")
            return 5

        return command


class Torn:
    """A verifier that can't do its work."""

    @staticmethod
    def accepts(head, path):
        raise RuntimeError("a value of the file")


class Dull(Wax):
    """A verifier that gives no command."""

    @staticmethod
    def command(host):
        return "verify"


@pytest.fixture
def brought(monkeypatch):
    """Return a function that installs verifiers by name."""

    def brought(**found):
        points = []
        for name, verifier in found.items():
            point = EntryPoint(name, f"tests.cli:{name}", verifiers.GROUP)
            monkeypatch.setattr(EntryPoint, "load", lambda self: found[self.name])
            points.append(point)
            assert verifier
        monkeypatch.setattr(verifiers, "entry_points", lambda group: points)

    return brought


@pytest.fixture
def sealed(tmp_path):
    place = tmp_path / "letter.bin"
    place.write_bytes(b"WAX and paper")
    return place


def test_the_plugin_gets_every_argument(brought, sealed, call):
    brought(wax=Wax)
    assert call("verify", "--melt", sealed) == (5, "melts: True, host: True\n", "")
    assert "--melt" in call("verify", sealed, "--help")[1]


def test_the_first_that_accepts_verifies(brought, sealed, call, tmp_path):
    class Nobody(Wax):
        @staticmethod
        def accepts(head, path):
            return False

    brought(a=Nobody, b=Wax)
    assert call("verify", sealed)[0] == 5
    (tmp_path / "other.txt").write_text("nothing")
    assert "no JSON file" in call("verify", tmp_path / "other.txt", "--facts", tmp_path / "other.txt")[2]


def test_documents_of_govkit_are_never_a_plugins(brought, saved, call):
    brought(torn=Torn)
    assert call("verify", "out/assessment.json")[0] == 0


@pytest.mark.parametrize(
    ("verifier", "words"),
    [(Torn, "the verifier `x` can't be had: RuntimeError"), (Dull, "gives no Click command")],
)
def test_a_broken_verifier_is_named_and_its_words_are_not(verifier, words, brought, sealed, call):
    brought(x=verifier)
    code, out, err = call("verify", sealed)
    assert (code, out) == (2, "")
    assert words in err
    assert "a value of the file" not in err


def test_names_that_no_file_has_are_govkits_to_refuse(brought, call):
    brought(wax=Wax)
    for name in ("missing.wax", "a" * 5000):
        assert call("verify", name)[0] == 2


def test_a_format_that_is_no_text_needs_a_file(saved, call, tmp_path):
    code, out, err = call("show", "out/assessment.json", "--format", "xlsx")
    assert (code, out) == (2, "")
    assert "give a file with -o" in err
    assert call("show", "out/assessment.json", "-o", tmp_path / "a.xlsx")[0] == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    with pytest.raises(UsageError, match="xlsx is no text"):
        CommandHost().render(saved, "xlsx")
