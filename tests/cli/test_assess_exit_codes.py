"""`govkit assess`: gaps, waivers, contradictions, what is undecided and what did not work decide the exit code."""


def test_a_plugin_that_can_not_take_the_assessment_is_a_problem(shop, assess, monkeypatch):
    from govkit.model.message import Message
    from govkit.plugin.manager import Plugins

    def notify(_self, hook, **_):
        return [("acme", Message("it broke"))] if hook == "assessment_finished" else []

    monkeypatch.setattr(Plugins, "notify", notify)
    code, out, err = assess()
    assert code == 3
    assert "acme" in out
    assert "exit 3: plugin acme did not work" in err


def test_a_subject_that_vanished_since_is_a_contradiction(shop, assess, saved):
    (shop / "out/assessment.json").rename(shop / "earlier.json")
    inventory = shop / "inventory/all.yaml"
    inventory.write_text(
        inventory.read_text().replace("  - {id: crm, name: Customers, retention: P9Y, owner: sales}\n", "")
    )
    code, out, err = assess("--since", "earlier.json")
    assert code == 1
    assert "dataset:crm is not declared" in out
    assert "1 contradiction" in err


def test_fail_on_and_waivers_decide_the_exit_code(shop, assess, call):
    assert assess("-q", "--fail-on", "critical")[0] == 0
    assert assess("-q", "--fail-on", "high")[0] == 1
    code, _, _ = call(
        "waive",
        "own/retention",
        "--until",
        "2099-01-01",
        "--owner",
        "CEO",
        "--reason",
        "Sold",
        "-c",
        "own.checklist.yaml",
    )
    assert code == 0
    assert assess("-q", "--fail-on", "high")[0] == 0


def test_too_little_decided_is_incomplete(shop, assess, monkeypatch):
    assert assess("-q", "--min-decided", "100")[0] == 3
    monkeypatch.setenv("GOVKIT_MIN_DECIDED", "100")
    code, _, err = assess()
    assert code == 3
    assert "% is decided, and 100 % has to be" in err
    assert assess("-q", "--min-decided", "0")[0] == 1


def test_ci_asks_for_half(shop, assess, monkeypatch):
    inventory = shop / "inventory/all.yaml"
    inventory.write_text("govkit: inventory/1\norganisations: [{id: shop}]\ndatasets: [{id: crm}]\n")
    assert assess("-q")[0] == 0
    monkeypatch.setenv("CI", "true")
    assert assess("-q")[0] == 3
