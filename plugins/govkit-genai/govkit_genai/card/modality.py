"""Whether a card is about something that has nothing to do with natural language."""

from __future__ import annotations

import re

from govkit_genai.card.document import CardDocument
from govkit_genai.card.tags import texts_under, without_language

_OTHER = re.compile(
    r"\b(?:images?|photo\w*|video|pixels?|segmentation|object detection|satellite|geospatial|3d|point clouds?"
    r"|mesh(?:es)?|tabular|random ?forest\w*|regress(?:ion|or)|xgboost|gradient boost\w*|decision trees?"
    r"|logistic regression|census"
    r"|time[- ]series|sensors?|songs?|music|ratings|protein\w*|genom\w+|molecul\w+|robot\w*|mri|dicom|x-?rays?|fraud"
    r"|depth|surface normals?|vit-\w+|mobilevit\w*|swin\w*|deit\w*|beit\w*|segformer\w*|videomae\w*"
    r"|resnet\w*|convnext\w*|efficientnet\w*|yolo\w*|dino\w*|voice activity|speaker"
    r"|reinforcement learning|agent playing|stable-baselines\S*|hyperspectral|electricity|energy|sales|price\w*"
    r"|gene\w*|histopatholog\w+|tumou?rs?|lesions?|cancer|metamaterials?|lattice\w*|spectr\w+|spectra|fruits?|crops?|soil|orders|baskets?"
    r"|retail|binar(?:y|ies)|malware|firmware|polls?|elections?|loans?|heart|ecg|ppg|eeg|wearables?|icu|diabet\w+|houses?"
    r"|wildfires?|flood\w*|traffic|vehicles?|trajector\w+|solar|batter(?:y|ies)|synthesi[sz]ers?|presets?|surfaces?"
    r"|imagefolder|ddpm|lsun|celeba\w*|single-cell|transcriptom\w+|anndata|passengers|credit|vision|visual|midi|forecast\w*|anomal\w+|weather|climate|temperature|churn|clinical|patients)\b",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"\b(?:languages?|texts?|textual|speech|spoken|nlp|tokens?|tokeni[sz]\w*|prompts?|captions?|translat\w+|chat\w*"
    r"|transcri\w+|sentences?|answers?|linguistic|llms?|dialog\w*|conversation\w*|multilingual|english)\b|ภาษา|ข้อความ",
    re.IGNORECASE,
)
_OF_TOOLS = re.compile(r"(?:tokenizers|datasets|transformers|pytorch)\W{1,3}\d", re.IGNORECASE)
"""The versions with which a trainer ends its cards, also those of models of pictures."""
_OF_LIFE = re.compile(
    r"\b(?:proteins?|proteomic\w*|rna|m?ncrna|dna|genom\w+|nucleotides?|smiles|molecul\w+|chemberta\w*|antibod\w+"
    r"|amino acids?|peptides?|esm-?\d?|uniref\w*|single-cell|transcriptom\w+|enzymes?|ligands?|binding sites?)\b",
    re.IGNORECASE,
)
"""Whose sequences are read as a language is: with tokens, masks and language models."""
_HUMAN = re.compile(
    r"\b(?:questions?|answers?|chat\w*|instruct\w*|abstracts?|papers?|literature|articles?|english|translat\w+|documents?"
    r"|captions?|descriptions?|natural language|assistant|dialog\w*|conversation\w*|user)\b",
    re.IGNORECASE,
)
_LEAST = 2
_FEW = 5  # passages on something else for each that has a word of language, such as the tokens of a picture


def without_text(card: CardDocument) -> bool:
    """Tell whether the card speaks of pictures, tables or measurements and hardly ever of language or text."""
    if without_language(card.tags) or _of_sequences(card):
        return True
    if texts_under(card.tags, "pipeline_tag"):
        return False
    spoken = [passage.text for passage in card.passages if not _OF_TOOLS.match(passage.text)]
    spoken += [section.title for section in card.sections]
    other = sum(1 for text in spoken if _OTHER.search(text))
    return other >= max(_LEAST, _FEW * sum(1 for text in spoken if _LANGUAGE.search(text)))


def _of_sequences(card: CardDocument) -> bool:
    """Tell whether a card is about sequences of life, and speaks of them more often than of what people write."""
    named = [section.title for section in card.sections[1:] if section.level == 1][:1]
    for key in ("tags", "language"):
        named += texts_under(card.tags, key)
    if not any(map(_OF_LIFE.search, named)):
        return False
    spoken = [passage.text for passage in card.passages if passage.kind == "prose"]
    of_life = sum(1 for text in spoken if _OF_LIFE.search(text))
    return of_life >= max(_LEAST, 2 * sum(1 for text in spoken if _HUMAN.search(text)))
