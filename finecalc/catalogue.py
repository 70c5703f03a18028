"""What every finding code means: one source for `check`, `lint`, `--select`, `explain` and the documentation.

A rule states its code, its severity, what it means, why, and how to mend it. The codes of `lint` (SL…) have the same structure
and stand in `finecalc.lint_codes`.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from finecalc.errors import FinecalcError
from finecalc.model import Words
from finecalc.statutes import Statutes

Severity = Literal["error", "warning", "info", "unreadable"]


class Rule(Struct, frozen=True, kw_only=True):
    """A finding code. Code and name are printed together, and either names it on the command line.

    `basis` says where the table names the provisions it rests on: a key of `[rules]` or an adjustment, with dots.
    `example` is input that brings the finding forth: for FC codes one decision as a line of JSON.
    """

    code: str
    name: str
    severity: Severity
    means: Words
    why: Words
    mend: Words
    example: str = ""
    basis: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """`FC102 fine-above-range`."""
        return f"{self.code} {self.name}"


def _rules(*rules: Rule) -> dict[str, Rule]:
    return {rule.code: rule for rule in rules}


FINDINGS: dict[str, Rule] = _rules(
    Rule(
        code="FC101",
        name="fine-below-range",
        severity="error",
        means=Words("单位罚款低于法定幅度", "The fine on the organisation is below the range"),
        why=Words(
            "“以上”包括本数：低于最低限一分也是突破幅度。只有依法减轻，才可以低于最低限。",
            "以上 includes the number itself: one fen below the minimum leaves the range. Only a lawful mitigation goes below it.",
        ),
        mend=Words(
            "罚款提高到幅度之内；确有法定减轻情形的，在“裁量”一栏写减轻，并在决定书中说明理由和依据。",
            "Raise the fine into the range; where a statutory ground for mitigation exists, write 减轻 under adjust and give the reasons and basis.",
        ),
        example='{"provision": "csl@2016:59.1", "facts": "refused", "fine": "9999.99", "person_fines": "manager:5000"}',
        basis=("adjustments.mitigated",),
    ),
    Rule(
        code="FC102",
        name="fine-above-range",
        severity="error",
        means=Words("单位罚款高于法定幅度", "The fine on the organisation is above the range"),
        why=Words(
            "“以下”包括本数：高于最高限一分也是突破幅度。从重只能在幅度之内；减轻的，应当低于最低限。",
            "以下 includes the number itself: one fen above the maximum leaves the range. 从重 stays within it, and 减轻 goes below the minimum.",
        ),
        mend=Words(
            "罚款降到幅度之内；情节够得上更重一档的，写明该情节，并有证据证明。",
            "Lower the fine into the range; where the facts reach a graver tier, name them, with evidence.",
        ),
        example='{"provision": "csl@2016:59.1", "facts": "refused", "fine": "10万零1元", "person_fines": "manager:5000"}',
        basis=("adjustments.lenient",),
    ),
    Rule(
        code="FC103",
        name="fine-not-provided",
        severity="error",
        means=Words("本档没有规定对单位罚款", "No fine on the organisation is provided for in this tier"),
        why=Words(
            "没有法定依据的处罚无效。适用哪一档由情节决定，不由金额倒推；不予处罚的，不得罚款。",
            "A penalty without a basis in law is void. The facts decide the tier, not the amount; where no penalty is imposed there is no fine.",
        ),
        mend=Words(
            "去掉罚款；有拒不改正等情节的，在“情节”一栏写明。",
            "Drop the fine; where there are facts such as a refusal to correct, state them under facts.",
        ),
        example='{"provision": "csl@2016:59.1", "fine": "1万", "sanctions": "责令改正；警告"}',
        basis=("adjustments.exempt",),
    ),
    Rule(
        code="FC104",
        name="fine-missing",
        severity="error",
        means=Words(
            "本档应当对单位罚款，没有提出", "The tier requires a fine on the organisation, and none is proposed"
        ),
        why=Words(
            "条文写“处……罚款”的，应当罚款；写“可以处”的，才可以不罚。减轻可以少处种类，不予处罚不罚款。",
            "处…罚款 is a must; only 可以处 leaves it open. Mitigation may leave out kinds of penalty, and an exemption imposes none.",
        ),
        mend=Words(
            "在幅度之内提出罚款；依法减轻或者不予处罚的，在“裁量”一栏写明。",
            "Propose a fine within the range; for a mitigation or an exemption, say so under adjust.",
        ),
        example='{"provision": "csl@2016:59.1", "facts": "refused", "person_fines": "manager:5000"}',
        basis=("adjustments.mitigated",),
    ),
    Rule(
        code="FC111",
        name="person-below-range",
        severity="error",
        means=Words("个人罚款低于法定幅度", "A person's fine is below the range"),
        why=Words(
            "对每个责任人员按其身份分别判断，幅度包括本数。",
            "Each responsible person is judged by role, and both ends of the range are included.",
        ),
        mend=Words(
            "罚款提高到该类人员的幅度之内，或者写明减轻及其依据。",
            "Raise the fine into the range for that role, or state the mitigation and its ground.",
        ),
        example='{"provision": "csl@2016:59.1", "facts": "refused", "fine": "5万", "person_fines": "主管人员:4999"}',
        basis=("adjustments.mitigated",),
    ),
    Rule(
        code="FC112",
        name="person-above-range",
        severity="error",
        means=Words("个人罚款高于法定幅度", "A person's fine is above the range"),
        why=Words(
            "对每个责任人员按其身份分别判断，幅度包括本数。",
            "Each responsible person is judged by role, and both ends of the range are included.",
        ),
        mend=Words(
            "罚款降到该类人员的幅度之内；够得上更重一档的，写明情节。",
            "Lower the fine into the range for that role; where a graver tier is reached, state the facts.",
        ),
        example='{"provision": "csl@2016:59.1", "facts": "refused", "fine": "5万", "person_fines": "主管人员:50001"}',
        basis=("adjustments.lenient",),
    ),
    Rule(
        code="FC113",
        name="person-not-fined",
        severity="error",
        means=Words("本条或者本档不罚这类人员", "This kind of person is not fined under this provision or tier"),
        why=Words(
            "有的条文只罚直接负责的主管人员，有的一并罚其他直接责任人员，有的都不罚。条文没写的，不得罚。",
            "Some texts fine the manager only, some the other responsible staff too, some neither. What the text does not name is not fined.",
        ),
        mend=Words(
            "去掉这项罚款；该人员身份认定有误的，改正身份。", "Drop this fine, or correct the role if it was misstated."
        ),
        example='{"provision": "csl@2016:59.1", "facts": "refused", "fine": "5万", "person_fines": "主管人员:1万；其他直接责任人员:1万"}',
    ),
    Rule(
        code="FC114",
        name="person-fine-missing",
        severity="warning",
        means=Words(
            "本档应当对责任人员罚款，没有提出",
            "The tier requires a fine on the responsible person, and none is proposed",
        ),
        why=Words(
            "条文对责任人员写“处……罚款”的，应当罚款；查不出责任人员或者另案处理的，可能没有，所以只是提醒。",
            "处…罚款 on the responsible person is a must; where none can be named, or the case is separate, there may be none, so this is a warning.",
        ),
        mend=Words(
            "对责任人员提出罚款，或者在决定书中说明不罚的理由。",
            "Propose the fine, or say in the decision why there is none.",
        ),
        example='{"provision": "csl@2016:59.1", "facts": "refused", "fine": "5万"}',
    ),
    Rule(
        code="FC121",
        name="base-missing",
        severity="warning",
        means=Words(
            "倍数的基数没有填，无法判断罚款是否合法",
            "The base of the multiple is missing, so the fine cannot be judged",
        ),
        why=Words(
            "罚款按违法所得、采购金额或者营业额计算的，不知道基数就不知道幅度，不推测。",
            "Where the fine is a multiple of the gains, the purchase or the turnover, the range is unknown without it, and is not guessed.",
        ),
        mend=Words("填写基数；没有违法所得的填 0 或者“无”。", "Fill in the base; for no gains write 0 or 无."),
        example='{"provision": "csl@2016:65.1", "fine": "50万", "person_fines": "主管人员:1万", "sanctions": "停止使用"}',
    ),
    Rule(
        code="FC122",
        name="fact-not-used",
        severity="warning",
        means=Words("填了本条不认的情节", "A fact is given that this provision knows nothing of"),
        why=Words(
            "情节只有条文写了才升档。不起作用的情节可能是依据引错，也可能是情节写错。",
            "A fact moves a case up only where the text says so. One without effect may mean a wrong provision or a wrong fact.",
        ),
        mend=Words(
            "核对依据和情节；finecalc show 列出条文认的情节。",
            "Check provision and facts; finecalc show lists what it knows.",
        ),
        example='{"provision": "csl@2016:59.1", "facts": "拒不改正；情节严重", "fine": "5万", "person_fines": "manager:1万"}',
    ),
    Rule(
        code="FC201",
        name="sanction-not-provided",
        severity="error",
        means=Words(
            "本条在这一档没有规定这种处罚或者措施", "A sanction that the provision does not provide for in this tier"
        ),
        why=Words(
            "处罚种类要有法定依据。责令改正和没收违法所得另有一般规定，不在此列；下一档的处罚和措施仍可使用。",
            "Each kind of sanction needs a basis in law. Ordering correction and confiscating illegal gains rest on general rules; those of lower tiers stay available.",
        ),
        mend=Words(
            "去掉这种处罚或者措施，或者写明够得上的情节。", "Drop the sanction, or state the facts that reach its tier."
        ),
        example='{"provision": "csl@2016:59.1", "sanctions": "责令改正；警告；停业整顿"}',
        basis=("rules.correction", "rules.confiscation"),
    ),
    Rule(
        code="FC202",
        name="sanction-missing",
        severity="warning",
        means=Words("本档应当给予的处罚或者措施没有提出", "A sanction that the tier requires is missing"),
        why=Words(
            "条文写“给予”“责令”的，应当给予；写“单处或者并处”的，至少选一种；有违法所得的，应当没收。",
            "给予 and 责令 are a must; 单处或者并处 asks for one at least; illegal gains are confiscated.",
        ),
        mend=Words("补上，或者在决定书中说明理由。", "Add it, or give the reasons in the decision."),
        example='{"provision": "csl@2016:59.1", "sanctions": "责令改正"}',
        basis=("rules.correction", "rules.confiscation"),
    ),
    Rule(
        code="FC301",
        name="authority-not-competent",
        severity="error",
        means=Words("本机关无权依本条处罚", "This authority may not act under this provision"),
        why=Words(
            "条文写明由某级网信部门或者别的机关处罚的，其他机关不得处罚。",
            "Where the text names the level or body that punishes, no other may.",
        ),
        mend=Words("报请有权的上级管辖，或者移送有权机关。", "Send the case up, or transfer it to the competent body."),
        example='{"provision": "news@2017:22.1", "by": "县级", "fine": "1万", "sanctions": "责令停止相关服务活动"}',
        basis=("rules.no_transfer",),
    ),
    Rule(
        code="FC302",
        name="other-body-decides",
        severity="warning",
        means=Words("这种处罚要由别的机关决定", "This authority may not impose this sanction itself"),
        why=Words(
            "吊销许可证件由原许可、批准的部门决定，网信部门送交证据材料。",
            "Revoking a permit is for the body that issued it; the cyberspace administration sends it the evidence.",
        ),
        mend=Words(
            "从本决定中去掉，另行送交该机关决定。", "Leave it out of this decision and send the case to that body."
        ),
        example='{"provision": "csl@2016:61.1", "facts": "情节严重", "fine": "5万", "person_fines": "主管人员:1万", "sanctions": "责令改正；吊销相关业务许可证"}',
        basis=("rules.permits",),
    ),
    Rule(
        code="FC401",
        name="edition-not-in-force",
        severity="error",
        means=Words("所引文本不是本案应当适用的文本", "The cited edition was not the one in force for this conduct"),
        why=Words(
            "适用违法行为发生时（连续、继续的，终了时）的规定；之后修改、新规定较轻的，才适用新规定。",
            "The law in force when the conduct took place (when it ended, if it went on) applies, unless a later one is lighter.",
        ),
        mend=Words(
            "改引应当适用的条文，并按它的幅度重新确定罚款。",
            "Cite the text that applies and set the fine by its range.",
        ),
        example='{"provision": "csl@2016:59.1", "facts": "拒不改正", "conduct_to": "2026-01-01", "decided": "2026-05-01", "fine": "5万", "person_fines": "主管人员:1万"}',
        basis=("rules.edition",),
    ),
    Rule(
        code="FC402",
        name="lighter-law",
        severity="error",
        means=Words(
            "新规定在各方面都较轻，应当适用新规定", "The new edition is lighter in every respect and must be applied"
        ),
        why=Words(
            "作出决定时规定已经修改，且新的规定处罚较轻的，适用新的规定。",
            "Where the law has changed by the time of the decision and the new law is lighter, the new law applies.",
        ),
        mend=Words("改引新条文，并按它的幅度重新确定罚款。", "Cite the new provision and set the fine by its range."),
        basis=("rules.edition",),
    ),
    Rule(
        code="FC403",
        name="lighter-law-unclear",
        severity="warning",
        means=Words(
            "新旧规定互有轻重，要判断并说明理由", "Neither edition is lighter in every respect: judge and give reasons"
        ),
        why=Words(
            "新的规定有的方面较轻、有的方面较重，不能机械认定，由办案人判断。",
            "The new law is lighter in one respect and heavier in another: that is for the officer to judge.",
        ),
        mend=Words(
            "在决定书中比较两个文本，说明为什么适用所引的一个。",
            "Compare both texts in the decision and say why this one is applied.",
        ),
        example='{"provision": "csl@2016:64.1", "conduct_to": "2025-06-30", "decided": "2026-05-01", "gains": "无", "fine": "1万", "person_fines": "主管人员:1万", "sanctions": "责令改正"}',
        basis=("rules.edition",),
    ),
    Rule(
        code="FC404",
        name="limitation",
        severity="error",
        means=Words("发现违法行为时已过处罚时效", "The limitation period had run out when the conduct was discovered"),
        why=Words(
            "时效内未被发现的违法行为不再处罚；涉及公民生命健康安全、金融安全且有危害后果的，时效较长。",
            "Conduct not discovered in time is not punished any more; the period is longer for harm to life, health or financial safety.",
        ),
        mend=Words(
            "不予处罚；有连续或者继续状态的，核对终了日期；适用较长时效的，写明该情节。",
            "Impose no penalty; check the end of conduct that went on; where the longer period holds, state the fact.",
        ),
        example='{"provision": "csl@2016:59.1", "conduct_to": "2022-03-01", "discovered": "2024-03-02", "decided": "2024-05-01", "sanctions": "责令改正；警告"}',
        basis=("rules.limitation",),
    ),
    Rule(
        code="FC501",
        name="procedure-due",
        severity="info",
        means=Words(
            "决定前应当听证告知、法制审核或者集体讨论",
            "Hearing, legal review or collective discussion is due before this decision",
        ),
        why=Words(
            "所提出的处罚属于较重的处罚，程序规定要求先走完程序。“较大数额罚款”的标准本表没有，不作判断。",
            "The sanction proposed is one of the graver ones, and the procedure rules ask for these steps first. What counts as a large fine is not in the table and is not judged.",
        ),
        mend=Words("确认程序已经走完，案卷有记录。", "Make sure that the steps were taken and are on file."),
        example='{"provision": "csl@2016:61.1", "facts": "情节严重", "fine": "5万", "person_fines": "主管人员:1万", "sanctions": "责令改正；停业整顿"}',
        basis=("procedures",),
    ),
    Rule(
        code="FC901",
        name="unreadable-cell",
        severity="unreadable",
        means=Words("单元格看不懂，这一行没有判断", "A cell cannot be read, and the row is not judged"),
        why=Words(
            "看不懂的内容不推测：日期、金额、情节、人员、依据写得不清楚或者互相矛盾的，逐行指出，其他行照常判断。",
            "What cannot be read is not guessed: an unclear or contradictory date, amount, fact, role or reference is named, and the other rows go on.",
        ),
        mend=Words("按提示改写这个单元格。", "Rewrite the cell as the message says."),
        example='{"provision": "csl@2016:59.1", "facts": "拒不改正", "fine": "五万左右"}',
    ),
    Rule(
        code="FC902",
        name="not-a-penalty-provision",
        severity="unreadable",
        means=Words("依据不在表中，或者不是罚则", "The provision is not in the table, or is not a penalty provision"),
        why=Words(
            "处罚要有规定处罚的条文作依据；指引条款、监督检查条款和一般规则自己不规定处罚。",
            "A penalty rests on a text that fixes it; pointers, supervision clauses and general rules fix none.",
        ),
        mend=Words(
            "改引规定处罚的条文；finecalc list 列出表中的罚则。",
            "Cite the text that fixes the penalty; finecalc list shows what the table holds.",
        ),
        example='{"provision": "news@2017:4.1", "fine": "1万"}',
    ),
)


def every_rule() -> dict[str, Rule]:
    """All codes of `check` and `lint`."""
    return {**FINDINGS, **_lint_rules()}


def find(text: str, rules: dict[str, Rule]) -> Rule:
    """The rule that a code (FC102) or a name (fine-above-range) names. Raises FinecalcError with the nearest one."""
    written = text.strip().lower()
    for rule in rules.values():
        if written in (rule.code.lower(), rule.name, rule.title.lower()):
            return rule
    from difflib import get_close_matches

    names = [name for rule in rules.values() for name in (rule.code, rule.name)]
    near = get_close_matches(text.strip(), names, 1, cutoff=0.5)
    near_zh, near_en = (f"，是不是 {near[0]}？", f". Did you mean {near[0]}?") if near else ("", "")
    codes = ", ".join(rules)
    raise FinecalcError(
        f"没有代码“{text.strip()[:40]}”{near_zh}。代码有：{codes}",
        f"There is no code “{text.strip()[:40]}”{near_en}. Codes: {codes}",
    )


def basis(statutes: Statutes, rule: Rule) -> list[str]:
    """The provisions that a rule rests on, as the table names them; nothing where the table does not name them."""
    rules = statutes.table.rules
    adjustments = {each.id: each for each in statutes.table.adjustments}
    found: list[str] = []
    for place in rule.basis:
        kind, _, name = place.partition(".")
        if kind == "adjustments" and name in adjustments:
            found += adjustments[name].rules
        elif kind == "procedures":
            found += [step.ref for step in rules.procedures]
        elif name == "limitation":
            found += [rules.limitation.ref, rules.limitation.start_ref]
        elif kind == "rules":
            found.append(getattr(rules, name))
    return [ref for ref in dict.fromkeys(found) if ref in statutes.provisions]


def selected(select: Iterable[str], ignore: Iterable[str], rules: dict[str, Rule]) -> frozenset[str]:
    """The codes that are reported: those selected (all when none is named) without those ignored.

    Each is a code, a name, or the beginning of codes (FC1); several may stand together with commas.
    """
    wanted = _codes(select, rules) or set(rules)
    return frozenset(wanted - _codes(ignore, rules))


def _codes(texts: Iterable[str], rules: dict[str, Rule]) -> set[str]:
    found = set()
    for text in (part.strip() for each in texts for part in each.split(",")):
        if not text:
            continue
        group = {code for code in rules if code.startswith(text.upper())}
        found |= group or {find(text, rules).code}
    return found


def _lint_rules() -> dict[str, Rule]:
    from finecalc.lint_codes import RULES

    return dict(RULES)
