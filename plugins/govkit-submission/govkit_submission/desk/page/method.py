"""What has to be said about how the figures of the desk come about, and what they do not show."""

from __future__ import annotations

from govkit_submission.desk.copies import FEWEST_USERS, LEAST, QUOTED, USERS_SHARE
from govkit_submission.desk.outliers import CHANCE, FEWEST_PEERS
from govkit_submission.desk.shingles import FEWEST

METHOD = (
    (
        "Claimed and found",
        "Every submission is judged again from its own facts, on its own day, by the checklists of this desk. A claim "
        "that differs does not follow from the facts. Whether the facts are true is for the sample to show.",
    ),
    (
        "What a met control rests on",
        "Declared: the inventory says so. Documented: an evidence file does. Examined: a program looked. Confirmed: a "
        "person did. A declaration was not verified by anybody.",
    ),
    (
        "Outliers",
        f"Median and median deviation within the sector, or among all where a sector has fewer than {FEWEST_PEERS} "
        "submissions; shares on an arc-sine scale, counts on a logarithmic one. The threshold is at least 3.5 robust "
        f"standard deviations and grows with the number of peers, so that by chance {CHANCE} submissions would pass it "
        "on a figure; small differences never count.",
    ),
    (
        "Copied answers",
        "Answers to the same question are compared across organisations by the runs of characters that they share, "
        "spaces, marks and case left aside, so that scripts without spaces are compared as well as others. From a "
        f"similarity of {LEAST} they are listed. Fewer than {FEWEST} runs are too short to tell. Translations and free "
        "rewordings are not found.",
    ),
    (
        "Boiler-plate",
        f"Words that {USERS_SHARE:.0%} of the submissions and at least {FEWEST_USERS} give, and answers of which "
        f"{QUOTED:.0%} stand in the checklist or in a text that the desk was told everybody may quote.",
    ),
    (
        "Sample",
        "Drawn by systematic sampling in proportion to the weights, along an order that the seed shuffles. The same "
        "seed and submissions give the same sample, and each row says how likely it was.",
    ),
)
