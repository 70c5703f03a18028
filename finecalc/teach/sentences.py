"""What the quiz says of a mistake, and how it asks: the sentences of `asked.py`, in both languages."""

from finecalc.language.words import Words

MISTAKES = {
    "old-number": Words(
        "这是行为终了时已经不再施行的版本", "That edition was no longer in force when the conduct ended"
    ),
    "new-number": Words(
        "这是行为终了之后才施行的版本：先看行为终了那天，新的各方面都较轻才用新的",
        "That edition came into force after the conduct had ended: the day of its end decides, unless the new text is lighter in every respect",
    ),
    "heavier-kept": Words(
        "新的规定各方面都较轻，应当用新的", "The new text is lighter in every respect and has to be applied"
    ),
    "same-number": Words(
        "条号相同，在那个版本里说的是另一种行为", "The same number means another conduct in that edition"
    ),
    "other-paragraph": Words(
        "同一条里的另一款，主体或者行为不同", "Another paragraph of that article, for another offender or conduct"
    ),
    "other-conduct": Words("这一款说的是另一种行为", "That paragraph is about another conduct"),
    "lower-tier": Words("低了一档：查明的事实够上更重的一档", "Too low a tier: what was found reaches a graver one"),
    "higher-tier": Words("高了一档：没有查明够得上那一档的事实", "Too grave a tier: nothing that reaches it was found"),
    "other-edition": Words("这是另一版本的规定", "That is what another edition says"),
    "band-as-law": Words(
        "这是一个裁量阶次的范围，不是法定幅度", "That is one band of discretion, not the range of the law"
    ),
    "must-for-may": Words("条文写的是“可以”，不是必须", "The text says may, not must"),
    "may-for-must": Words("条文没有写“可以”，是必须", "The text does not say may: it must be imposed"),
    "fallback-skipped": Words(
        "没有违法所得也有罚款幅度，这一句不能漏", "Without gains there is a range too: that clause was skipped"
    ),
    "fallback-taken": Words(
        "这是没有违法所得时的幅度，本案有违法所得", "That range is for no gains, and here there are some"
    ),
    "person-forgotten": Words(
        "漏了这类人员：条文对其也规定了罚款", "These persons were forgotten: the text fines them too"
    ),
    "person-added": Words("条文没有规定对这类人员罚款", "The text does not fine these persons"),
    "unit-for-person": Words("这是对单位的幅度", "That is the range for the unit"),
    "person-for-unit": Words("这是对责任人员的幅度", "That is the range for the responsible persons"),
    "unit-forgotten": Words("条文对单位规定了罚款", "The text fines the unit"),
    "correction-forgotten": Words(
        "漏了责令改正：实施处罚时就应当责令改正", "The order to correct was forgotten, which goes with every penalty"
    ),
    "confiscation-forgotten": Words(
        "漏了没收违法所得：有违法所得的应当没收",
        "The confiscation was forgotten: gains that there are must be confiscated",
    ),
    "nothing-to-take": Words("没有违法所得，没有可以没收的", "There are no gains to confiscate"),
    "optional-taken": Words(
        "多写的这些条文只说“可以”，或者只要求择一", "What was added may be imposed, or is one of several to choose from"
    ),
    "base-as-span": Words(
        "按最高限的百分比算了：百分比是最低限至最高限之间的",
        "Percent of the maximum was taken: it is percent of the span from minimum to maximum",
    ),
    "inside-range": Words("这个数额在法定幅度以内", "That amount lies within the range of the law"),
    "standing-named": Words("条文没有点名这个机关", "The text does not name this body"),
    "standing-divided": Words(
        "条文点了名，用的不是几个部门共用的名称", "The text names its bodies, and not by a name that several share"
    ),
    "standing-issuer": Words(
        "条文没有把处罚整个交给发证机关", "The text does not leave the whole penalty to the permit issuer"
    ),
    "standing-others": Words("条文没有把这个机关排除在外", "The text does not shut this body out"),
    "hearing-yes": Words(
        "本档没有非给予不可而又要听证的处罚", "Nothing that needs a hearing has to be imposed in this tier"
    ),
    "hearing-if-imposed": Words(
        "本档没有可以选择给予的这类处罚：要么没有，要么必须给予",
        "No such penalty is left to choice in this tier: there is none, or it must be imposed",
    ),
    "hearing-if-large": Words(
        "不只看数额：本档还有要听证的处罚，或者根本没有数额",
        "It is not the sum alone: something else in this tier needs a hearing, or there is no sum",
    ),
    "hearing-no": Words(
        "较重的处罚，较大数额的罚款、没收，都要先告知听证权利",
        "Before the graver penalties, and a large fine or confiscation, the party is told of a hearing",
    ),
}
"""What mistake an answer is."""

