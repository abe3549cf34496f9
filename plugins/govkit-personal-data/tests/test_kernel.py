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
from govkit_personal_data.identifiers import all_identifiers, as_read, bounded
from govkit_personal_data.kernel import LONGEST
from govkit_personal_data.kernel import column as paths
from govkit_personal_data.kernel.aggregate import Hits, TableCounts, merged
from govkit_personal_data.kernel.cells import Cells
from govkit_personal_data.kernel.distinct import Distinct
from govkit_personal_data.kernel.fold import folded
from govkit_personal_data.kernel.gate import Gate
from govkit_personal_data.kernel.kernel import Kernel, forms
from govkit_personal_data.kernel.segments import Segments
from govkit_personal_data.kernel.shapes import shrunk
from govkit_personal_data.kernel.syntax import parse
from govkit_personal_data.kernel.text import Text

BLANKS = "[ \t\n\r\f\v]*"
PATHS = {
    "look": paths.look,
    "shape": paths._by_shape,
    **{f"coarse {level}": path for level, path in enumerate(paths._BY_COARSE_SHAPE)},
    "shrunk": paths._by_shrunk,
    "cell": paths._by_cell,
}


def naive(cells):
    """Count cell by cell and pattern by pattern, as anybody would."""
    found = {}
    for cell in map(as_read, cells):
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


def counted(cells, path=paths.look, weights=None):
    text = folded(Text.of(pa.array(cells, pa.large_string())))
    found = path(text, weights, forms()).items()
    return {forms().all[number].identifier.id: hits for number, hits in found if hits.candidates}


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
        "digits in hex": lambda: "-".join(
            "".join(chance.choices("0123456789012345678900acf", k=size)) for size in (8, 4, 4, 4, 12)
        ),
        "capital hex": lambda: "".join(chance.choices("01234567890123456789ABF", k=chance.choice([8, 9, 13]))),
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
    "digits in hex",
    "capital hex",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_path_counts_what_the_naive_loop_counts(kind):
    cells = column(kind, 60, seed=KINDS.index(kind))
    expected = naive(cells)
    assert expected or kind in ("caps",)
    for name, path in PATHS.items():
        assert counted(cells, path) == expected, name


@pytest.mark.parametrize("kind", ["thirteen", "nric", "note", "hex", "several"])
def test_a_cell_counts_as_often_as_its_weight_says(kind):
    cells = column(kind, 60, seed=3)
    weights = np.arange(60) % 4
    expected = naive([cell for cell, weight in zip(cells, weights, strict=True) for _ in range(weight)])
    for name, path in PATHS.items():
        assert counted(cells, path, weights) == expected, name


def test_shapes_that_say_all_there_is_to_say_are_enough_for_addresses_of_mail():
    cells = column("mail", 600, seed=6)
    text = Text.of_values(cells)
    assert paths._path(text, forms()) is paths._by_shape
    said = [forms().fine.says(shape) for shape in forms().fine.alphabet.shapes(text).raw()]
    assert {bool(about.sure) for about in said} == {True}
    assert counted(cells) == naive(cells)


@settings(max_examples=20, deadline=None)
@given(st.text(st.sampled_from("09azAZ-/. +()@:x\t_"), max_size=20))
def test_what_a_shape_says_of_all_its_texts_is_so(cell):
    (shape,) = forms().fine.alphabet.shapes(Text.of_values([cell])).raw()
    about, found = forms().fine.says(shape), naive([cell])
    sure = {forms().all[number].identifier.id: whole for number, whole in about.sure}
    assert {id_: bool(found[id_].whole) for id_ in sure if id_ in found} == sure
    assert found.keys() - sure.keys() <= {forms().all[number].identifier.id for number in about.open}


BESIDE = (("a", ""), ("", "b"), ("ก", "ข"), (" ", " "), ("A", "9"), ("x ", " yz"))
texts = st.text(st.sampled_from("0123456789-/. +()@:ABSTXabx่กข๐๑๙１９–\u00a0é"), max_size=24)


