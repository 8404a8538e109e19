"""Sites as tests need them."""

from typing import Any

from seeds.catalogue import Site


def site(host: str = "www.x.gov.cn", **more: Any) -> Site:  # noqa: ANN401 - Site's own keys
    """Return a site of one host without any rule of its own."""
    values: dict[str, Any] = {
        "id": "x",
        "name": "某县",
        "start_urls": (f"http://{host}/",),
        "allowed_domains": (host,),
    }
    return Site(**{**values, **more})
