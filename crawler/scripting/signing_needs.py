"""What scripts ask for before they sign: a token, a key or the server's clock.

Its answer is fetched and given to the scripts, which sign with it then. It goes to the page's own
host alone, as all that carries a token does, and is nothing that somebody must have an account for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from crawler.discovery.result import Need, SignedCall
from crawler.scripting.call_addresses import address_of
from crawler.scripting.list_calls import is_numbered
from crawler.scripting.noted_calls import Noted, NotedCall, acts, fields_of, path_of
from crawler.scripting.signed_calls import Signed, as_sent_by
from crawler.scripting.tokens import SIGN
from seeds.crawling.data import data_knowledge

_MOST = 2
"""For one page of a list: a token, and what it is asked for with."""


def needs_of(noted: Noted, signed: Signed, url: str, base: str) -> list[Need]:
    """Return what is to be asked for before the calls of a page's scripts can be signed.

    What the scripts have been told the answer of is asked for again where they ask anew each time.
    """
    needs: dict[str, Need] = {}
    for first in filter(_may_be_asked, _firsts(noted, signed)):
        sent = as_sent_by(first, base, address_of(first, base) or "")
        if sent is not None and sent.address and keeps_to(sent, url):
            needs.setdefault(first.key, Need(first.key, sent))
    return list(islice(needs.values(), _MOST))


def with_unmet(noted: Noted, signed: Signed, url: str, base: str) -> Signed:
    """Return what is signed without the calls whose token cannot be had: they are asked as others.

    So are those that send along no more than a part of an answer: that is filled in for any list.
    """
    plain = tuple(call for call in noted.calls if not signed.has(call))
    taking = [
        *(call for call in noted.calls if signed.has(call) and not signed.signs(call)),
        *filter(signed.has, noted.chained),
    ]
    unmet = (
        call.key
        for call in taking
        if _lacks_answer(call)
        and (
            (call.source is not None and not signed.signs(call) and SIGN not in str(call.headers))
            or not needs_of(replace(noted, calls=plain, chained=(call,)), signed, url, base)
        )
    )
    return replace(signed, unmet=frozenset(unmet))


def _firsts(noted: Noted, signed: Signed) -> Iterator[NotedCall]:
    """Yield what calls may be signed with: what was in hand, or what gives a token before them."""
    asked = {each.key: each for each in noted.calls}
    givers: list[NotedCall] = []
    for call in (*noted.calls, *noted.chained):
        if signed.has(call) and is_numbered(call):
            for each in filter(None, (call.source, call.after)):
                yield asked.get(each.key, each)
            yield from givers
            givers.clear()
        elif data_knowledge().gives(path_of(call)):
            givers.append(call)


def _may_be_asked(call: NotedCall) -> bool:
    known = data_knowledge()
    if (call.is_known and call.times < _MOST) or acts(call) or is_numbered(call):
        return False
    if _lacks_answer(call) or any(known.personal.fullmatch(name) for name, _ in fields_of(call)):
        return False
    if call.method == "POST":
        return known.gives(path_of(call)) and not known.leaves_trace(path_of(call))
    return call.method == "GET"


def _lacks_answer(call: NotedCall) -> bool:
    """Tell whether a call is made with the answer of another one, which is to be had first."""
    return SIGN in f"{call.url}{call.data}{call.headers}"


def keeps_to(call: SignedCall, url: str) -> bool:
    """Tell whether a call goes to the host of a page, and encrypted where the page came so.

    No browser sends the others: they are mixed content.
    """
    sent, page = urlsplit(call.url), urlsplit(url)
    return sent.netloc == page.netloc and (sent.scheme == "https" or page.scheme != "https")


def own_alone(calls: Iterable[SignedCall], url: str, *, with_answers: bool) -> list[SignedCall]:
    """Return calls without those that would take a token to another host than the page's.

    ``with_answers``: what was answered before has gone into them.
    """
    return [
        call for call in calls if keeps_to(call, url) or not (with_answers or _carries_token(call))
    ]


def _carries_token(call: SignedCall) -> bool:
    given = data_knowledge().given
    return any(map(given.fullmatch, call.headers))
