"""Each path of the kernel counts what a naive loop of the same patterns counts, and no filter leaves out a match."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govkit_personal_data.identifiers import as_read
from govkit_personal_data.kernel import column as paths
from govkit_personal_data.kernel.aggregate import Hits
from govkit_personal_data.kernel.fold import folded
from govkit_personal_data.kernel.kernel import forms
from govkit_personal_data.kernel.shapes import shrunk
from govkit_personal_data.kernel.text import Text

PATHS = {
    "look": paths.look,
    "shape": paths._by_shape,
    **{f"coarse {level}": path for level, path in enumerate(paths._BY_COARSE_SHAPE)},
    "shrunk": paths._by_shrunk,
    "cell": paths._by_cell,
}
KINDS = (
    "thirteen",
    "nric",
    "phone",
    "mail",
    "hex",
    "card",
    "note",
    "thai",
    "caps",
    "several",
    "address",
    "token",
    "mixed",
    "digits in hex",
    "capital hex",
)


def counted(cells, path=paths.look, weights=None):
    text = folded(Text.of(pa.array(cells, pa.large_string())))
    found = path(text, weights, forms()).items()
    return {forms().all[number].identifier.id: hits for number, hits in found if hits.candidates}


@pytest.mark.parametrize("kind", KINDS)
def test_every_path_counts_what_the_naive_loop_counts(column, naive, kind):
    cells = column(kind, 60, seed=KINDS.index(kind))
    expected = naive(cells)
    assert expected or kind in ("caps",)
    for name, path in PATHS.items():
        assert counted(cells, path) == expected, name


@pytest.mark.parametrize("kind", ["thirteen", "nric", "note", "hex", "several"])
def test_a_cell_counts_as_often_as_its_weight_says(column, naive, kind):
    cells = column(kind, 60, seed=3)
    weights = np.arange(60) % 4
    expected = naive([cell for cell, weight in zip(cells, weights, strict=True) for _ in range(weight)])
    for name, path in PATHS.items():
        assert counted(cells, path, weights) == expected, name


def test_shapes_that_say_all_there_is_to_say_are_enough_for_addresses_of_mail(column, naive):
    cells = column("mail", 600, seed=6)
    text = Text.of_values(cells)
    assert paths._path(text, forms()) is paths._by_shape
    said = [forms().fine.says(shape) for shape in forms().fine.alphabet.shapes(text).raw()]
    assert {bool(about.sure) for about in said} == {True}
    assert counted(cells) == naive(cells)


@settings(max_examples=20, deadline=None)
@given(st.text(st.sampled_from("09azAZ-/. +()@:x\t_"), max_size=20))
def test_what_a_shape_says_of_all_its_texts_is_so(naive, cell):
    (shape,) = forms().fine.alphabet.shapes(Text.of_values([cell])).raw()
    about, found = forms().fine.says(shape), naive([cell])
    sure = {forms().all[number].identifier.id: whole for number, whole in about.sure}
    assert {id_: bool(found[id_].whole) for id_ in sure if id_ in found} == sure
    assert found.keys() - sure.keys() <= {forms().all[number].identifier.id for number in about.open}


texts = st.text(st.sampled_from("0123456789-/. +()@:ABSTXabx่กข๐๑๙１９–\u00a0é"), max_size=24)


@settings(max_examples=12, deadline=None)
@given(st.lists(texts, min_size=1, max_size=8))
@example(["S1234567DX9"])
@example(["x1101700203450"])
@example(["0066 81 234 5678 0066"])
def test_any_text_is_counted_as_by_the_naive_loop(naive, cells):
    expected = naive(cells)
    for path in PATHS.values():
        assert counted(cells * 30, path) == {id_: sum([hits] * 30, Hits()) for id_, hits in expected.items()}


BESIDE = (("a", ""), ("", "b"), ("ก", "ข"), (" ", " "), ("A", "9"), ("x ", " yz"))


@pytest.mark.parametrize("kind", KINDS)
def test_no_filter_leaves_out_a_form_that_matches(column, compiled, kind):
    made = forms()
    cells = [
        *column(kind, 25, seed=7),
        *(f"{left}{cell}{right}" for cell in column(kind, 10, 8) for left, right in BESIDE),
    ]
    for cell in map(as_read, cells):
        text = Text.of_values([cell])
        (small,) = shrunk(text).raw()
        for number, (identifier, search, full) in enumerate(compiled):
            if full.fullmatch(cell) or (not identifier.whole_cell and search.search(cell)):
                assert number in made.by_shrunk(small), (identifier.id, cell)
                for shaped in (made.fine, *made.coarse):
                    assert number in shaped.candidates(shaped.alphabet.shapes(text).raw()[0]), (identifier.id, cell)
