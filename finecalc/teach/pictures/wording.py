"""What a comparison says, in one language: labels, fines, formulas, signs."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from finecalc.language import money
from finecalc.language.citation import everyday, split
from finecalc.language.words import Lang, Words
from finecalc.law.fine_words import bracket_words, fine_words, measure_words, option_words
from finecalc.law.outcome import FineRange, Imposable, Option
from finecalc.law.rules.lighter import Relation
from finecalc.table.model import Bracket
from finecalc.table.statutes import Statutes
from finecalc.table.vocabulary import own_words
from finecalc.teach.comparison import Cell, Change, Pair, Row, Sign

SIGNS: dict[Sign, str] = {"raised": "▲", "lowered": "▼", "added": "＋", "removed": "－", "changed": "≠"}
PLAIN_SIGNS: dict[Sign, str] = {"raised": "^", "lowered": "v", "added": "+", "removed": "-", "changed": "~"}
"""For consoles that cannot show the others."""

CARRIED = "*"
"""After what stands from a lighter tier."""

_SIGN_WORDS: dict[Sign, Words] = {
    "raised": Words("较重", "heavier"),
    "lowered": Words("较轻", "lighter"),
    "added": Words("新有", "only here"),
    "removed": Words("没有", "not here"),
    "changed": Words("不同", "different"),
}
_RELATIONS: dict[Relation, Words] = {
    "heavier": Words("比首列重", "heavier than the first"),
    "lighter": Words("比首列轻", "lighter than the first"),
    "equal": Words("与首列处罚相同", "same penalties as the first"),
    "unclear": Words("与首列互有轻重", "heavier in some ways, lighter in others"),
}
_CHANGES: dict[Change, Words] = {
    "raised": Words("加重", "raised"),
    "lowered": Words("变轻", "lowered"),
    "mixed": Words("有轻有重", "mixed"),
    "unchanged": Words("处罚未变", "unchanged"),
    "new": Words("新增", "new"),
    "gone": Words("不再有", "gone"),
}
_WHO = {
    "organisation": Words("单位", "unit"),
    "manager": Words("主管人员", "manager"),
    "staff": Words("责任人员", "staff"),
    "individual": Words("个人", "individual"),
}
_BOTH = Words("主管及责任人员", "manager, staff")


class Wording:
    """The words of the table in one language. `wording["refused"]` is a label, `wording.say(zh, en)` a choice."""

    def __init__(self, statutes: Statutes, lang: Lang) -> None:
        self.lang = lang
        self.statutes = statutes
        table = statutes.table
        self._bases = statutes.bases
        self._decided_by = {kind.id: kind.decided_by for kind in table.sanctions if kind.decided_by}

    def __getitem__(self, word: str) -> str:
        term = self.statutes.terms.get(word)
        return self.say(term.label, term.label_en) if term else word

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def words(self, words: Words) -> str:
        return self.say(words.zh, words.en)

    def listed(self, texts: Iterable[str]) -> str:
        """Several things in a row: 甲、乙."""
        return self.say("、", ", ").join(texts)

    def sign(self, sign: Sign) -> str:
        """What a sign means."""
        return self.words(_SIGN_WORDS[sign])

    def legend(self, signs: dict[Sign, str]) -> str:
        """What the signs mean, in a line."""
        meant = self.say("　", "  ").join(f"{signs[sign]} {self.sign(sign)}" for sign in signs)
        return self.say(
            f"{meant}（均与该档最左一列相比）　{CARRIED} 承自较轻一档",
            f"{meant} (against the first column with the tier)  {CARRIED} stands from a lighter tier",
        )

    def relation(self, relation: Relation) -> str:
        return self.words(_RELATIONS[relation])

    def change(self, change: Change) -> str:
        return self.words(_CHANGES[change])

    def tone(self, pair: Pair) -> str:
        """How a change is coloured: by what it means for the party."""
        heavier = pair.change == "raised" or (
            pair.change == "new" and pair.after is not None and self.statutes.provision(pair.after).role == "penalty"
        )
        return "heavier" if heavier else {"lowered": "lighter", "unchanged": "same"}.get(pair.change, "changed")

    def remarks(self, pair: Pair) -> list[str]:
        """What else there is to say of a pair of paragraphs."""
        said = []
        if pair.split and pair.items:
            items = self.say("、", ", ").join(map(str, pair.items))
            to_items = self.say("、", ", ").join(map(str, pair.to_items))
            to_zh, to_en = (f" 的第 {to_items} 项", f", item {to_items}") if to_items else ("", "")
            said.append(
                self.say(
                    f"拆分：第 {items} 项移至 {pair.after}{to_zh}", f"split: item {items} goes to {pair.after}{to_en}"
                )
            )
        elif pair.split:
            said.append(self.say("拆分为几条", "split into several"))
        if pair.merged and not pair.points_to:
            said.append(self.say(f"与其他条款合并为 {pair.after}", f"joined with others in {pair.after}"))
        if pair.change == "gone" and pair.after:
            said.append(self.say("改为指引条款，不再自定幅度", "now a pointer to other laws, with no range of its own"))
        if pair.points_to:
            where = self.listed(pair.points_to)
            said.append(self.say(f"指向：{where}", f"points to: {where}"))
        elif pair.change == "gone":
            said.append(self.say("所指的法律不在表中", "the table does not hold the law it points to"))
        if pair.after and self.statutes.provision(pair.after).role == "rule":
            said.append(self.say("一般规则，不是罚则", "a general rule, not a penalty provision"))
        if pair.joins:
            said.append(
                self.say(
                    f"是 {'、'.join(pair.joins)} 之上更重的档次", f"graver tiers on top of {', '.join(pair.joins)}"
                )
            )
        if pair.change == "unchanged" and pair.comparison:
            marked = [cell for row in pair.comparison.rows for cell in row.cells if cell and cell.marks]
            if marked:
                said.append(
                    self.say("罚款和处罚种类未变，措施等有变", "fines and penalties are the same, measures are not")
                )
            elif pair.reworded:
                said.append(self.say("文字有变", "reworded"))
        return said

    def who(self, target: str) -> str:
        return self.words(_BOTH if target == "persons" else _WHO[target])

    def citation(self, ref: str) -> str:
        """How a provision is cited, without 中华人民共和国."""
        cited = self.statutes.citation(ref)
        return self.say(everyday(cited.zh), cited.en)

    def brief(self, refs: Sequence[str]) -> list[str]:
        """How provisions beside each other are told apart: 2016年第59条第1款 where all are of one law; else 数据安全法第45条第1款,
        with the year where a law stands there in two editions."""
        laws = [self.statutes.laws[split(ref)[0]] for ref in refs]
        years: dict[str, set[str]] = {}
        for ref in refs:
            years.setdefault(split(ref)[0], set()).add(split(ref)[1])
        found = []
        for ref, law in zip(refs, laws, strict=True):
            _, year, article, paragraph = split(ref)
            single = not self.citation(ref).endswith(("款", ")"))
            place = self.say(
                f"第{article}条" + ("" if single else f"第{paragraph}款"),
                f"art. {article}" + ("" if single else f"({paragraph})"),
            )
            name = (
                ""
                if len(years) == 1
                else self.say(law.short[0] if law.short else everyday(law.name), f"{law.id.upper()} ")
            )
            dated = self.say(f"{year}年", f"{year} ") if len(years) == 1 or len(years[law.id]) > 1 else ""
            found.append(f"{name}{dated}{place}")
        return found

    def place(self, ref: str | None) -> str:
        """2016年第59条第1款 for one provision; a dash for none."""
        return self.brief([ref])[0] if ref else "—"

    def edition(self, edition: str) -> str:
        """《网络安全法》（2016年） for `csl@2016`."""
        law, year = edition.split("@")
        known = self.statutes.laws[law]
        return self.say(f"《{everyday(known.name)}》（{year}年）", f"{known.name_en} ({year})")

    def pair(self, pair: Pair) -> str:
        """The conduct of a pair; with its items, where the paragraph is split."""
        name = self.say(pair.name, pair.name_en)
        if not pair.items:
            return name
        items = self.say("、", ", ").join(map(str, pair.items))
        return self.say(
            f"{name}（第{items}项）", f"{name} (item {items})" if len(pair.items) == 1 else f"{name} (items {items})"
        )

    def name(self, ref: str) -> str:
        provision = self.statutes.provision(ref)
        return self.say(provision.name, provision.name_en)

    # --- tiers ---

    def tier(self, row: Row) -> str:
        """The facts that open a row: 拒不改正或者导致危害网络安全等后果."""
        if not row.facts:
            return self.say("一般情形（无须加重情节）", "No aggravating fact")
        return self.say("或者", " or ").join(self.fact(row, fact) for fact in row.facts)

    def situation(self, row: Row) -> str:
        return self.say("此案情：", "The case: ") + self.listed(self.fact(row, fact) for fact in row.facts)

    def fact(self, row: Row, fact: str) -> str:
        """A fact in the words of the texts where all that have it say the same, and else by its label."""
        said = {cell.when[fact] for cell in row.cells if cell and fact in cell.when}
        return own_words(self.statutes.facts[fact], said.pop(), self.lang) if len(said) == 1 else self[fact]

    def opening(self, cell: Cell) -> str:
        """What opens the tier in this provision's own words, and for which items."""
        text = (
            self.say("；", "; ").join(dict.fromkeys(cell.when.values())) if cell.when else self.say("无须情节", "none")
        )
        if cell.items:
            items = self.say("、", ", ").join(map(str, cell.items))
            text += self.say(f"（仅第 {items} 项行为）", f" (items {items} only)")
        return text

    # --- fines ---

    def fine(self, fine: FineRange | None) -> str:
        """A range in words; a formula while a base is unknown."""
        if fine is None:
            return self.say("不罚款", "no fine")
        text = self.formula(fine.options) if fine.needs else self.words(fine_words(fine))
        if fine.needs and fine.mode == "may":
            text = self.say("可以处", "may: ") + text
        if fine.mode == "one-or-more":
            text += self.say("（单处或者并处）", " (one or more of)")
        return text + (CARRIED if fine.from_tier is not None else "")

    def formula(self, options: Iterable[Option]) -> str:
        return self.say("；", "; ").join(self.option(option) for option in options)

    def option(self, option: Option) -> str:
        """One way in which a fine may come out: 违法所得的1–10倍; 没有违法所得：100万元以下."""
        return self.words(option_words(option, self._bases))

    def measure(self, option: Option) -> str:
        """The amount of an option without the bracket that it holds for."""
        return self.words(measure_words(option, self._bases))

    def bracket(self, bracket: Bracket) -> str:
        return self.words(bracket_words(bracket, self._bases))

    def amount(self, amount: Decimal) -> str:
        """An amount on an axis: 5万, 1,000万; 50k, 10M."""
        return self.ends(Decimal(0), amount)[1]

    def ends(self, low: Decimal, high: Decimal) -> tuple[str, str]:
        """The ends of a bar, the lower one empty where there is no floor: 5,000, 5万; in English in one unit: 500k, 2,000k."""
        amounts = [each for each in (low, high) if each] or [high]
        if self.lang == "zh":
            texts = [each.removesuffix("元") for each in money.each_own(*amounts)]
        else:
            size, unit = next(
                (
                    (size, unit)
                    for size, unit in ((1_000_000, "M"), (1_000, "k"))
                    if all(each >= size and each * 10 % size == 0 for each in amounts)
                ),
                (1, ""),
            )
            texts = [f"{money.number((each / size).normalize())}{unit}" for each in amounts]
        return ("", texts[0]) if len(texts) == 1 else (texts[0], texts[1])

    # --- sanctions and bodies ---

    def sanction(self, sanction: Imposable) -> str:
        """警告; 警告* where it stands from a lighter tier; 拘留（5–15日；主管人员、责任人员）."""
        remarks = []
        duration = sanction.duration
        if duration:
            unit = self.say(
                {"day": "日", "month": "个月", "year": "年", "life": "终身"}[duration.unit],
                {"day": "days", "month": "months", "year": "years", "life": "life"}[duration.unit],
            )
            bounds = [str(each) for each in (duration.min, duration.max) if each]
            remarks.append("–".join(bounds) + (" " if bounds and self.lang == "en" else "") + unit)
        if sanction.on and sanction.on != ("organisation",):
            remarks.append(self.listed(self.who(target) for target in sanction.on))
        said = self[sanction.kind] + (CARRIED if sanction.from_tier is not None else "")
        return said + (self.say(f"（{'；'.join(remarks)}）", f" ({'; '.join(remarks)})") if remarks else "")

    def authority(self, cell: Cell) -> list[str]:
        """The competent bodies, and who else decides some of the sanctions."""
        lines = [self.listed(self[each] for each in cell.authority) or self.say("未写明", "not named")]
        others: dict[str, list[str]] = {}
        for sanction in cell.sanctions:
            bodies = sanction.by or ((self._decided_by[sanction.kind],) if sanction.kind in self._decided_by else ())
            for body in bodies:
                if body and body not in cell.authority:
                    others.setdefault(body, []).append(self[sanction.kind])
        lines += [
            self.say(f"{self[body]}：{'、'.join(kinds)}", f"{self[body]}: {', '.join(kinds)}")
            for body, kinds in others.items()
        ]
        return lines
