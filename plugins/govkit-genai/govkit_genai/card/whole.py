"""What holds for a card as a whole: its own name, whether it is an unfilled template, what it is cited by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from govkit_genai.card.document import BOLD, CardDocument, Passage, Section, folded
from govkit_genai.card.questions import is_question
from govkit_genai.card.sentences import Sentence, is_prompt
from govkit_genai.card.states import State
from govkit_genai.card.tags import texts_under

_FIRST = 4
_PROMPTS, _FEW_PROMPTS = 6, 3
_ANSWER_WORDS = 3
_UNNAMED = re.compile(r"\binsert\b|\bmodel_?name\b|\byour model\b|\bname of model\b|^model name$", re.IGNORECASE)
_TITLE_OF_HUB = re.compile(r"\bmodel id$", re.IGNORECASE)
_NAME = re.compile(r"[a-z][a-z\d]{2,}")
_NAME_TAGS = ("model_name", "name", "pretty_name")
_GENERAL = frozenset(
    {
        "model", "models", "card", "data", "dataset", "details", "overview", "the", "for", "and", "summary",
        "description", "language", "information", "introduction", "version", "using", "with", "about", "large",
        "trained", "imagenet",
    }
)  # fmt: skip
_THIS = re.compile(
    r"\b(?:this|the|our|these|its) (?:\w+ )?(?:models?|data ?sets?|data ?base|corpus|systems?|versions?"
    r"|checkpoints?|card|collection|release|family|suite|project|benchmark|tool|agent|classifier|weights|repository"
    r"|package|work|llms?)\b|^(?:we|join|released|updated|(?:static|weighted/imatrix) quants|developed|created|curated"
    r"|built|trained|last|it|model|based|fine-?tuned|versions?|v\d|initial|developer|pre-?trained|tag"
    r"|quanti[sz](?:ed|ation)|converted|merged)\b"
    r"|\b(?:we|our)\b|^\w{3,9} \d{4}\b|^\d{4}",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"\b[\w-]{2,40}(?=/([\w.-]{4,96}))")
_OWN_FILE = re.compile(
    r"(?:huggingface\.co|hf\.co)/[\w.-]{2,60}/[\w.-]{2,96}/(?:resolve|blob)/[^\s?]{1,300}"
    r"\.(?:png|jpe?g|webp|gif|wav|mp3|gguf|safetensors|ckpt|bin|zip)\b",
    re.IGNORECASE,
)
"""A picture or a file of weights that lies in a repository of the hub: the card shows its own."""
_REPOSITORY = re.compile(r"\bgithub\.com/(?!huggingface/)[\w-]{2,40}/([\w.-]{2,96})", re.IGNORECASE)
_TOOLS = (
    "huggingface|cg123|arcee-ai|dlr-rm|stable-baselines-team|openaccess-ai-collective|axolotl-ai-cloud|h2oai|intel"
    "|qwopqwop200|autogptq|panqiwei|casper-hansen|turboderp|mlco2|unslothai|ggerganov|ggml-org|oobabooga|lostruins"
    "|automatic1111|comfyanonymous|pytorch|tensorflow|openai|eleutherai|vllm-project|ukplab|hiyouga|kohya-ss"
    "|mit-han-lab|facebookresearch|google-research|microsoft|nvidia|features|topics|orgs"
)
_ANY_ACCOUNT = re.compile(
    rf"\b(?:github|gitlab)\.com/(?!(?:{_TOOLS})/)[\w-]{{2,40}}/[\w.-]{{2,96}}"
    r"|\bdetails_{1,2}[\w-]{2,40}?__\w|[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2}"
    rf"|\b(?!(?:{_TOOLS})\.)[\w-]{{2,40}}\.github\.io\b"
    r"|\b(?:twitter|x|patreon|ko-fi|kofi|civitai|linkedin|kaggle|buymeacoffee)\.com/(?!docs|models)[\w-]",
    re.IGNORECASE,
)
"""Somebody's account or address, other than those of the tools that cards name."""
_ADDRESS = "/url"
"""Where Croissant has the address of the dataset itself."""
_AT_HUB = re.compile(r"\b(?:huggingface\.co|hf\.co)/datasets/[\w-]{2,60}/[\w.-]{2,96}", re.IGNORECASE)
_HOME = re.compile(r"^(?:homepage|repository)$")
_PLAIN = re.compile(r"[^a-z\d]")
_NAME_LENGTH = 6
_CITED = re.compile(r"^(?:citation|citing|cite|how to cite|bibtex|อ้างอิง)")
_REFERENCES = re.compile(r"^references?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def own_names(card: CardDocument) -> frozenset[str]:
    """Return the words of the main headings and of the names in the front matter that name nothing general."""
    titles = [section.title for section in card.sections[1:] if section.level == 1][:2]
    titles += [section.title for section in card.sections[1:3]]
    titles += [name for key in _NAME_TAGS for name in texts_under(card.tags, key)]
    whole = {title.split()[0] for title in titles[:1] if title}
    return frozenset({word for title in titles for word in _NAME.findall(title.lower())} - _GENERAL | whole)


def is_of_this(text: str, names: frozenset[str]) -> bool:
    """Tell whether a sentence speaks of this model or dataset: by its name, as "this model", or by no name."""
    words = [*_NAME.findall(text.lower()), folded(text[:30]).partition(" ")[0]]
    return _THIS.search(text) is not None or any(word in names for word in words)


def is_title(card: CardDocument, section: Section) -> bool:
    """Tell whether a heading may name the model: a main one, or bold words under one of the first."""
    return section.level in (1, 2) or (section.level == BOLD and section in card.sections[:_FIRST])


def is_template(card: CardDocument, sentences: Mapping[Passage, tuple[Sentence, ...]]) -> bool:
    """Tell whether so many prompts are left that what stands between them comes with the template as well.

    The title of a hub's template is often left where all below it is filled: that is one while half of it is left.
    """
    if card.form != "markdown":
        return False
    answered = {passage.section for passage, spoken in sentences.items() if _answers_question(card, passage, spoken)}
    prompts = sum(
        1
        for passage, spoken in sentences.items()
        if any(map(is_prompt, spoken)) and not _answers(spoken) and passage.section not in answered
    )
    if prompts < _FEW_PROMPTS:
        return False
    titles = [section.title for section in card.sections[1:_FIRST] if section.level <= BOLD]
    left = sum(1 for spoken in sentences.values() if any(one.at_most is State.PLACEHOLDER for one in spoken))
    return (
        any(map(_UNNAMED.search, titles))
        or (any(map(_TITLE_OF_HUB.search, titles)) and left * 2 >= len(sentences))
        or (prompts >= _PROMPTS and prompts * 4 >= len(sentences))
    )


def _answers(spoken: tuple[Sentence, ...]) -> bool:
    """Tell whether what begins with a question goes on with its answer, as a list of such does."""
    return any(one.speaks for one in spoken)


def _answers_question(card: CardDocument, passage: Passage, spoken: tuple[Sentence, ...]) -> bool:
    """Tell whether a passage answers the question that its heading asks, as under the hints of a datasheet."""
    asked = is_question(card.sections[passage.section].title)
    return asked and sum(one.words for one in spoken if one.speaks) >= _ANSWER_WORDS


def own_account(card: CardDocument) -> Passage | None:
    """Return what holds the first address or id that tells whose the artefact is: its own name behind an account's.

    Without one, the first account of somebody, other than those of tools. Of the forms in JSON and YAML only Croissant
    gives the artefact's own address.
    """
    if card.form not in ("markdown", "croissant"):
        return None
    title = next((section.title for section in card.sections[1:] if section.level == 1), "")
    name, words = _PLAIN.sub("", title.lower()), {_PLAIN.sub("", word) for word in title.lower().split()}
    anybody = None
    for passage in card.passages:
        shown = " ".join((passage.text, *passage.links))
        if anybody is None and _ANY_ACCOUNT.search(shown):
            anybody = passage
        if card.about == "model" and _OWN_FILE.search(shown):
            return passage
        named_home = passage.pointer == _ADDRESS or _HOME.search(card.sections[passage.section].title) is not None
        at_home = card.about == "dataset" and named_home
        if at_home and _AT_HUB.search(shown):
            return passage
        for found in _REPOSITORY.finditer(shown):
            own = _PLAIN.sub("", found[1].lower())
            if at_home or own in words - _GENERAL or (len(own) >= _NAME_LENGTH and own in name):
                return passage
        if len(name) >= _NAME_LENGTH and any(
            _PLAIN.sub("", found[1].lower()).startswith(name) for found in _ACCOUNT.finditer(shown)
        ):
            return passage
    return anybody


def citations(card: CardDocument) -> Iterator[int | str]:
    """Yield the line or pointer of the first bibliography entry, in BibTeX or in words with a year.

    Of references in words only a single one is the artefact's own.
    """
    if card.citations:
        yield card.citations[0]
        return
    dated = [passage for passage in card.passages if _YEAR.search(passage.text)]
    references = [passage for passage in dated if _REFERENCES.search(card.sections[passage.section].title)]
    for passage in dated:
        if _CITED.search(card.sections[passage.section].title) or references == [passage]:
            yield passage.line or passage.pointer
            return
