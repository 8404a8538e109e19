"""The short way to the normal form of a text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipelines.normal_form import nfkc

WIDE_OR_COMBINING = st.text(st.sampled_from("，：…　ａ１a1か゛\n\u3099\u0301é\ufb01ﾊﾟ가ᄀ\u1161一"))
"""Signs that NFKC changes, beside characters that join their neighbours."""


@given(st.text() | WIDE_OR_COMBINING)
def test_short_way_to_nfkc_gives_the_same(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)
