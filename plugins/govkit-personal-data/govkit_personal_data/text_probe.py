"""The probe `personal-data.text`: which kinds of personal data stand in documents and notes, without a word of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from govkit.plugin import Dataset, Declined, Observed, World, probe
from govkit_personal_data.categories import shipped as categories
from govkit_personal_data.mask import safe_name
from govkit_personal_data.places import Place, places
from govkit_personal_data.probe import Reading
from govkit_personal_data.text.documents import READERS
from govkit_personal_data.text.ner import Recogniser, recogniser
from govkit_personal_data.text.observed import EngineUse, TextKind, Texts, TextSource
from govkit_personal_data.text.scanning import TextResult, scan_texts
from govkit_personal_data.text.spans import Span

_MOST_REASONS = 5
_BLOCK = 1 << 20


@probe("personal-data.text", on=Dataset, seconds=900, options=Reading)
def texts(dataset: Dataset, world: World) -> Observed[Texts]:
    """Read the documents of `dataset.data` (text, Markdown, JSON lines, PDF, DOCX) and say what their sentences hold.

    Rules look at every text: forms and check digits of identifiers, words that name them in the languages of the
    region, names by honorific, addresses, dates of birth. They do not see every name. A language model that is
    installed and named as `probes.personal-data.text_model` looks for more, until its budget is used up; the fact says
    which engine looked at how much. Nothing is downloaded, and no word leaves the probe: counts and kinds do.

    A text counts as examined when all of it could be read and was looked at. PDF needs the extra `documents`; a page
    that is a picture was not examined.
    """
    try:
        options = Reading.model_validate(world.options)
    except ValidationError:
        raise Declined("`probes.personal-data` holds an option that is unknown or of another type") from None
    entries = dataset.data
    if not entries:
        raise Declined("the inventory says that there is no data to read")
    found = [place for place in places(entries, world) if _is_document(place)]
    ner = _model(options)
    sources, inputs, characters = [], [], 0
    for number, place in enumerate(found):
        world.progress(number, len(found), dataset.subject)
        count = _Count()
        for result in scan_texts(place.path, field=None, ner=ner):
            count.add(result)
        characters += count.characters
        sources.append(count.source(place))
        if place.path.is_file():
            inputs.append(f"{safe_name(place.name)} {_digest(place.path)}")
    value = Texts(engines=tuple(_uses(characters, ner)), sources=tuple(sources))
    examined, expected = sum(source.examined for source in sources), sum(source.texts for source in sources)
    return Observed(value, examined=examined, expected=expected, unit="texts", inputs=tuple(inputs))


def _is_document(place: Place) -> bool:
    """Tell whether a place is a file that holds texts, whatever the probe of columns makes of it."""
    return place.remote is None and place.connection is None and place.path.suffix.lower() in READERS


def _model(options: Reading) -> Recogniser | None:
    if options.text_model is None:
        return None
    try:
        return recogniser(options.text_model, options.text_budget)
    except LookupError:
        raise Declined("the language model {model} is not installed", model=safe_name(options.text_model)) from None


def _uses(characters: int, ner: Recogniser | None) -> Iterator[EngineUse]:
    yield EngineUse("rules", characters)
    if ner is not None:
        yield EngineUse(ner.name, ner.looked_at, ner.passed_over)


def _digest(path: Path) -> str:
    sha256 = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            sha256.update(block)
    return sha256.hexdigest()


@dataclass
class _Count:
    """Adds up the results of one file."""

    texts: int = 0
    examined: int = 0
    characters: int = 0
    wrong: list[TextResult] = field(default_factory=list)
    kinds: dict[str, list[tuple[int, Span]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, result: TextResult) -> None:
        self.texts += 1
        self.examined += result.whole
        self.characters += result.examined
        if result.state != "read":
            self.wrong.append(result)
        for span in result.spans:
            self.kinds[span.category].append((self.texts, replace(span, start=0, end=0)))

    def source(self, place: Place) -> TextSource:
        state = self.wrong[0].state if self.wrong else "read" if self.texts else "empty"
        kinds = tuple(_kinds(self.kinds.items()))
        return TextSource(place.entry, safe_name(place.name), state, self.texts, self.examined, kinds)


def _kinds(found: Iterable[tuple[str, list[tuple[int, Span]]]]) -> Iterator[TextKind]:
    """Yield the kinds in the order of the categories; links alone say nothing of a person."""
    known = categories().by_id
    for id_, spans in sorted(
        (entry for entry in found if entry[0] in known), key=lambda entry: list(known).index(entry[0])
    ):
        yield TextKind(
            category=id_,
            identifies=known[id_].identifies,
            sensitivity=known[id_].sensitivity,
            spans=len(spans),
            texts=len({number for number, _ in spans}),
            confidence=max(span.score for _, span in spans),
            by=tuple(sorted({span.by for _, span in spans}))[:_MOST_REASONS],
        )
