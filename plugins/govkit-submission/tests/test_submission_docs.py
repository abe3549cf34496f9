"""What docs/submissions.md shows is run."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs/submissions.md"
INVENTORY = """\
govkit: inventory/1
organisations: [{id: shop, name: Shop Co, country: TH}]
datasets: [{id: crm, name: Customers, retention: P2Y, owner: sales, personal: true}]
"""


def block(language, number=0):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)[number]


def test_the_way_from_a_company_to_whoever_verifies(call, tmp_path, monkeypatch):
    """The first block, line by line, and then the shell alone."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "inventory.yaml").write_text(INVENTORY, "utf-8")
    (folder / "govkit.yaml").write_text("govkit: config/1\nframeworks: [data-house-rules]\n", "utf-8")
    for line in block("text").splitlines():
        words = shlex.split(line, comments=True)
        assert words[0] == "govkit"
        code, out, err = call(*words[1:])
        assert code in ((0, 1, 3) if words[1] == "assess" else (0,)), (line, out, err)
    assert "signed by:         Shop Co" in out
    assert "the submission holds" in out
    done = subprocess.run(["sh", "-e", "-c", block("sh")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Signature Verified Successfully" in done.stdout
    assert re.findall(r"(\S+): (as sealed|CHANGED)", done.stdout) == [
        ("assessment.json", "as sealed"),
        ("facts.json", "as sealed"),
    ]
    (tmp_path / "opened/facts.json").write_text("{}", "utf-8")
    (tmp_path / "opened/more.json").write_text("{}", "utf-8")
    compared = block("sh").partition("cd opened")
    done = subprocess.run(["sh", "-c", "".join(compared[1:])], capture_output=True, text=True, check=False)
    assert re.findall(r"(\S+): CHANGED", done.stdout) == ["facts.json", "more.json"]

    monkeypatch.setenv("GOVKIT_PLUGINS", "none")
    code, out, _ = call("verify", "shop.govkit")
    assert code == 3
    assert "plugin personal-data" in out
    assert "do not believe what is claimed of these" in out
    assert "differs" not in out
    assert "holds as far as it can be judged here" in out


def test_the_other_commands_exist(call):
    for number in range(1, 4):
        for line in block("text", number).splitlines():
            words = shlex.split(line, comments=True)
            if words[0] == "govkit":
                known = call(*words[1 : 3 if words[1] == "keys" else 2], "--help")[1]
                assert all(word.split("=")[0] in known for word in words if word.startswith("--")), line
