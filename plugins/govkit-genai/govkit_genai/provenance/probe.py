"""The probe that looks at sample outputs."""

from __future__ import annotations

from govkit.plugin import AiSystem, Declined, Observed, World, probe
from govkit_genai.provenance.look import look
from govkit_genai.provenance.samples import Sample
from govkit_genai.texts import text

MAX_SAMPLES = 500
"""How many samples of a system are looked at."""


@probe("genai.output-provenance", on=AiSystem, seconds=120, looks_at="output_samples")
def output_provenance(system: AiSystem, world: World) -> Observed[tuple[Sample, ...]]:
    """Looks in the files under `output_samples` for marks of their origin.

    C2PA manifests, IPTC's type of source in XMP and China's AIGC metadata are found in JPEG, PNG, WebP, TIFF, GIF, SVG,
    HEIF, WAV, MP3, AVI, MP4 and text. Manifests are validated by the extra `c2pa`, where it is installed; nothing is
    fetched. What the samples show or say is not kept.
    """
    paths = system.output_samples
    if not paths:
        raise Declined("the inventory names no sample outputs")
    samples = []
    for done, name in enumerate(paths[:MAX_SAMPLES]):
        world.progress(done, len(paths))
        samples.append(_looked(world, name))
    read = {sample.sha256 for sample in samples if sample.outcome == "read"}
    return Observed(
        tuple(samples),
        examined=len(read),  # a copy shows nothing new
        expected=len(paths),
        unit=text("samples"),
        inputs=tuple(f"{sample.path} {sample.sha256}" for sample in samples if sample.sha256),
    )


def _looked(world: World, name: str) -> Sample:
    try:
        path = world.open_path(name)
    except Declined:
        return Sample(name, outcome="missing")
    return look(path, name)
