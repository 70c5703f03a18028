"""Why words are refused."""

from finecalc.language.words import Words

UNREAD = Words("读不出这些字的法律意义", "the reader does not know what these words provide")
BEHIND = Words("前文没有读懂，其后不再读取", "what stands before is not understood, so this is not read")
AMOUNT = Words("这个罚款的数额、基数或者写法读不出", "the amount, base or form of this fine is not known")
SIZE = Words("读不出这个基数的大小", "the size of the base is not known")
TARGET = Words("不能确定这一处罚是对谁的", "it is not certain on whom this falls")
OFFENDER = Words("不能确定违法行为的主体", "it is not certain whom the description of the conduct names")
CHOICE = Words("不能确定“可以”“或者”管到哪里", "it is not certain how far 可以 or 或者 reaches")
NO_CONDUCT = Words(
    "找不到违法行为与处罚的分界（“……的，”）", "no point is found where the conduct ends and the penalty begins"
)
HAVING = Words("不能确定没有所得时是否仍处此罚款", "it is not certain whether this fine needs gains too")
LOOSE = Words("分号之后的这一句不知属于哪一档", "behind the semicolon it is not certain to which tier this belongs")
TWICE = Words(
    "同一对象在同一档次有两个罚款，不能确定关系", "two fines on one target in one tier, without a rule between them"
)
OTHER = Words("另一种行为，请单独成款再读", "conduct of another kind: give it as a paragraph of its own")
ELSEWHERE = Words("所指的条款无法确定", "it is not certain which paragraph is meant")
OTHER_BODY = Words("另一机关的罚款，表中无法表达", "a fine by another body, which the table cannot hold")
NO_FORM = Words("读出了，但表中还没有这种写法", "read, but the table has no form for it yet")
NO_NAME = Words("读出了，词汇表中还没有名称", "read, but the vocabulary has no name for it yet")
LONG = Words("一款没有这么长：每次只读一款", "no paragraph is as long as this: one is read at a time")
GATE = Words("两次读取的结果不一致", "two independent readings of these words differ")
"""LOOSE and TWICE are told where a clause could belong to several tiers, or a second fine has no rule beside the first."""
