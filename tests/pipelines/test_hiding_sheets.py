"""What a rule of a style sheet hides: what the same style hides on an element, but for its colour.

A rule is looked at closely only where one of a few words stands in it, so that each way of hiding
has a row here, as it is written by hand and as it is minified.
"""

from __future__ import annotations

import pytest

from pipelines.extract.hiding import hidden_names, hiding


@pytest.mark.parametrize(
    ("declarations", "kind"),
    [
        ("display:none", "display:none"),
        ("float:left; Display : None", "display:none"),
        ("visibility : hidden", "visibility:hidden"),
        ("position:absolute;left:-9999px", "off-screen"),
        ("position: absolute; left: -9999px", "off-screen"),
        ("text-indent:-999em", "text-indent"),
        ("font-size:0", "font-size:0"),
        ("font-size : .5px", "font-size:0"),
        ("font-size: 1px", "font-size:0"),
        ("color:red;font-size:1.5px", "font-size:0"),
        ("opacity:0", "opacity:0"),
        ("filter: alpha(opacity=0)", "opacity:0"),
        ("clip:rect(0,0,0,0)", "clip"),
        ("clip-path: inset(50%)", "clip"),
        ("height:0;overflow:hidden", "no-size"),
        ("z-index: -1", "z-index"),
    ],
)
def test_a_rule_hides_what_the_same_style_hides(declarations: str, kind: str) -> None:
    found = hidden_names([f"/* .v */ .w, #b > i {{ {declarations} }} p{{color:red}}"])
    assert hiding(declarations) == kind
    assert found.names == {".w": kind}


@pytest.mark.parametrize(
    "declarations",
    [
        "color:#fff",  # its ground may be set by another rule
        "list-style:none",
        "display:block;background:none",
        "overflow:hidden",
        "font-size:10px",
        "font-size:1.5em",
        "font:12px/1.5 宋体",
        "margin:-10px 0",
    ],
)
def test_other_rules_hide_nothing(declarations: str) -> None:
    assert not hidden_names([f".w{{{declarations}}}"]).names


def test_sizes_are_told_where_something_has_a_size_of_nothing() -> None:
    sizes = ".w p{font-size:14px} .v{font:12px/2 宋体}"
    assert hidden_names([sizes]).sized == frozenset()
    assert hidden_names([sizes, ".w{font-size:0}"]).sized == {"p", ".v"}
