"""What holds for every command: the language, colour, and which table. Set once, before any command is imported."""

import os
import sys
from contextlib import suppress

from finecalc.language.words import Lang, Words


class Settings:
    """The language of what is said, whether colour may be used, whether JSON is asked for, and the paths of the table and the
    office profile, where given."""

    lang: Lang = "zh"
    color: bool = False
    as_json: bool = False
    statutes: str | None = None
    office: str | None = None


settings = Settings()


def said(zh: str, en: str) -> str:
    """The sentence in the language in force."""
    return zh if settings.lang == "zh" else en


def in_words(words: Words) -> str:
    """The text in the language in force."""
    return said(words.zh, words.en)


def tell(message: str) -> None:
    """A line for the person, on stderr; where it cannot be written there is nobody to be told."""
    from finecalc.language.columns import safe, tame

    with suppress(OSError, ValueError):
        print(tame(safe(message)), file=sys.stderr)


_LANGUAGES: dict[str, Lang] = {"zh": "zh", "中文": "zh", "en": "en", "英文": "en"}


def language(named: str) -> Lang | None:
    """The language that a name means (zh, en_GB, EN, 中文), or None."""
    return _LANGUAGES.get(named.strip().lower().replace("-", "_").partition("_")[0].partition(".")[0])


def configure(lang: Lang | None, no_color: bool, statutes: str | None, office: str | None = None) -> None:
    """Take the global options; what is not given follows FINECALC_LANG, the locale and the terminal."""
    settings.lang = lang or language(os.environ.get("FINECALC_LANG", "")) or _locale_language()
    settings.color = (
        not no_color
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        and sys.stdout is not None
        and sys.stdout.isatty()
    )
    settings.statutes = statutes
    settings.office = office


def _locale_language() -> Lang:
    """The language of the messages in the environment; Chinese where it does not say."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    if sys.platform == "win32":
        import ctypes

        english = 0x09
        return "en" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0xFF == english else "zh"
    return "zh"
