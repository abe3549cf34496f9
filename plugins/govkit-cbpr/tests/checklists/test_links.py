"""Links between the checklists lead both ways."""

from __future__ import annotations

from collections.abc import Callable

from govkit.engine.checklists import Chosen


def test_every_link_of_the_crosswalk_has_its_counterpart(
    edition: Callable[[str], Chosen], checklists: dict[str, Chosen]
) -> None:
    inverse = {"equal": "equal", "intersects": "intersects", "subset": "superset", "superset": "subset"}
    hub = {control.id: control for control in edition("global-2.0").checklist.controls}
    links = {
        (control.id, link.framework, link.control, link.relation)
        for control in hub.values()
        for link in control.related
    }
    back = {
        (link.control, chosen.checklist.framework.id, control.id, inverse[link.relation])
        for chosen in checklists.values()
        if chosen.checklist.framework.id != "global-cbpr"
        for control in chosen.checklist.controls
        for link in control.related
        if link.framework == "global-cbpr"
    }
    assert {link for link in links if link[1] != "gdpr"} == back
    assert {link[1] for link in links} == {"gdpr", "global-prp", "asean-pdp", "th-pdpa", "sg-pdpa"}
    unlinked = {control.id for control in hub.values() if not control.related}
    assert unlinked == {"gen.entity", "gen.contact", "gen.people", "gen.economies", "gen.destinations", "gen.agent"} | {
        "acct.evidence"
    }


def test_the_two_linked_laws_are_linked_by_topic(framework: Callable[[str], Chosen]) -> None:
    for name, other in (("th-pdpa", "sg-pdpa"), ("sg-pdpa", "th-pdpa")):
        for control in framework(name).checklist.controls:
            direct = [link.control for link in control.related if link.framework == other]
            assert direct == ([] if control.id == "law.sensitive" else [control.id])
