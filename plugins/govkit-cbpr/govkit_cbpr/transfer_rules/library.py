"""The rule set: every rule file read and compiled, from the bytes of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit.plugin import Reference, reference
from govkit_cbpr.transfer_rules.authorities import AuthorityNames
from govkit_cbpr.transfer_rules.compiling import Compiled, compile_regime, understand_conditions
from govkit_cbpr.transfer_rules.lists import Authorities, Condition, Conditions, Group, Vocabulary
from govkit_cbpr.transfer_rules.overlays import ReadyOverlay, compile_overlay
from govkit_cbpr.transfer_rules.predicates import Terms
from govkit_cbpr.transfer_rules.reading import Written, validated, written
from govkit_cbpr.transfer_rules.rules import Overlay, Regime
from govkit_cbpr.transfer_rules.words import Words

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PACKAGE, FOLDER = "govkit_checklists", "transfer-rules"
_SHARED = ("conditions.yaml", "authorities.yaml", "terms.yaml")


@dataclass(frozen=True, eq=False)
class RuleSet:
    """All regimes, ready to judge, with what they refer to."""

    regimes: Mapping[str, Compiled]
    groups: Mapping[str, Group]
    conditions: Mapping[str, Condition]
    authorities: AuthorityNames
    words: Words
    overlays: tuple[ReadyOverlay, ...]
    documents: Mapping[str, Written]
    """The file of each regime, of each group (`group-` and its name) and of the conditions, for lines."""
    digest: str

    @property
    def terms(self) -> Terms:
        """Return what conditions may refer to."""
        return Terms(self.groups, self.authorities, self.words)

    @property
    def edition(self) -> str:
        """Return the day on which the youngest file was true."""
        return max((str(law.regime.as_of) for law in self.regimes.values()), default="")


def rule_set(contents: Mapping[str, bytes], where: str = FOLDER) -> RuleSet:
    """Read a folder of rule files, given as name → bytes; raise `InputError` with file and line."""
    read = {
        name: written(f"{where}/{name}", content)
        for name, content in sorted(contents.items())
        if name.endswith(".yaml")
    }
    for name in _SHARED:
        if name not in read:
            raise InputError(worded("{where}/{name} is missing", where=where, name=name), hint=worded("restore it"))
    conditions = validated(Conditions, read["conditions.yaml"]).conditions
    authorities = AuthorityNames(validated(Authorities, read["authorities.yaml"]).authorities)
    vocabulary = validated(Vocabulary, read["terms.yaml"])
    words = Words(vocabulary.terms, vocabulary.ambiguous)
    lists = [(validated(Group, document), document) for name, document in read.items() if name.startswith("group-")]
    terms = Terms({group.group: group for group, _document in lists}, authorities, words)
    understand_conditions(conditions, terms, read["conditions.yaml"])
    regimes: dict[str, Compiled] = {}
    documents: dict[str, Written] = {f"group-{group.group}": document for group, document in lists}
    documents["conditions"] = read["conditions.yaml"]
    for name, document in read.items():
        if "/" not in name and name not in _SHARED and not name.startswith(("group-", "overlay-")):
            regime = validated(Regime, document)
            if regime.regime != name.removesuffix(".yaml"):
                raise document.fault(
                    ("regime",),
                    worded("the file of `{regime}` is named {name}", regime=regime.regime, name=name),
                    worded("rename one"),
                )
            regimes[regime.regime] = compile_regime(regime, terms, conditions, document)
            documents[regime.regime] = document
    overlays = [
        compile_overlay(validated(Overlay, document), terms, conditions, regimes, document)
        for name, document in read.items()
        if name.startswith("overlay-")
    ]
    digest = hashlib.sha256(b"".join(contents[name] for name in sorted(contents))).hexdigest()
    return RuleSet(regimes, terms.groups, conditions, authorities, words, tuple(overlays), documents, digest)


@lru_cache(maxsize=2)
def _kept(contents: tuple[tuple[str, bytes], ...]) -> RuleSet:
    """Read the same files once: a rule set is frozen."""
    return rule_set(dict(contents))


def _parsed(contents: dict[str, bytes]) -> RuleSet:
    try:
        return _kept(tuple(sorted(contents.items())))
    except InputError as fault:
        raise ValueError(str(fault)) from None


TRANSFER_RULES: Reference[RuleSet] = reference(
    "cbpr.transfer-rules", package=PACKAGE, file=FOLDER, parse=_parsed, edition=lambda rules: rules.edition
)
"""The rule files as declared reference data, overlays included."""


def installed_rules() -> RuleSet:
    """Return the rule set that is installed, for commands; checks read it as reference data."""
    return _kept(tuple(sorted(contents_of(TRANSFER_RULES))))


def contents_of(data: Reference[Any]) -> list[tuple[str, bytes]]:
    """Return the files of reference data; raise `InputError` where their package is not installed."""
    try:
        root = files(data.package).joinpath(data.file)
    except ImportError:
        what = worded("the package `{package}`, which brings `{id}`, can't be found", package=data.package, id=data.id)
        raise InputError(what, hint=worded("install it again, or uninstall what names it")) from None
    return _contents(root, "")


def _contents(place: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    if place.is_file():
        return [(prefix, place.read_bytes())]
    return [
        pair
        for child in place.iterdir()
        if child.name != "__pycache__"
        for pair in _contents(child, f"{prefix}/{child.name}" if prefix else child.name)
    ]
