"""The house keeps its plan: rooms import downwards only, no file is in a circle, and law and proof touch nothing outside."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "finecalc"
FLOORS = (("cli",), ("decisions", "teach", "proof", "papers"), ("law",), ("table",), ("language",))
"""From top to bottom: a room may import what lies on lower floors, and itself, but no neighbour."""
PURE = ("law", "proof")
TOUCHES = {"open", "print", "input", "breakpoint"}
OUTSIDE = {"os", "sys", "pathlib", "io", "time", "subprocess", "socket", "tempfile", "shutil", "random"}
CLOCKS = {"today", "now", "utcnow"}
LONGEST_FILE = 500


def _files(room: str = "") -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in _files()}


def _imports(path: Path, at_start_only: bool = False) -> Iterator[str]:
    """The modules of finecalc that a file imports; `at_start_only` leaves out those imported inside functions or for types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(_at_start(tree)) if at_start_only else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "finecalc")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "finecalc":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def _at_start(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _at_start(child)


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _floor(room: str) -> int:
    return next(index for index, rooms in enumerate(FLOORS) if room in rooms)


@pytest.mark.parametrize("module", sorted(name for name in MODULES if (PACKAGE / _room(name)).is_dir() and _room(name)))
def test_imports_run_downwards(module: str) -> None:
    here = _room(module)
    for imported in _imports(MODULES[module]):
        there = _room(imported)
        if there and there != here and there != "__main__":
            assert _floor(there) > _floor(here), f"{module} imports {imported}"


def test_every_folder_is_a_room_of_the_plan() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == {room for floor in FLOORS for room in floor}


def test_no_two_files_import_each_other_in_a_circle() -> None:
    graph = {name: set(_imports(path, at_start_only=True)) - {name} for name, path in MODULES.items()}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, f"a circle: {' → '.join((*way[way.index(name) :], name))}"
        if name in done:
            return
        for imported in sorted(graph.get(name, ())):
            visit(imported, (*way, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("path", [path for room in PURE for path in _files(room)], ids=_name)
def test_law_and_proof_touch_no_file_no_clock_and_print_nothing(path: Path) -> None:
    catalogue = _name(path) == "finecalc.proof.codes"  # the pages of its codes stand in a file beside it
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import) and not catalogue:
            assert not OUTSIDE & {alias.name.split(".")[0] for alias in node.names}, ast.unparse(node)
        if isinstance(node, ast.ImportFrom) and not catalogue:
            assert (node.module or "").split(".")[0] not in OUTSIDE, ast.unparse(node)
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                assert called.id not in TOUCHES, ast.unparse(node)
            if isinstance(called, ast.Attribute):
                assert called.attr not in CLOCKS, ast.unparse(node)


def test_no_room_bears_the_name_of_a_public_function() -> None:
    public = {"assess", "check", "check_many", "compare", "load"}
    assert not public & {path.stem for path in PACKAGE.iterdir()}


FLAG = re.compile(r"(?<![\w-])(?:--[a-z][a-z-]+|-[fo])\b(?!:)")


@pytest.mark.parametrize("module", [name for name in MODULES if _room(name) not in ("", "cli", "__main__")])
def test_no_option_of_the_command_line_is_named_outside_of_it(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""  # what is said to whoever reads the code
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = FLAG.findall(node.value.replace("var(--", ""))
            in_style_sheets = module.startswith("finecalc.teach.pictures.")
            assert in_style_sheets or not found, node.value


CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
SENTENCE = re.compile(r"[\u4e00-\u9fff]{3}")
SAY = {"finecalc.law.fine_words", "finecalc.law.wordings", "finecalc.decisions.sentences"}
"""Where words stand: those of fines, those that are read, and what is said of decisions."""


def _strings(path: Path) -> Iterator[str]:
    """The strings of a file and of its f-strings, without what is said to whoever reads the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.value


@pytest.mark.parametrize("path", _files("law/rules"), ids=_name)
def test_rules_give_codes_and_numbers_and_no_words(path: Path) -> None:
    assert [text for text in _strings(path) if CHINESE.search(text)] == []


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in (*_files("law"), *sorted((PACKAGE / "decisions").glob("*.py")))
        if _name(path) not in SAY and path.parent.name != "sentences"
    ],
    ids=_name,
)
def test_law_and_decisions_say_nothing_outside_their_sentences(path: Path) -> None:
    assert [text for text in _strings(path) if SENTENCE.search(text)] == []


@pytest.mark.parametrize("path", _files(), ids=_name)
def test_no_file_is_too_long_to_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


LONGEST_FUNCTION = 60


def test_no_function_is_too_long_to_be_seen_at_once() -> None:
    long = {
        (name, node.name)
        for name, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    }
    assert long == set()


ONE_PLACE = {
    "get_close_matches": "finecalc.language.near",
    "get_terminal_size": "finecalc.cli.pages",
    'removeprefix("中华人民共和国")': "finecalc.language.citation",
    "Quoted(reference=": "finecalc.law.answer",
    'fine_on(fines, "organisation")': "finecalc.law.outcome",
}


@pytest.mark.parametrize(("written", "home"), ONE_PLACE.items())
def test_what_is_needed_in_many_places_is_written_in_one(written: str, home: str) -> None:
    assert [name for name, path in MODULES.items() if written in path.read_text(encoding="utf-8")] == [home]


LOOK_UP = re.compile(r"\{(\w+)\.id: \1 for|next\(\(?(\w+) for \2 in (?:\w+\.)*table\.\w+ if \2\.id ==")


def test_terms_are_looked_up_by_their_identifiers_in_the_table_room_alone() -> None:
    found = [name for name, path in MODULES.items() if LOOK_UP.search(path.read_text(encoding="utf-8"))]
    assert found == ["finecalc.table.statutes"]
