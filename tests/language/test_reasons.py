"""What others say of an error is said in both languages: the system's reasons, and those of TOML, of JSON and of values."""

import errno
import inspect
import re
import tomllib._parser

import msgspec
import pytest
import tomli

from finecalc.language.reasons import of_shape, of_system, of_toml


def chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (errno.ENOENT, "没有这个文件或者文件夹", "there is no such file or folder"),
        (errno.EACCES, "没有权限", "permission is denied"),
        (errno.EISDIR, "它是文件夹", "it is a folder"),
        (errno.ENOTDIR, "路径中有一段不是文件夹", "a part of the path is no folder"),
        (errno.ENOSPC, "磁盘满了", "the disk is full"),
        (errno.EROFS, "磁盘是只读的", "the disk is read-only"),
        (errno.ENAMETOOLONG, "文件名太长", "the name is too long"),
        (errno.EXDEV, "系统错误 EXDEV", "the system says EXDEV"),
    ],
)
def test_the_reason_of_the_system(number: int, zh: str, en: str) -> None:
    """Whatever the system itself calls it, and in whichever language."""
    assert of_system(OSError(number, "whatever it says")).both == (zh, en)


def test_reasons_without_a_number() -> None:
    assert of_system(ValueError("embedded null byte")).both == ("路径里有空字符", "the path holds a null character")
    assert of_system(UnicodeEncodeError("utf-8", "\ud800", 0, 1, "x")).zh == "路径里有写不出的字符"


def test_every_sentence_of_the_reader_of_toml_is_known() -> None:
    source = inspect.getsource(tomllib._parser)
    said = re.findall(r"(?:TOMLDecodeError|suffixed_err)\(\s*(?:src, (?:new_)?pos, )?f?(\"(?:[^\"\\]|\\.)*\")", source)
    assert len(said) > 15
    for literal in said:
        if "(at " in literal:  # the place, which is a line of ours
            continue
        message = re.sub(r"\{[^}]*\}", "x", literal[1:-1]).replace("\\\\", "\\")
        assert chinese(of_toml(message).zh), message
        assert not of_toml(message).zh.startswith("原因是"), message


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("a", "键的后面缺少等号"),
        ("a = ", "值写得不对"),
        ('a = "b', "引号没有闭合"),
        ("a = [1", "方括号没有闭合"),
        ("a = 1\na = 2", "同一个键写了两次"),
        ("[a]\n[a]", "写了两次"),
        ("a = 1 2", "多余的字"),
        ("a = 2026-02-30", "没有这一天"),
        ("甲 = 1", "不是键，也不是表头"),
    ],
)
def test_what_is_wrong_with_a_toml_text(text: str, zh: str) -> None:
    with pytest.raises(tomli.TOMLDecodeError) as refused:
        tomli.loads(text)
    assert zh in of_toml(refused.value.msg).zh


class Thing(msgspec.Struct, forbid_unknown_fields=True):
    number: int
    names: tuple[str, ...] | None = None


@pytest.mark.parametrize(
    ("given", "zh"),
    [
        ({"number": "x"}, "应为整数，不能是文字"),
        ({}, "缺少 number"),
        ({"number": 1, "other": 2}, "不认识的键 other"),
        ({"number": 1, "names": 3}, "应为列表或者空值，不能是整数"),
        ([], "应为表，不能是列表"),
    ],
)
def test_what_is_wrong_with_a_value(given: object, zh: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(given, Thing)
    assert of_shape(str(refused.value)).zh == zh


@pytest.mark.parametrize("text", ["", "{", "{]", "nul", "{} {}", '{"a": 1,}', '"\xff"'])
def test_what_is_wrong_with_a_json_text(text: str) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)) as refused:
        msgspec.json.decode(text.encode("latin-1"))
    said = of_shape(str(refused.value)).zh
    assert chinese(said)
    assert not said.startswith("原因是")
