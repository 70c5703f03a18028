"""What reports say of themselves: which table and which office judged, what stands where. Both languages side by side."""

from datetime import date

from finecalc.decisions.files.account import Account
from finecalc.language.words import Words
from finecalc.law.answer import office_used
from finecalc.table.statutes import Statutes


def judged_by(statutes: Statutes) -> Words:
    """The table, and the office profile where one was given, each with its digest, in one line."""
    table = statutes.table.version, statutes.sha256
    zh, en = "法条表 {}（SHA-256 {}）".format(*table), "Table {} (SHA-256 {})".format(*table)
    used = office_used(statutes)
    if used:
        zh += f"；机关档案 {used.name}（SHA-256 {used.sha256}）"
        en += f"; office profile {used.name} (SHA-256 {used.sha256})"
    return Words(zh, en)


def judges(statutes: Statutes) -> tuple[tuple[Words, str], ...]:
    """The same, entry by entry."""
    used, digest = office_used(statutes), Words("SHA-256", "SHA-256")
    table = ((Words("法条表", "table of law"), statutes.table.version), (digest, statutes.sha256))
    return (*table, (Words("机关档案", "office profile"), used.name), (digest, used.sha256)) if used else table


def but_for_the_bar() -> Words:
    """What stands before a range where nothing may be imposed at all."""
    return Words("如无此障碍：", "But for the bar: ")


def title(rows: int) -> Words:
    """What a printed report is headed with."""
    return Words(f"拟作出的处罚决定审查报告（共 {rows} 件）", f"Review of proposed decisions ({rows} in all)")


VERDICTS = {
    "ok": Words("没有发现问题；只需知道的另列", "nothing is wrong; what is only to be known is listed apart"),
    "warning": Words(
        "可能合法，有需要核对或者说明理由的地方", "may be lawful: something is to be checked, or reasons given"
    ),
    "error": Words("违反所列条文，应当改正", "breaks the provisions named and has to be changed"),
    "unreadable": Words(
        "有看不懂的内容，没有判断或者没有判断完", "something cannot be read: not judged, or not wholly"
    ),
}
SEVERITIES = {
    "error": Words("违法", "error"),
    "warning": Words("提醒", "warning"),
    "info": Words("提示", "info"),
    "unreadable": Words("看不懂", "unreadable"),
}


def only_to_be_known() -> Words:
    """The heading over what changes no verdict."""
    return Words(
        "只需知道的（不影响结论，每项只说一次）", "Only to be known (no verdict rests on it; each is said once)"
    )


def rows_named(first: list[str], count: int) -> Words:
    """The first rows that something holds for, and how many there are in all."""
    zh, en = "、".join(first), ", ".join(first)
    return Words(f"{zh} 等", f"{en} …") if count > len(first) else Words(zh, en)


def accounted(each: Account) -> Words:
    """What became of the rows and the columns of a table."""
    columns, known = len(each.sheet.headings), len(each.sheet.columns)
    return Words(
        f"读入 {each.read} 行：判断 {each.judged}，看不懂 {each.unreadable}，空行 {each.blank}，不是决定 {each.passed_over}；"
        f"{columns} 列，读了 {known} 列",
        f"{each.read} rows read: {each.judged} judged, {each.unreadable} unreadable, {each.blank} blank, "
        f"{each.passed_over} passed over; {known} of {columns} columns read",
    )


def stood_in(statutes: Statutes, today: date, by: str) -> Words:
    """What stood in for a day of decision, or an authority, that is not given."""
    level = statutes.authorities[by]
    return Words(
        f"决定日期按 {today}，机关层级按{level.label}",
        f"the day of decision counts as {today}, the authority as {level.label_en}",
    )


def how_to_read() -> tuple[Words, ...]:
    """What stands on which page."""
    return (
        Words(
            "“幅度”是本案应当适用的条文在这一档允许的罚款，合法的行也列出；“如无此障碍”的，现在不能处罚。",
            "The range is what the applicable text allows in this tier, for lawful rows too; with “but for the bar” nothing may be imposed now.",
        ),
        Words(
            "每张表先是与结论有关的列和发现，再是全部列：与来的时候逐行相同，结论、发现、说明在右边。",
            "Each table comes twice: first the columns that matter beside the findings, then every column as it came, row by row, with the "
            "verdict, the findings and the messages at its right.",
        ),
        Words(
            "黑白打印也能分清：违法是深底白字，提醒是粗框，看不懂是斜体和虚线框；有问题的格子同样标出。",
            "It can be told apart in black and white: an error is white on dark, a warning has a thick frame, unreadable a broken one and italics; cells at "
            "fault are marked likewise.",
        ),
    )
