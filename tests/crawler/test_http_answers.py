"""Answers of servers, taken apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.wire.http_answers import AnswerReader, BadAnswerError

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/html\r\n\r\nhello"
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"3\r\nhel\r\n2;name=value\r\nlo\r\n0\r\nTrailer: x\r\n\r\n"
)
UNTIL_THE_END = b"HTTP/1.1 200 OK\r\n\r\nhello"


def read(answer: bytes, method: str = "GET") -> tuple[AnswerReader, bytes]:
    reader = AnswerReader(method)
    return reader, reader.read(answer)


@pytest.mark.parametrize("answer", [PLAIN, CHUNKED])
def test_an_answer_says_where_it_ends(answer: bytes) -> None:
    reader, body = read(answer)
    assert (body, reader.is_done, reader.lasts) == (b"hello", True, True)


def test_one_without_a_length_ends_with_its_connection() -> None:
    reader, body = read(UNTIL_THE_END)
    assert (body, reader.is_done, reader.may_lack_its_end) == (b"hello", False, True)


@pytest.mark.parametrize("answer", [PLAIN, CHUNKED])
def test_one_that_breaks_off_is_not_done(answer: bytes) -> None:
    reader, _ = read(answer[:-1])
    assert not reader.is_done
    assert not reader.may_lack_its_end


@given(
    st.sampled_from([PLAIN, CHUNKED, UNTIL_THE_END]),
    st.lists(st.integers(0, len(CHUNKED)), max_size=12),
)
def test_pieces_give_what_the_whole_gives(answer: bytes, cuts: list[int]) -> None:
    borders = [0, *sorted(cuts), len(answer)]
    reader = AnswerReader("GET")
    body = b"".join(reader.read(answer[start:end]) for start, end in pairwise(borders))
    whole, of_whole = read(answer)
    assert (body, reader.head, reader.is_done) == (of_whole, whole.head, whole.is_done)


@pytest.mark.parametrize(
    ("method", "head"),
    [
        ("HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
        ("GET", b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"),
        ("GET", b"HTTP/1.1 204 No Content\r\n\r\n"),
        ("GET", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    ],
)
def test_some_answers_have_no_body(method: str, head: bytes) -> None:
    reader, body = read(head, method)
    assert (body, reader.is_done, reader.lasts) == (b"", True, True)


def test_interim_answers_are_passed_over() -> None:
    reader, body = read(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + PLAIN)
    assert reader.head is not None
    assert (reader.head.status, body) == (200, b"hello")


def test_headers_are_read_as_browsers_do() -> None:
    head = (
        b"HTTP/1.1 200\nSet-Cookie: a=1\r\nno colon here\r\nset-cookie:b=2\nX-Long: one\r\n two\n\n"
    )
    reader, _ = read(head)
    assert reader.head is not None
    assert reader.head.headers == [
        (b"Set-Cookie", b"a=1"),
        (b"set-cookie", b"b=2"),
        (b"X-Long", b"one two"),
    ]
    assert reader.head.values(b"set-cookie") == [b"a=1", b"b=2"]


def test_chunks_count_where_a_length_is_given_too() -> None:
    _, body = read(CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 1\r\n\r\n", 1))
    assert body == b"hello"


def test_a_length_may_be_said_twice() -> None:
    _, body = read(b"HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\nContent-Length: 5\r\n\r\nhello")
    assert body == b"hello"


@pytest.mark.parametrize(
    "answer",
    [
        PLAIN.replace(b"\r\nContent", b"\r\nConnection: Close\r\nContent", 1),
        PLAIN.replace(b"1.1", b"1.0"),
        PLAIN + b"more than was said",
        UNTIL_THE_END,
    ],
)
def test_connections_that_are_not_asked_again(answer: bytes) -> None:
    reader, body = read(answer)
    assert body == b"hello"
    assert not reader.lasts


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_8.0\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"0" * 20_000,
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000,
    ],
)
def test_what_is_no_http_is_told(answer: bytes) -> None:
    with pytest.raises(BadAnswerError):
        read(answer)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    for begin in (b"", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"):
        try:
            read(begin + data)
        except BadAnswerError:
            continue
