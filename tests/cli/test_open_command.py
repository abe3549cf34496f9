"""Commands that plugins put below `govkit answer` and `govkit checklist`."""

from importlib.metadata import EntryPoint

import click
import pytest

from govkit.cli import plugged


def mail(_host):
    @click.command("mail")
    @click.argument("whom")
    @click.option("--loud", is_flag=True)
    def command(whom, loud):
        """Send the questions."""
        click.echo(f"to {whom}{'!' if loud else ''}")
        return 7

    return command


@pytest.fixture
def brought(monkeypatch):
    names = ("answer.mail", "checklist.mail", "checklist.review", "waive.mail")
    points = {name: EntryPoint(name, f"{__name__}:mail", plugged.GROUP) for name in names}
    monkeypatch.setattr(EntryPoint, "load", lambda self: mail)
    monkeypatch.setattr(plugged, "_names", lambda: names)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group, name: (points[name],))


@pytest.mark.parametrize("parent", ["answer", "checklist"])
def test_a_plugin_puts_a_command_below_one_of_govkit(brought, call, parent):
    assert call(parent, "mail", "Anong", "--loud") == (7, "to Anong!\n", "")
    code, out, _ = call(parent, "mail", "--help")
    assert code == 0
    assert f"Usage: govkit {parent} mail [OPTIONS] WHOM" in out


def test_help_names_it_without_importing_it(brought, call, monkeypatch):
    monkeypatch.setattr(EntryPoint, "load", lambda self: pytest.fail("it is imported"))
    for parent in ("answer", "checklist"):
        assert f"govkit {parent} mail --help" in call(parent, "--help")[1]
    assert "mail" not in call("--help")[1]


def test_what_govkit_has_there_itself_stays(brought, call):
    assert "Have people confirm" in call("checklist", "review", "--help")[1]
    assert "checklist review --help" not in call("checklist", "--help")[1]


def test_a_name_below_any_other_command_is_never_called(brought, call):
    assert call("waive", "mail", "--help")[1].startswith("Usage: govkit waive [OPTIONS]")
    assert call("answer.mail", "x")[0] == 2


def test_a_folder_is_not_taken_for_a_command(brought, call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mail").mkdir()
    assert "there is no inventory" in call("answer", "./mail")[2]
