"""The kernel counts what a naive loop of the same patterns counts, however the rows are cut and merged."""

from __future__ import annotations

import pickle
import random
import re

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govkit_personal_data.check_digits import VALIDATORS, VECTOR
from govkit_personal_data.identifiers import all_identifiers, bounded, normalise_digits
from govkit_personal_data.kernel import column as paths
from govkit_personal_data.kernel.aggregate import Hits, TableCounts, merged
from govkit_personal_data.kernel.cells import Cells
from govkit_personal_data.kernel.distinct import Distinct
from govkit_personal_data.kernel.fold import folded
from govkit_personal_data.kernel.gate import Gate
from govkit_personal_data.kernel.kernel import Kernel, forms
from govkit_personal_data.kernel.segments import Segments
from govkit_personal_data.kernel.syntax import parse
from govkit_personal_data.kernel.text import Text

BLANKS = "[ \t\n\r\f\v]*"
PATHS = (paths.look, paths._by_shape, paths._by_coarse_shape, paths._by_shrunk, paths._by_cell)


def naive(cells):
    """Count cell by cell and pattern by pattern, as anybody would."""
    found = {}
    for cell in map(normalise_digits, cells):
        for identifier, search, full in compiled():
            whole = full.fullmatch(cell)
            matches = [] if identifier.whole_cell else [match.group() for match in search.finditer(cell)]
            if whole is None and not matches:
                continue
            checked = identifier.validator in VECTOR
            right = VALIDATORS.get(identifier.validator)
            whole_valid = bool(checked and whole and right(whole.group(1)))
            valid = whole_valid or bool(checked and any(map(right, matches)))
            hits = Hits(1, int(whole is not None), int(checked), int(valid), int(whole_valid))
            found[identifier.id] = found.get(identifier.id, Hits()) + hits
    return found


def compiled(made=[]):  # noqa: B006 - compiled once
    if not made:
        for identifier in all_identifiers():
            body = "|".join(f"(?:{pattern})" for pattern in identifier.patterns)
            full = re.compile(f"{BLANKS}({body}){BLANKS}", re.ASCII)
            made.append((identifier, re.compile(bounded(identifier), re.ASCII), full))
    return made


def counted(cells, path=paths.look):
    text = folded(Text.of(pa.array(cells, pa.large_string())))
    return {forms().all[number].identifier.id: hits for number, hits in path(text, forms()).items() if hits.candidates}


def column(kind, rows, seed):
    chance = random.Random(seed)

    def digits(count):
        return "".join(chance.choices("0123456789", k=count))

    makers = {
        "thirteen": lambda: (
            digits(13) if chance.random() < 0.6 else f"{digits(1)}-{digits(4)}-{digits(5)}-{digits(2)}-{digits(1)}"
        ),
        "nric": lambda: chance.choice("STFGM") + digits(7) + chance.choice("ABCDEFGHIZJ"),
        "phone": lambda: chance.choice(["+66 8{0} {1} {2}", "08{0}-{1}-{2}", "(02) {1} {2}", "0066{0}{1}{2}"]).format(
            digits(1), digits(3), digits(4)
        ),
        "mail": lambda: f"{digits(2)}user.{digits(chance.randrange(4))}@Shop{chance.randrange(3)}.example",
        "hex": lambda: "-".join("".join(chance.choices("0123456789abcdef", k=size)) for size in (8, 4, 4, 4, 12)),
        "card": lambda: " ".join(digits(4) for _ in range(4)) if chance.random() < 0.5 else digits(16),
        "note": lambda: " ".join(
            chance.choices(
                [
                    "call",
                    "ลูกค้า",
                    "id",
                    "Order",
                    digits(13),
                    f"08{digits(8)}",
                    "a@b.example",
                    "12/08/1999",
                    "B 1234 XYZ",
                    "SWIFT",
                ],
                k=chance.randrange(1, 12),
            )
        ),
        "thai": lambda: f"เลขบัตร{digits(13)}ครับ".translate({ord(str(n)): chr(0x0E50 + n) for n in range(10)}),
        "caps": lambda: (
            f"{chance.choice(['SOMCHAI', 'ANN'])} {''.join(chance.choices('ABCDEF', k=6))}{digits(chance.randrange(3))}"
        ),
        "several": lambda: " and ".join(
            chance.choices([digits(13), f"S{digits(7)}D", f"tel 08{digits(8)}", "ลูกค้า" + digits(12), "Ann B"], k=3)
        ),
        "address": lambda: f"{digits(2)}/{digits(1)} Xyz{'aei'[int(digits(1)) % 3] * 3} Rd, Kuala-Lumpur {digits(5)}",
        "token": lambda: "".join(chance.choices("0123456789ABCDEFabcdef", k=chance.choice([8, 10, 12, 17]))),
        "mixed": lambda: chance.choice(
            [" ", "", "  S1234567D ", "x", digits(12), digits(8), "2024-01-02", "1.2.3.4", "AA-12-BB"]
        ),
    }
    return [makers[kind]() for _ in range(rows)]


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
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_path_counts_what_the_naive_loop_counts(kind):
    cells = column(kind, 60, seed=KINDS.index(kind))
    expected = naive(cells)
    assert expected or kind in ("caps",)
    for path in PATHS:
        assert counted(cells, path) == expected, path.__name__


