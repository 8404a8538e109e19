"""Sites of one machine are one visitor's burden."""

import pytest

from crawler.politeness.slots import AddressBook, HostSlot


def test_hosts_at_one_address_share_a_queue() -> None:
    book = AddressBook()
    for host in ("www.a.gov.cn", "www.b.gov.cn"):
        book.learn(host, "219.0.0.1")
    book.learn("www.c.gov.cn", "219.0.0.2")
    assert book.key_of("www.a.gov.cn") == book.key_of("www.b.gov.cn") == "219.0.0.1"
    assert book.neighbours("www.b.gov.cn") == ["www.a.gov.cn", "www.b.gov.cn"]
    assert book.neighbours("www.c.gov.cn") == ["www.c.gov.cn"]


@pytest.mark.parametrize("address", ["219.0.0.1", "240e:1::1", "10.0.0.1"])
def test_all_ports_of_one_address_are_one_machine(address: str) -> None:
    book = AddressBook()
    hosts = ["www.a.gov.cn", "www.a.gov.cn:8080", "oa.b.gov.cn:81"]
    for host in hosts:
        book.learn(host, address)
    assert {book.key_of(host) for host in hosts} == {address}
    assert book.neighbours("oa.b.gov.cn:81") == hosts


def test_each_port_of_this_machine_is_a_web_of_its_own() -> None:
    book = AddressBook()
    for host in ("127.0.0.1:8711", "127.0.0.1:8712"):
        book.learn(host, "127.0.0.1")
    assert book.key_of("127.0.0.1:8711") == "127.0.0.1:8711"
    assert book.neighbours("127.0.0.1:8712") == ["127.0.0.1:8712"]


def test_a_host_that_was_not_looked_up_stands_for_itself() -> None:
    assert AddressBook().key_of("www.a.gov.cn:8080") == "www.a.gov.cn:8080"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time of the queues, in seconds."""
    now = [100.0]
    monkeypatch.setattr("crawler.politeness.slots.monotonic", lambda: now[0])
    return now


def asked_and_answered(clock: list[float], delay: float, smallest: float, took: float) -> HostSlot:
    slot = HostSlot(1, delay, 0.0)
    slot.smallest_delay = smallest
    slot.lastseen = clock[0]
    clock[0] += took
    slot.note_answer()
    return slot


def next_request(slot: HostSlot) -> float:
    return slot.lastseen + slot.download_delay()


def test_the_smallest_delay_counts_from_the_end_of_an_answer(clock: list[float]) -> None:
    slot = asked_and_answered(clock, delay=0.2, smallest=0.2, took=0.15)
    assert next_request(slot) == pytest.approx(100.15 + 0.2)


def test_what_the_pace_adds_counts_from_the_request(clock: list[float]) -> None:
    slot = asked_and_answered(clock, delay=1.0, smallest=0.2, took=0.15)
    assert next_request(slot) == pytest.approx(100.0 + 1.0)


def test_a_delay_that_robots_txt_sets_counts_from_its_own_answer(clock: list[float]) -> None:
    """It was not known when that answer came."""
    slot = asked_and_answered(clock, delay=0.03, smallest=0.0, took=0.03)
    slot.delay = slot.smallest_delay = 0.2
    assert next_request(slot) == pytest.approx(100.03 + 0.2)


def test_a_pace_that_eases_after_the_answer_keeps_the_smallest_delay(clock: list[float]) -> None:
    slot = asked_and_answered(clock, delay=0.25, smallest=0.2, took=0.15)
    slot.delay = 0.2
    assert next_request(slot) == pytest.approx(100.15 + 0.2)


def test_a_host_without_a_delay_is_asked_at_once(clock: list[float]) -> None:
    slot = asked_and_answered(clock, delay=0.0, smallest=0.0, took=0.5)
    assert next_request(slot) <= clock[0]
