"""Long texts are split where it hurts least, short ones share a request, and nothing is lost or reordered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.translate.engine import Limits
from catalogue.translate.packing import join, pack, split

TEXTS = st.text(st.sampled_from("abđ .,;:!?…\n\t\u00a0"), max_size=200) | st.text(max_size=60)


@given(TEXTS, st.integers(1, 60))
def test_pieces_and_their_seams_are_the_text(text, limit):
    pieces, seams = split(text, limit)

    assert join(pieces, seams) == text
    assert all(len(piece) <= limit for piece in pieces)
    assert len(seams) == len(pieces) - 1


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("", 5, [""]),
        ("một hai", 7, ["một hai"]),
        ("Một. Hai. Ba.", 9, ["Một. Hai.", "Ba."]),
        ("Một. Hai.\n\nBa. Bốn.", 12, ["Một. Hai.", "Ba. Bốn."]),
        ("Một hai, ba bốn năm", 10, ["Một hai,", "ba bốn năm"]),
        ("Một hai ba", 7, ["Một hai", "ba"]),
        ("dòng một\ndòng hai", 10, ["dòng một", "dòng hai"]),
        ("Giá 1.500 đồng. Hết.", 15, ["Giá 1.500 đồng.", "Hết."]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
    ],
)
def test_a_text_is_split_at_the_best_seam_that_fits(text, limit, pieces):
    assert split(text, limit)[0] == pieces


@given(st.lists(st.text(max_size=30), max_size=30), st.integers(1, 60), st.integers(1, 6))
def test_each_text_is_packed_once_in_order_and_within_the_limits(texts, characters, most):
    batches = list(pack(texts, Limits(characters, most)))

    assert [number for batch in batches for number in batch] == list(range(len(texts)))
    assert all(batch and len(batch) <= most for batch in batches)
    assert all(len(batch) == 1 or sum(len(texts[number]) for number in batch) <= characters for batch in batches)


@given(st.lists(st.text(min_size=1, max_size=10), min_size=2), st.integers(10, 60))
def test_no_two_neighbours_would_have_fitted_into_one_request(texts, characters):
    sizes = [sum(len(texts[number]) for number in batch) for batch in pack(texts, Limits(characters, 1000))]
    batches = list(pack(texts, Limits(characters, 1000)))

    assert all(size + len(texts[after[0]]) > characters for size, after in zip(sizes, batches[1:], strict=False))
