"""What has to be said about how the figures of the desk come about, and what they do not show."""

from __future__ import annotations

from govkit.model.worded import worded
from govkit_submission.desk.copies import FEWEST_USERS, LEAST, QUOTED, USERS_SHARE
from govkit_submission.desk.outliers import CHANCE, FEWEST_PEERS
from govkit_submission.desk.shingles import FEWEST

METHOD = (
    (
        worded("Claimed and found"),
        worded(
            "Every submission is judged again from its own facts, on its own day, by the checklists of this desk. A "
            "claim that differs does not follow from the facts. Whether the facts are true is for the sample to show."
        ),
    ),
    (
        worded("What a met control rests on"),
        worded(
            "Declared: the inventory says so. Documented: an evidence file does. Examined: a program looked. "
            "Confirmed: a person did. A declaration was not verified by anybody."
        ),
    ),
    (
        worded("Outliers"),
        worded(
            "Median and median deviation within the sector, or among all where a sector has fewer than {fewest} "
            "submissions; shares on an arc-sine scale, counts on a logarithmic one. The threshold is at least 3.5 "
            "robust standard deviations and grows with the number of peers, so that by chance {chance} submissions "
            "would pass it on a figure; small differences never count.",
            fewest=FEWEST_PEERS,
            chance=CHANCE,
        ),
    ),
    (
        worded("Copied answers"),
        worded(
            "Answers to the same question are compared across organisations by the runs of characters that they "
            "share, spaces, marks and case left aside, so that scripts without spaces are compared as well as others. "
            "From a similarity of {least} they are listed. Fewer than {fewest} runs are too short to tell. "
            "Translations and free rewordings are not found.",
            least=LEAST,
            fewest=FEWEST,
        ),
    ),
    (
        worded("Boiler-plate"),
        worded(
            "Words that {share} of the submissions and at least {fewest} give, and answers of which {quoted} stand in "
            "the checklist or in a text that the desk was told everybody may quote.",
            share=f"{USERS_SHARE:.0%}",
            fewest=FEWEST_USERS,
            quoted=f"{QUOTED:.0%}",
        ),
    ),
    (
        worded("Sample"),
        worded(
            "Drawn by systematic sampling in proportion to the weights, along an order that the seed shuffles. The "
            "same seed and submissions give the same sample, and each row says how likely it was."
        ),
    ),
)
