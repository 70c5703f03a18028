"""Why something outside refused, in both languages: the reasons of the system, of TOML, of JSON, and of values of the wrong kind.

What is not known here is named by its code, or said as it came in English.
"""

import errno
import re

from finecalc.language.words import Words

_SYSTEM = {
    "ENOENT": Words("没有这个文件或者文件夹", "there is no such file or folder"),
    "EACCES": Words("没有权限", "permission is denied"),
    "EPERM": Words("不允许", "it is not permitted"),
    "EISDIR": Words("它是文件夹", "it is a folder"),
    "ENOTDIR": Words("路径中有一段不是文件夹", "a part of the path is no folder"),
    "EEXIST": Words("已经存在", "it is there already"),
    "ENOSPC": Words("磁盘满了", "the disk is full"),
    "EDQUOT": Words("超过了磁盘配额", "the disk quota is used up"),
    "EFBIG": Words("文件太大", "the file is too large"),
    "EROFS": Words("磁盘是只读的", "the disk is read-only"),
    "ENAMETOOLONG": Words("文件名太长", "the name is too long"),
    "ELOOP": Words("链接绕成了圈", "its links lead in a circle"),
    "EBUSY": Words("正被占用", "it is in use"),
    "ETXTBSY": Words("正被占用", "it is in use"),
    "EMFILE": Words("打开的文件太多", "too many files are open"),
    "ENFILE": Words("打开的文件太多", "too many files are open"),
    "EIO": Words("读写出错", "reading or writing failed"),
    "EINVAL": Words("文件名或者操作不对", "the name or what was asked for is not valid"),
    "EBADF": Words("它没有打开", "it is not open"),
    "ENXIO": Words("没有这个设备", "there is no such device"),
    "ENODEV": Words("没有这个设备", "there is no such device"),
    "ENOMEM": Words("内存不够", "there is not enough memory"),
    "EPIPE": Words("读的一方先关上了", "whoever read it closed before the end"),
    "ETIMEDOUT": Words("等得太久", "it took too long"),
    "ESTALE": Words("文件已经不在", "the file is gone"),
    "ENOTCONN": Words("没有连接", "it is not connected"),
    "EHOSTDOWN": Words("对方没有开机", "the other side is down"),
    "ENOTSUP": Words("这里做不到", "it cannot be done there"),
}


def of_system(error: Exception) -> Words:
    """Why a file could not be read or written."""
    number = getattr(error, "errno", None)
    if number is None:
        if isinstance(error, UnicodeError):
            return Words("路径里有写不出的字符", "the path holds a character that cannot be written")
        if "not writable" in str(error) or "not readable" in str(error) or "closed file" in str(error):
            return _SYSTEM["EBADF"]
        if "null" in str(error):
            return Words("路径里有空字符", "the path holds a null character")
        return _as_it_came(str(error))
    code = errno.errorcode.get(number, str(number))
    return _SYSTEM.get(code) or Words(f"系统错误 {code}", f"the system says {code}")


def _as_it_came(message: str) -> Words:
    message = " ".join(message.split())[:200]
    return Words(f"原因是 {message}", message)


# --- TOML ---------------------------------------------------------------------------------------------------------------

_TOML = (
    (r"Invalid statement", "这一行不是键，也不是表头"),
    (r"Expected newline or end of document after a statement", "一行写完之后还有多余的字"),
    (r"Expected '=' after a key in a key/value pair", "键的后面缺少等号 ="),
    (r"Expected (.+)", r"这里应当是 \1"),
    (r"Found invalid character (.+)", r"有不能用的字符 \1"),
    (r"Illegal character (.+)", r"有不能用的字符 \1"),
    (r"Cannot declare (.+) twice", r"表头 \1 写了两次"),
    (r"Cannot overwrite a value", "同一个键写了两次"),
    (r"Duplicate inline table key (.+)", r"键 \1 写了两次"),
    (r"Cannot redefine namespace (.+)", r"表 \1 已经写过"),
    (r"Cannot mutate immutable namespace (.+)", r"表 \1 已经写完，不能再加"),
    (r"Invalid initial character for a key part", "键的第一个字符不对；中文的键要加引号"),
    (r"Unclosed array", "方括号没有闭合"),
    (r"Unclosed inline table", "花括号没有闭合"),
    (r"Unescaped '\\' in a string", r"引号里的反斜杠要写成两个 \\\\"),
    (r"Unterminated string", "引号没有闭合"),
    (r"Invalid hex value", "反斜杠后面的字符编号不对"),
    (r"Escaped character is not a Unicode scalar value", "反斜杠后面的字符编号不对"),
    (r"Invalid date or datetime", "没有这一天"),
    (r"Invalid value", "值写得不对；文字要加英文引号"),
)