@settings(max_examples=12, deadline=None)
@given(st.lists(texts, min_size=1, max_size=8))
@example(["S1234567DX9"])
@example(["x1101700203450"])
@example(["0066 81 234 5678 0066"])
def test_any_text_is_counted_as_by_the_naive_loop(cells):
    expected = naive(cells)
    for path in PATHS.values():
        assert counted(cells * 30, path) == {id_: sum([hits] * 30, Hits()) for id_, hits in expected.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_no_filter_leaves_out_a_form_that_matches(kind):
    made = forms()
    cells = [
        *column(kind, 25, seed=7),
        *(f"{left}{cell}{right}" for cell in column(kind, 10, 8) for left, right in BESIDE),
    ]
    for cell in map(as_read, cells):
        text = Text.of_values([cell])
        (small,) = shrunk(text).raw()
        for number, (identifier, search, full) in enumerate(compiled()):
            if full.fullmatch(cell) or (not identifier.whole_cell and search.search(cell)):
                assert number in made.by_shrunk(small), (identifier.id, cell)
                for shaped in (made.fine, *made.coarse):
                    assert number in shaped.candidates(shaped.alphabet.shapes(text).raw()[0]), (identifier.id, cell)


ODD = (
    "เลขบัตร1101700203450ครับ".encode(),
    "๑๑๐๑๗๐๐๒๐๓๔๕๐".encode(),
    "ID１１０１７００２０３４５０".encode(),
    "1101\u200b700203450".encode(),
    "1-1017\u201300203\u201145-0".encode(),
    "+66\u00a081\u202f234 5678".encode(),
    "\u0661\u0662 a.b@shop.example".encode(),
    b"S1234567D\0",
    b"\0",
    b"S1234567D\x7f",
    b"\xff S1234567D",
    "ลูกค้า S1234567D".encode("cp874"),
    "ลูกค้า S1234567D".encode("utf-16-le"),
    "บัตร S1234567D".encode()[:-10],
    b"x" * 20_000 + b" S1234567D",
    b"S1234567D " + b"y" * 20_000,
    "ก".encode() * 2_040 + b"S1234567D",
    b"0123456789" * 2_000,
    b" " * 2_050 + b"S1234567D",
    b" \t S1234567D \r\n",
    b"ann.bee00661234567@shop.example",
    b"HN 1234567",
    b" " * 30,
    b"",
    None,
    b"5f0a1234-0066-8123-4567-00aabbccddee",
    b"5F0A12340066ABCD",
)
"""Cells on which a short cut could go wrong: other digits, glued letters, no text, too long, cut in two."""


def seen_one_by_one(cells):
    """Return blank, unread and cut cells and the counts, from Python's own reading of each cell."""
    blank = unread = cut = 0
    texts_ = []
    for cell in cells:
        try:
            text = (cell or b"").decode()
        except UnicodeDecodeError:
            unread += 1
            continue
        if any((ord(char) < 32 and char not in " \t\n\r\f\v") or char == "\x7f" for char in text):
            unread += 1
            continue
        cut += len(text) > LONGEST
        text = text[:LONGEST]
        blank += not text.encode().strip()
        texts_.append(text)
    return (blank, unread, cut), naive(texts_)


def as_seen(counts):
    (column_,) = counts.columns
    return (column_.blank, column_.unread, column_.cut), dict(column_.hits)


@pytest.mark.parametrize("filler", ["note", "thirteen", "hex", "mail", "caps"])
def test_odd_cells_are_counted_as_one_by_one_however_the_column_is_laid_out(filler):
    cells = [*ODD, *(cell.encode() for cell in column(filler, 120, seed=5))]
    random.Random(4).shuffle(cells)
    expected = seen_one_by_one(cells)
    plain = pa.array(cells, pa.binary())
    unused = pa.array([b"8888888888888", *dict.fromkeys(cells)], pa.binary())
    places = {cell: place for place, cell in enumerate(unused.to_pylist())}
    layouts = {
        "plain": plain,
        "slice": pa.concat_arrays([plain, plain]).slice(len(cells)),
        "dictionary": pa.concat_arrays([plain, pa.array([b"7777777777777"])]).dictionary_encode()[: len(cells)],
        "values unused": pa.DictionaryArray.from_arrays(pa.array([places[cell] for cell in cells], pa.int16()), unused),
    }
    counts = {name: Kernel().batch(pa.RecordBatch.from_arrays([array], ["c"])) for name, array in layouts.items()}
    for name, found in counts.items():
        assert as_seen(found) == expected, name
        assert found.columns[0].distinct == counts["plain"].columns[0].distinct, name
        assert found == counts["plain"], name
    tenfold = Kernel().batch(pa.RecordBatch.from_arrays([pa.concat_arrays([plain] * 10)], ["c"]))
    assert tenfold.columns[0].distinct.rows == [10 * rows for rows in counts["plain"].columns[0].distinct.rows]
    assert tenfold.bare == merged([counts["plain"]] * 10).bare


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
    assert text.values(np.arange(len(text))) == [as_read(cell) for cell in cells]


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
    assert cells.blank.tolist() == [5, 6]
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