PROMPTS = {
    "law": Words("适用哪一部法的哪一款？", "Which provision applies?"),
    "tier": Words("属于哪一档？", "Which tier?"),
    "unit": Words("对单位的罚款幅度是多少？", "What is the range of the fine on the unit?"),
    "manager": Words(
        "对直接负责的主管人员的罚款幅度是多少？", "What is the range of the fine on the person in charge?"
    ),
    "staff": Words(
        "对其他直接责任人员的罚款幅度是多少？", "What is the range of the fine on the other liable persons?"
    ),
    "must": Words("必须给予哪些处罚和措施（罚款除外）？", "What must be imposed, the fine apart?"),
    "competence": Words("办理本案的机关能不能自己作出处罚？", "May the office that handles the case impose it?"),
    "hearing": Words("作出决定前，要不要告知听证权利？", "Has the party to be told of the right to a hearing first?"),
}
"""How each question is put."""

STANDING = {
    "named": Words("能：条文点名的机关包括它", "Yes: it is one of the bodies that the text names"),
    "divided": Words(
        "要看职责分工：条文写的是几个部门共用的名称，没有点名",
        "It depends on the division of duties: the text uses a name that several bodies share",
    ),
    "issuer": Words(
        "要看许可证是谁发的：条文交给发证机关", "It depends on who issued the permit: the text leaves it to that body"
    ),
    "others": Words("不能：条文只点名了别的机关或者别的层级", "No: the text names only other bodies, or other levels"),
}
"""How an authority can stand to a provision."""

HEARING = {
    "yes": Words("要：怎样处罚都应当告知", "Yes, whatever is imposed"),
    "if-imposed": Words(
        "看种类：拟责令停产停业、关闭或者吊销许可证等较重处罚的，要；罚款、没收数额较大的，也要",
        "It depends on the kind: where a shutdown, closure, revocation or the like is proposed; and where fine or confiscation is large",
    ),
    "if-large": Words(
        "只看数额：罚款、没收达到“较大数额”的，要；本档没有别的要听证的处罚",
        "It depends on the sum alone: where fine or confiscation is large; this tier has nothing else that needs a hearing",
    ),
    "no": Words("不要：本档的处罚都不必听证", "No: nothing in this tier needs a hearing"),
}
"""When the party has to be told of the right to a hearing."""

NOTHING_TO_HEAR = Words(
    "本档没有罚款、没收，也没有其他要听证的处罚",
    "this tier has no fine, no confiscation, and nothing else that needs a hearing",
)
NOTHING_REQUIRED = Words("没有必须给予的", "none that must be imposed")
OUTSIDE = Words("都不是，已经超出法定幅度", "none of these: it lies outside the range of the law")
NO_FACT_NEEDED = Words("无须其他情节的一档", "the tier that needs no further fact")


def band_prompt(amount: Words) -> Words:
    """Which band an amount belongs to."""
    return Words(
        f"拟对单位罚款{amount.zh}，属于哪一个裁量阶次？",
        f"A fine of {amount.en} on the unit is proposed: which band of discretion is that?",
    )


def wrong_band(level: Words, span: Words) -> Words:
    """An amount is not in the band of this level."""
    return Words(
        f"“{level.zh}”的范围是{span.zh}，这个数额不在里面", f"The {level.en} band is {span.en}, without this amount"
    )


def band_reason(level: Words, span: Words) -> Words:
    """How far the band of a level goes."""
    return Words(f"“{level.zh}”的范围是{span.zh}", f"The {level.en} band is {span.en}")


def hearing_reason(cited: Words, told: Words) -> Words:
    """What the rule says of a hearing here."""
    return Words(f"{cited.zh}：{told.zh}", f"{cited.en}: {told.en}")


def last_tier(last: int) -> Words:
    """There is no such tier."""
    return Words(f"只有第 1 至 {last} 档", f"There are tiers 1 to {last}")


def no_tier(written: str) -> Words:
    """What was written names no tier."""
    return Words(
        f"看不懂“{written}”，请写选项的字母，例如 A",
        f"“{written}” cannot be read: write the letter of an answer, such as A",
    )


def no_sanction(written: str) -> Words:
    """What was written names no sanction."""
    return Words(
        f"没有“{written}”这种处罚或者措施，请照条文的说法写，例如 责令改正；警告",
        f"There is no sanction “{written}”: name it as the text does, or by its identifier, such as order-correction; warning",
    )


def no_range(written: str) -> Words:
    """What was written is no range."""
    return Words(
        f"“{written}”不是幅度。可以写选项的字母，或者 5万-50万、五万元以上五十万元以下、100万以下、无",
        f"“{written}” is not a range. Write the letter, or 5万-50万, 50,000-500,000, 100万以下 (a ceiling only) or none",
    )


NO_ITEMS = Words(
    "这份法条表没有权责清单，或者其中没有罚则，出不了题",
    "This table has no power list, or no penalty in it, to take cases from",
)
NO_CASE = Words(
    "这几项编不出答案确定的案例，请换几项", "No case with a certain answer can be made from these items: choose others"
)
