"""Sites of one machine are one visitor's burden."""

import pytest

from crawler.politeness.slots import AddressBook


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