def of_toml(message: str) -> Words:
    """What is wrong with a TOML text, from the words of its reader."""
    return _translated(_TOML, message)


# --- JSON, and values of the wrong kind ---------------------------------------------------------------------------------

KINDS = {
    "bool": " true 或者 false",
    "int": "整数",
    "str": "文字",
    "array": "列表",
    "object": "表",
    "float": "小数",
    "decimal": "数",
    "date": "日期",
    "datetime": "日期时间",
    "time": "时刻",
    "null": "空值",
}
"""The kinds of values as people call them."""
_SHAPE = (
    (r"Object missing required field `(.+)`", r"缺少 \1"),
    (r"Object contains unknown field `(.+)`", r"不认识的键 \1"),
    (r"Invalid enum value (.+)", r"不能是 \1"),
    (r"Invalid value (.+)", r"值不对：\1"),
    (r"Expected `array` of (?:at least length|length >=) (\d+).*", r"列表至少要有 \1 项"),
    (r"Expected `array` of (?:at most length|length <=) (\d+).*", r"列表最多有 \1 项"),
    (r"Expected `array` of length (\d+)(?: to (\d+))?(?:, got \d+)?", r"列表的项数应为 \1"),
    (r"Expected `str` matching regex (.+)", r"文字要合于 \1"),
    (r"Expected `(?:str|object|bytes)` of length ([<>=]+ \d+)", r"长度应当 \1"),
    (r"Expected `(?:int|decimal|float)` (.+)", r"数应当 \1"),
    (r"Expected `(.+)`", r"应为 \1"),
    (r"Integer value out of range", "整数太大"),
    (r"Number out of range", "数太大"),
    (r"Input data was truncated", "没有写完"),
    (r"Invalid (?:RFC3339 encoded date|RFC3339 encoded datetime|RFC3339 encoded time)", "日期不对，应写作 2026-01-31"),
    (r"Invalid decimal string", "不是数"),
    (r"JSON is malformed: trailing characters \(byte (\d+)\)", r"JSON 写完之后还有多余的字（第 \1 字节）"),
    (r"JSON is malformed: .*\(byte (\d+)\)", r"JSON 写得不对（第 \1 字节）"),
    (r"Invalid UTF-8.*|.*codec can't decode.*", "不是 UTF-8 文字"),
    (r"maximum recursion depth.*", "嵌套过深"),
    (r"array", "是一个列表"),
    (r"value", "只是一个值"),
)


def of_shape(message: str) -> Words:
    """What is wrong with a value that has another form than the one wanted, from the words of its reader."""
    message = message.partition(" - at `$")[0]
    kinds = re.fullmatch("Expected `(.+?)`, got `(.+?)`", message)
    if kinds:
        wanted, got = map(_kind, kinds.groups())
        return Words(f"应为{wanted}，不能是{got}", message)
    return _translated(_SHAPE, message)


def _kind(kinds: str) -> str:
    """`int >= 1 | null` in Chinese."""
    return "或者".join(KINDS.get(kind.partition(" ")[0], f" {kind} ") for kind in kinds.split(" | "))


def _translated(known: tuple[tuple[str, str], ...], message: str) -> Words:
    for pattern, zh in known:
        found = re.fullmatch(pattern, message)
        if found:
            return Words(found.expand(zh), message)
    return _as_it_came(message)
