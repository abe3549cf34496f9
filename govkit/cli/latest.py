"""What a folder says now, judged with what probes saw in the last run: asking people needs no new scan."""

from __future__ import annotations

from collections.abc import Sequence

from govkit.cli.terminal import progress
from govkit.engine.checklists import Chosen
from govkit.engine.documents import read_facts
from govkit.engine.facts import checklists_of, inventory_of, make_facts
from govkit.engine.load import Loaded
from govkit.engine.lock import OUT
from govkit.engine.observe import choose
from govkit.engine.run import Run
from govkit.model.config import Config
from govkit.model.fact import Fact
from govkit.model.facts import Facts


def latest_facts(run: Run, loaded: Loaded) -> Facts:
    """Return facts of what the folder says now, with what probes saw in the last run; gather where there was none."""
    last = loaded.folder / OUT / "facts.json"
    if not last.is_file():
        with progress() as run.progress:
            return run.gather(loaded)
    old = read_facts(last)
    facts = make_facts(loaded, [Fact.from_json(fact) for fact in old["facts"]], as_of=run.as_of, given=[], since=None)
    facts["checklists"] = old["checklists"]
    return run.adopt(facts)


def chosen_of(run: Run, facts: Facts) -> Sequence[Chosen]:
    """Return the checklists that facts are judged by."""
    config = Config.model_validate(facts["config"])
    return choose(config.frameworks, checklists_of(facts), run.library, run.as_of, inventory_of(facts))
