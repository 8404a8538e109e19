import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.whole_numbers import LARGEST, whole_number


@given(st.integers(0, LARGEST - 1))
def test_what_counts_something_is_read(number: int) -> None:
    assert whole_number(str(number)) == number
    assert whole_number(f"{number:05000}") == number


@given(st.integers(19, 6000), st.sampled_from("123456789"))
def test_more_digits_than_any_count_has_are_the_largest(digits: int, sign: str) -> None:
    assert whole_number(sign * digits) == LARGEST


@pytest.mark.parametrize("zeros", ["0", "0" * 5000])
def test_noughts_alone_are_nought(zeros: str) -> None:
    assert whole_number(zeros) == 0


def test_digits_of_other_scripts_are_digits() -> None:
    assert whole_number("１２") == 12
