"""What changed between two texts, word by word."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

_TOKEN = re.compile(
    r"第[零〇一二三四五六七八九十百千]+[条款项]"  # 第五十九条
    r"|[零〇一二三四五六七八九十百千万亿]+[元倍日年]?"  # 五十万元
    r"|[A-Za-z0-9]+|\s+|.",
    re.DOTALL,
)
_ALIKE = 0.4
"""Texts with less in common than this are different texts, not two versions of one."""
_BRIDGE = 2
"""An unchanged run shorter than this between two changes is not worth a break: 五[万]元."""


class Run(Struct, frozen=True):
    """Some words in a row, all changed or all unchanged."""

    text: str
    changed: bool


def marked(before: str, after: str) -> tuple[list[Run], list[Run]] | None:
    """Both texts in runs, or None where they have too little in common to be marked.

    The runs of each text together are that text, exactly.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    old_runs: list[Run] = []
    new_runs: list[Run] = []
    blocks = [block for block in matcher.get_opcodes() if block[1:3] or block[3:]]
    for number, (kind, old_from, old_to, new_from, new_to) in enumerate(blocks):
        same = "".join(old[old_from:old_to])
        inside = 0 < number < len(blocks) - 1
        changed = kind != "equal" or (inside and len(same) < _BRIDGE and same not in "，；。：")
        old_runs.append(Run(same, changed))
        new_runs.append(Run("".join(new[new_from:new_to]), changed))
    return _joined(old_runs), _joined(new_runs)


def _joined(runs: Iterable[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if found and found[-1].changed == run.changed:
            found[-1] = Run(found[-1].text + run.text, run.changed)
        else:
            found.append(run)
    return found


def text_of(runs: Sequence[Run]) -> str:
    """The text that the runs make up."""
    return "".join(run.text for run in runs)
