"""What the reader hands back: what a paragraph says, the words each part rests on, and what it refused, with why."""

from msgspec import Struct

from finecalc.language.words import Words
from finecalc.table.model import Aggravates, Borrow, Tier
from finecalc.table.toml_lines import Path


class Claim(Struct, frozen=True):
    """The words from `start` to `end` are what `path` of the reading rests on."""

    start: int
    end: int
    path: Path


class Refusal(Struct, frozen=True):
    """Words that carry law and that the reader does not hold, with why."""

    start: int
    end: int
    words: str
    why: Words


class Reading(Struct, frozen=True):
    """What one paragraph says. The fields have the names and shapes of `model.Provision`.

    `same_conduct` is the paragraph whose conduct this one takes over (单位有前款行为); `pointer` the words that send to
    other laws. A reading with nothing in `refused` says everything that the paragraph says.
    """

    tiers: tuple[Tier, ...] = ()
    borrows: tuple[Borrow, ...] = ()
    aggravates: tuple[Aggravates, ...] = ()
    provisos: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    authority_quote: str = ""
    breaches: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    same_conduct: str = ""
    pointer: str = ""
    conduct: str = ""
    items: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    refused: tuple[Refusal, ...] = ()


# --- why words are refused ---

UNREAD = Words("读不出这些字的法律意义", "the reader does not know what these words provide")
CONDITION = Words("不认识这个条件，其后各句不再读取", "an unknown condition: nothing behind it is read")
CONDUCT = Words(
    "违法行为的描述中含有金额、幅度、情节或者处罚用语",
    "the description of the conduct holds an amount, a bound, a condition or a sanction",
)
OFFENDER = Words("违法者是自然人，处罚对象无法确定", "the offender is a natural person whom the table has no word for")
NO_CONDUCT = Words(
    "找不到违法行为与处罚的分界（“……的，”）", "no point is found where the conduct ends and the penalty begins"
)
BODY = Words("词汇表中没有这个机关", "the vocabulary has no such authority")
PERSON = Words("词汇表中没有这类受罚人", "the vocabulary has no such person")
AMOUNT = Words(
    "这个罚款的数额、基数或者写法不在所能表达的范围内", "a fine whose amount, base or form the table cannot hold"
)
TARGET = Words(
    "不能确定这一处罚是对单位还是对责任人员",
    "it is not certain whether this falls on the organisation or on the persons",
)
CHOICE = Words("不能确定“可以”“或者”管到哪里", "it is not certain how far 可以 or 或者 reaches")
OTHER_BODY = Words("另一机关的罚款，表中无法表达", "a fine by another body, which the table cannot hold")
BEHIND = Words("前文没有读懂，其后不再读取", "what stands before is not understood, so this is not read")
LOOSE = Words(
    "分号之后的这一句不知属于哪一档", "behind the semicolon it is not certain to which tier this clause belongs"
)
TWICE = Words(
    "同一对象在同一档次有两个罚款，不能确定关系",
    "two fines on the same target in one tier, without a rule between them",
)
TWO_TIERS = Words("同一情节开启两个档次", "one fact opens two tiers")
ELSEWHERE = Words("所指的条款无法确定", "it is not certain which paragraph is meant")
SEVERAL = Words("不止一款：每次只读一款", "more than one paragraph: one is read at a time")