texts = st.text(st.sampled_from("0123456789-/. +()@:ABSTXabx่กข๐๑๙１９–\u00a0é"), max_size=24)


@settings(max_examples=12, deadline=None)
@given(st.lists(texts, min_size=1, max_size=8))
@example(["S1234567DX9"])
@example(["x1101700203450"])
@example(["0066 81 234 5678 0066"])
def test_any_text_is_counted_as_by_the_naive_loop(cells):
    expected = naive(cells)
    for path in PATHS:
        assert counted(cells * 30, path) == {id_: sum([hits] * 30, Hits()) for id_, hits in expected.items()}


@pytest.mark.parametrize(
    ("cell", "open_"),
    [
        ("customer called about the order", False),
        ("Somchai Jaidee", False),
        ("ลูกค้าโทรกลับ", False),
        ("DEUTDEFF", True),
        ("aa-bb-cc-dd-ee-ff", True),
        ("aabb.ccdd.eeff", True),
        ("fe::ab", True),
        ("a@b.example", True),
        ("call 1", True),
    ],
)
def test_the_gate_lets_through_whatever_any_pattern_could_match(cell, open_):
    filler = ["nothing to see"] * 50
    rows = forms().gate.rows(Text.of_values([*filler, cell, *filler]))
    assert rows.tolist() == ([50] if open_ else [])


def test_a_pattern_without_digits_signs_or_capitals_keeps_the_gate_open():
    assert Gate([parse("[a-z]{5}")]).rows(Text.of_values(["nothing"])) is None
    assert Gate([parse("[0-9a-z]{5}")]).rows(Text.of_values(["nothing"])) is None
    assert Gate([parse("[0-9][a-z]{5}")]).rows(Text.of_values(["nothing"])).tolist() == []


def test_segments_are_what_stands_between_runs_of_small_letters_and_blanks():
    cells = ["call +66 81 234 5678 now", "S1234567D", "  S1234567D ", "x1234", "id 12ab34 ลูกค้า56 no", "ABc", ""]
    segments = Segments.of(Text.of_values(cells))
    shown = list(zip(segments.rows.tolist(), segments.text.values(np.arange(len(segments.rows))), strict=True))
    assert shown == [
        (0, "\x01+66 81 234 5678\x01"),
        (1, "S1234567D"),
        (2, "S1234567D"),
        (3, "a1234"),
        (4, "\x0112a"),
        (4, "a34\x01"),
        (4, "\x0156\x01"),
        (5, "ABa"),
    ]


def test_a_value_has_one_hash_whatever_stands_beside_it():
    short = [f"value {number}" for number in range(40)]
    long = [f"a value of more than sixteen bytes {number}" for number in range(40)]
    alone = Kernel().batch(pa.RecordBatch.from_pydict({"v": short})) + Kernel().batch(
        pa.RecordBatch.from_pydict({"v": [*long, *short]})
    )
    assert alone.columns[0].distinct.count == 80
    assert sorted(alone.columns[0].distinct.rows) == [1] * 40 + [2] * 40


