"""Completion by the Tab key: the scripts for shells, and what they are answered.

The shells other than bash are typer's. Bash takes a word apart at the signs of COMP_WORDBREAKS, @ and : among them, so that a reference
is several words to it: its script hands over the line, and gets only what comes behind the last such sign.
"""

import os
import shlex
from importlib import import_module
from typing import Any

import typer

from finecalc.cli.settings import said, tell
from finecalc.language.errors import FinecalcError

VARIABLE = "_FINECALC_COMPLETE"
_LINE, _BREAKS = "_FINECALC_LINE", "_FINECALC_BREAKS"
BASH = f"""_finecalc_completion() {{
    local IFS=$'\\n'
    COMPREPLY=( $( env {_LINE}="${{COMP_LINE:0:COMP_POINT}}" {_BREAKS}="$COMP_WORDBREAKS" \\
                   {VARIABLE}=complete_bash "$1" ) )
    return 0
}}

complete -o nosort -o default -F _finecalc_completion finecalc
"""


def answer(command: Any, instruction: str) -> int:
    """Write what may follow on the command line of a shell, or the script for it, and return the exit code."""
    completion: Any = import_module("typer.completion")
    completion.completion_init()
    way, _, shell = instruction.partition("_")
    line = os.environ.get(_LINE)
    try:
        if shell == "bash" and way == "source":
            print(BASH, end="")
        elif shell == "bash" and way == "complete" and line is not None:
            words, last, cut = _taken_apart(line, os.environ.get(_BREAKS, ""))
            asked = completion.shell_completion.get_completion_class(shell)(command, {}, "finecalc", VARIABLE)
            print("\n".join(item.value[cut:] for item in asked.get_completions(words[1:], last)))
        else:
            return int(completion.shell_complete(command, {}, "finecalc", VARIABLE, instruction))
    except FinecalcError:  # a table that cannot be read has nothing to offer
        return 2
    return 0


def typed() -> list[str]:
    """The words before the cursor, in whichever shell."""
    line = os.environ.get(_LINE) or os.environ.get("_TYPER_COMPLETE_ARGS")
    if line is None:
        return os.environ.get("COMP_WORDS", "").split()
    return _taken_apart(line, "")[0]


def _taken_apart(line: str, breaks: str) -> tuple[list[str], str, int]:
    """The words of a line, the last one (which is being typed) apart, and how much of it stays as it is when it is completed."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    words: list[str] = []
    quoted = False
    try:
        words += lexer
    except ValueError:  # a quotation mark that is still open
        words.append(lexer.token)
        quoted = True
    last = "" if not words or (line[-1:].isspace() and not quoted) else words.pop()
    cut = 0 if quoted else max((last.rfind(sign) + 1 for sign in breaks if not sign.isspace()), default=0)
    return words, last, cut


def install() -> None:
    """`--install-completion`, for the shell from which finecalc is run."""
    shell = _shell()
    _, path = import_module("typer.completion").install(shell=shell, prog_name="finecalc", complete_var=VARIABLE)
    if shell == "bash":
        path.write_text(BASH, encoding="utf-8")
    print(
        said(
            f"已为 {shell} 装上补全：{path}。重新打开命令行窗口后生效",
            f"Completion for {shell} is installed in {path}. It works in the next window that is opened",
        )
    )
    raise typer.Exit


def show() -> None:
    """`--show-completion`, for the shell from which finecalc is run."""
    shell = _shell()
    script = import_module("typer.completion").get_completion_script
    written = script(prog_name="finecalc", complete_var=VARIABLE, shell=shell)
    print(BASH.rstrip() if shell == "bash" else written)
    raise typer.Exit


def _shell() -> str:
    """The shell in use. Raises Exit where it is none that can complete."""
    shellingham: Any = import_module("shellingham")
    try:
        shell: str = shellingham.detect_shell()[0]
    except (shellingham.ShellDetectionFailure, OSError):
        shell = ""
    if shell not in ("bash", "zsh", "fish", "powershell", "pwsh"):
        tell(
            said(
                "finecalc: 看不出用的是哪种命令行；能补全的有 bash、zsh、fish 和 PowerShell",
                "finecalc: the shell is not known; completion works in bash, zsh, fish and PowerShell",
            )
        )
        raise typer.Exit(2)
    return shell
