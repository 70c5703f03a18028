"""One real browser, many cases: the page in a frame answers each, and says only where it differs from what was expected."""

import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]
COMPARE = r"""
const plain = (value) => {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plain).join(',')}]`;
  if (typeof value === 'object') {
    const keys = Object.keys(value).filter((key) => key[0] !== '_' && value[key] !== undefined).sort();
    return `{${keys.map((key) => JSON.stringify(key) + ':' + plain(value[key])).join(',')}}`;
  }
  return JSON.stringify(String(value));
};
const TABLE = new Uint32Array(256).map((_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xEDB88320 ^ (n >>> 1) : n >>> 1; return n; });
const crc = (text) => {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ -1) >>> 0;
};
onload = () => {
  const page = document.querySelector('iframe').contentWindow.finecalc;
  const ask = (given) => {
    const answer = page.answer(given);
    if (answer.error) return { answer };
    return { answer, line: page.line(given, answer), road: answer._road, zh: page.conclusion(answer, 'zh'), en: page.conclusion(answer, 'en') };
  };
  const cases = JSON.parse(document.getElementById('cases').textContent);
  const wrong = [];
  const began = performance.now();
  cases.forEach(([given, sum], at) => {
    let said;
    try { said = plain(ask(given)); } catch (error) { said = JSON.stringify({ thrown: String(error.stack || error) }); }
    if (crc(said) !== sum) wrong.push([at, wrong.length < 40 ? said : null]);
  });
  document.body.textContent = '';
  const out = document.createElement('pre');
  out.textContent = JSON.stringify({ wrong, asked: cases.length, took: performance.now() - began });
  document.body.append(out);
};
"""


def chromium(home: Path, *arguments: str, timeout: int = 250) -> str:
    assert CHROMIUM
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={home / 'profile'}", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=home,
        timeout=timeout,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def canonical(value: Any) -> str:
    """A value of JSON as one text that does not depend on the order of keys, nor on how a number is written."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, Decimal):
        shown = f"{value:f}"
        value = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return json.dumps(str(value), ensure_ascii=False)


def apart(right: Any, said: Any, path: str = "") -> list[str]:
    """Where two answers differ, and how."""
    if isinstance(right, dict) and isinstance(said, dict):
        keys = sorted({*right, *said})
        return [each for key in keys for each in apart(right.get(key), said.get(key), f"{path}.{key}")]
    if isinstance(right, list) and isinstance(said, list) and len(right) == len(said):
        return [each for at, pair in enumerate(zip(right, said, strict=True)) for each in apart(*pair, f"{path}[{at}]")]
    return (
        []
        if canonical(right) == canonical(said)
        else [f"{path}: {str(right)[:300]} but the page says {str(said)[:300]}"]
    )


def measured(home: Path, page: str, script: str, across: int = 1000) -> Any:
    """What a script returns that runs beside the page in a frame of this width; `page` is its window there."""
    told = (
        f"const told = (page) => {{ {script} }};"
        + """
onload = () => {
  const out = document.createElement('pre');
  out.textContent = JSON.stringify(told(document.querySelector('iframe').contentWindow));
  document.body.replaceChildren(out);
};
"""
    )
    return json.loads(_told(home, page, f"<script>{told}</script>", across))


def _told(home: Path, page: str, beside: str, across: int) -> str:
    """What stands in the page around the frame once its script has run."""
    frame = f'<iframe srcdoc="{escape(page)}" style="width:{across}px;height:800px;border:0"></iframe>'
    outer = f'<!doctype html><meta charset="utf-8"><body>{frame}{beside}'
    (home / "outer.html").write_text(outer, encoding="utf-8")
    dumped = chromium(home, "--virtual-time-budget=600000", "--dump-dom", (home / "outer.html").as_uri())
    found = re.search(r"<pre>(.*)</pre>", dumped, re.DOTALL)
    assert found, dumped[-2000:]
    return found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\xa0").replace("&amp;", "&")


def differing(
    home: Path, page: str, cases: Iterable[tuple[dict[str, Any], Any]]
) -> tuple[list[tuple[dict[str, Any], Any, Any]], dict[str, Any]]:
    """Cases that the page answers otherwise than expected, each with what was expected and what it said; and how it went."""
    asked = list(cases)
    sums = [[given, zlib.crc32(canonical(expected).encode())] for given, expected in asked]
    data = json.dumps(sums).replace("<", "\\u003c")
    beside = f'<script type="application/json" id="cases">{data}</script><script>{COMPARE}</script>'
    told = json.loads(_told(home, page, beside, 1000))
    return [(*asked[at], said and json.loads(said)) for at, said in told["wrong"]], told