def test_values_of_one_hash_are_in_order_and_stay_together():
    same = [f"{'a' * 40}{mark}{'b' * 41}" for mark in "zxycb"]
    others = [f"value {number}" for number in range(300)]
    parts = [Kernel(columns=5_000).batch(pa.RecordBatch.from_pydict({"v": cut})) for cut in (same, others, same[::-1])]
    chosen = merged(parts).columns[0].distinct
    assert chosen == merged(reversed(parts)).columns[0].distinct
    assert chosen.kept == sorted(chosen.kept)
    assert {rows for _, value, rows in chosen.kept if value in same} <= {2}
    assert len(same) == sum(value in same for value in Distinct.restored(500, chosen.kept, None).values) or not (
        set(chosen.values) & set(same)
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=12))
def test_folding_a_buffer_is_folding_each_text(cells):
    text = folded(Text.of(pa.array(cells, pa.large_string())))
    assert text.values(np.arange(len(text))) == [normalise_digits(cell) for cell in cells]


def batch(rows, seed=1):
    columns = {kind: column(kind, rows, seed) for kind in ("mail", "note", "thirteen")}
    return pa.RecordBatch.from_pydict(columns)


def test_the_merge_does_not_depend_on_how_rows_are_cut_or_in_which_order_they_come():
    whole = batch(3_000)
    kernel = Kernel(seed=5, columns=5_000)
    alone = kernel.batch(whole)
    assert alone.columns[0].distinct.full
    cuts = [whole.slice(start, 700) for start in range(0, 3_000, 700)]
    parts = [kernel.batch(cut) for cut in cuts]
    assert merged(parts) == alone
    assert merged(reversed(parts)) == alone
    assert (parts[3] + parts[0]) + (parts[4] + (parts[1] + parts[2])) == alone
    running = TableCounts()
    for cut in cuts:
        running = running + kernel.batch(cut, running)
    assert running == alone


def test_the_kernel_and_its_counts_travel():
    kernel = pickle.loads(pickle.dumps(Kernel(seed=5)))
    counts = kernel.batch(batch(50))
    assert pickle.loads(pickle.dumps(counts)) == counts
    assert TableCounts.from_json(counts.to_json()) == counts.bare


def test_the_distinct_values_are_an_even_choice_with_all_their_rows():
    values = [f"v{number}" for number in range(20_000) for _ in range(1 + number % 3)]
    random.Random(3).shuffle(values)
    (seen,) = Kernel(columns=5_000).batch(pa.RecordBatch.from_pydict({"v": values})).columns
    chosen = seen.distinct
    assert len(chosen.kept) == 300
    assert all(rows == 1 + int(value[1:]) % 3 for _, value, rows in chosen.kept)
    assert 17_000 < chosen.count < 23_000
    assert 100 < sum(int(value[1:]) < 10_000 for value in chosen.values) < 200


def test_cells_that_are_no_text_or_too_long_are_counted_and_never_clean():
    cells = Cells.of(
        pa.array([b"ok", b"\xff\xfe", b"a\0b", b"x" * 3000, "ก".encode() * 2048, None, b"  "], pa.binary())
    )
    assert cells.unread.tolist() == [1, 2]
    assert cells.cut.tolist() == [3]
    assert cells.blank == 2
    assert cells.text.lengths.tolist() == [2, 0, 0, 2048, 6144, 0, 0]
    counts = Kernel().batch(
        pa.RecordBatch.from_arrays([pa.array([b"ok", b"\xff\xfe", b"x" * 3000], pa.binary())], ["c"])
    )
    assert (counts.rows, counts.whole) == (3, 1)


@pytest.mark.parametrize(
    "array",
    [
        pa.array([1101700203450, 2, None]),
        pa.array([1101700203450.0, float("nan"), None]),
        pa.array(["1101700203450", "x"]).dictionary_encode(),
        pa.array(["1101700203450"], pa.string_view()),
        pa.chunked_array([["1101700203450"]]).combine_chunks(),
    ],
)
def test_numbers_are_looked_at_as_they_are_written(array):
    (seen,) = Kernel().batch(pa.RecordBatch.from_arrays([array], ["c"])).columns
    assert seen.hits["th.national-id"].valid == 1


def test_a_slice_of_a_batch_is_its_rows_and_no_others():
    whole = batch(400)
    part = whole.slice(100, 50)
    copied = pa.RecordBatch.from_pydict(part.to_pydict())
    assert Kernel().batch(part) == Kernel().batch(copied)
