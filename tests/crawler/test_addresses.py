import pytest

from crawler.politeness.addresses import is_special


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104 - not bound to
        *("100.64.0.1", "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1"),
    ],
)
def test_addresses_of_the_own_network_are_special(address: str) -> None:
    assert is_special(address)


@pytest.mark.parametrize("address", ["219.232.200.10", "8.8.8.8", "2400:3200::1"])
def test_public_addresses_are_not(address: str) -> None:
    assert not is_special(address)
