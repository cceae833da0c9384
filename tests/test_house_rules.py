"""What no linter checks: how this house writes code, SQL and sentences."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "moneypool_desktop"
VIEWS = PACKAGE / "views"
LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 40
METHODS_OF_A_CLASS = 25
# the figures of these two are rates and points on paper, not money
FLOATS_ALLOWED = ("models/domain/returns.py", "services/reports/")
BLOCKING = re.compile(
    r"\.exec\(|QMessageBox\.(about|critical|information|question|warning)\(|QInputDialog\.get|QFileDialog\.get"
)
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\b|\bQColor\(\s*\d|\bQt\.GlobalColor\.(?!transparent)")
WAITING = re.compile(r"\btime\.sleep\(|\bqtbot\.wait\(|\bQTest\.qWait\(")
UNFINISHED = re.compile(
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "raise NotImplemented" + "Error")) + r")\b"
)
# virtual methods of Qt without a capital; those with one cannot be ours
OF_QT = {
    "data",
    "draw",
    "event",
    "flags",
    "index",
    "paint",
    "parent",
    "run",
    "sort",
    "translate",
    "validate",
    "fixup",
    "boundary",
}
SPEAKERS = {"tr": 1, "trn": 2, "mark": 1}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def python_files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def every_python_file() -> Iterator[Path]:
    for folder in (PACKAGE, ROOT / "tests", ROOT / "bench", ROOT / "scripts", ROOT / "migrations"):
        yield from python_files(folder)


def sql_files() -> tuple[Path, ...]:
    return tuple(sorted((ROOT / "migrations").rglob("*.sql")))


def lines_that_match(pattern: re.Pattern[str], files: Iterator[Path] | tuple[Path, ...]) -> list[str]:
    return [
        f"{relative(path)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_files_stay_below_four_hundred_lines() -> None:
    long = {
        relative(path): lines
        for path in (*every_python_file(), *sql_files())
        if (lines := len(path.read_text("utf-8").splitlines())) >= LINES_OF_A_FILE
    }
    assert long == {}


def test_functions_stay_at_forty_lines_or_less() -> None:
    long = {
        f"{relative(path)}:{node.name}": lines
        for path in every_python_file()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_classes_stay_below_twenty_five_methods() -> None:
    large = {
        f"{relative(path)}:{node.name}": methods
        for path in python_files(PACKAGE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and (methods := sum(isinstance(part, ast.FunctionDef) for part in node.body)) >= METHODS_OF_A_CLASS
    }
    assert large == {}


def test_public_methods_of_windows_and_models_say_what_they_promise() -> None:
    silent = [
        f"{relative(path)}:{node.name}.{method.name}"
        for folder in (VIEWS, PACKAGE / "models" / "items")
        for path in python_files(folder)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        for method in node.body
        if isinstance(method, ast.FunctionDef)
        and re.fullmatch(r"[a-z][a-z0-9_]*", method.name)
        and method.name not in OF_QT
        and not any(ast.unparse(mark).endswith((".setter", "override")) for mark in method.decorator_list)
        and not ast.get_docstring(method)
    ]
    assert silent == []


def test_windows_never_block_on_a_dialog() -> None:
    assert lines_that_match(BLOCKING, python_files(VIEWS)) == []


def test_money_is_never_made_a_float() -> None:
    folders = (PACKAGE / "models" / "domain", PACKAGE / "models" / "drafts", PACKAGE / "services")
    made = [
        f"{relative(path)}:{node.lineno}"
        for folder in folders
        for path in python_files(folder)
        if not path.relative_to(PACKAGE).as_posix().startswith(FLOATS_ALLOWED)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    assert made == []


def test_colours_are_written_only_among_the_tokens() -> None:
    files = tuple(path for path in python_files(VIEWS) if path.name not in ("theme.py", "tokens.py"))
    assert lines_that_match(COLOUR, files) == []


def test_tests_wait_on_conditions_and_never_on_the_clock() -> None:
    others = tuple(path for path in python_files(ROOT / "tests") if path != Path(__file__))
    assert lines_that_match(WAITING, others) == []


def test_nothing_is_left_unfinished() -> None:
    assert lines_that_match(UNFINISHED, (*every_python_file(), *sql_files())) == []


def test_sentences_reach_the_catalogue_whole() -> None:
    # a name or a look-up yields a constant made with mark(); anything put together here the catalogue never sees
    glued = [
        f"{relative(path)}:{node.lineno}"
        for path in python_files(PACKAGE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        for sentence in node.args[: SPEAKERS.get(_name(node.func), 0)]
        if not _is_whole(sentence, literal_only=_name(node.func) != "tr")
    ]
    assert glued == []


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(ast.Name("language"), name):
            return name
        case _:
            return ""


def _is_whole(sentence: ast.expr, *, literal_only: bool) -> bool:
    if isinstance(sentence, ast.Constant):
        return isinstance(sentence.value, str)
    if isinstance(sentence, ast.Call):
        built = isinstance(sentence.func, ast.Attribute) and sentence.func.attr in ("format", "join", "replace")
        return not literal_only and not built
    return not literal_only and isinstance(sentence, ast.Name | ast.Attribute | ast.Subscript)


def test_every_function_and_view_of_the_database_says_what_it_is() -> None:
    made = re.compile(r"^create (or replace )?(function|procedure|view)\b", re.MULTILINE)
    silent = [
        relative(path)
        for path in sql_files()
        if made.search(text := path.read_text("utf-8")) and "comment on" not in text
    ]
    assert silent == []


def test_definer_functions_fix_their_search_path() -> None:
    open_to_others = [
        relative(path)
        for path in sql_files()
        if (text := path.read_text("utf-8")).count("security definer")
        > text.count("set search_path = pg_catalog, pg_temp")
    ]
    assert open_to_others == []


def test_the_database_never_relies_on_statements_that_can_be_switched_off_or_swallow_rows() -> None:
    assert lines_that_match(re.compile(r"^\s*assert\b|\binto strict\b", re.IGNORECASE), sql_files()) == []


def test_every_refusal_of_the_database_has_a_sentence() -> None:
    raised = {code for path in sql_files() for code in re.findall(r"'(MP\d{3}|28000)'", path.read_text("utf-8"))}
    told = "".join((PACKAGE / "services" / name).read_text("utf-8") for name in ("failures.py", "sentences.py"))
    assert {code for code in raised if f'"{code}"' not in told} == set()


def test_the_architecture_page_names_every_directory_of_the_package() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    folders = {f"{relative(path.parent)}/" for path in PACKAGE.rglob("__init__.py")}
    assert {folder for folder in folders if f"`{folder}`" not in page} == set()
    assert {name for name in re.findall(r"^\| `([^`*]+/)`", page, re.MULTILINE) if not (ROOT / name).is_dir()} == set()
    assert len(page.splitlines()) < 100


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_locked_libraries_name_versions_and_hashes_and_no_address(kind: str) -> None:
    lock = (ROOT / "requirements" / f"{kind}.lock").read_text("utf-8")
    assert re.findall(r"\S*://\S*|^-{1,2}(?:index|extra|find|trusted)\S*", lock, re.MULTILINE) == []
    pinned = re.split(r"^(?=[a-z0-9])", lock, flags=re.IGNORECASE | re.MULTILINE)[1:]
    assert [block.split()[0] for block in pinned if "==" not in block or "--hash=sha256:" not in block] == []


def test_icons_named_in_windows_are_shipped() -> None:
    shipped = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    named = {
        (relative(path), next((part.value for part in node.args if isinstance(part, ast.Constant)), None))
        for path in python_files(VIEWS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("icons.icon", "icons.pixmap", "icons.paint")
    }
    assert {(path, name) for path, name in named if isinstance(name, str) and name not in shipped} == set()


def test_icons_that_no_window_names_are_not_shipped() -> None:
    named = {
        node.value
        for path in python_files(PACKAGE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")} - named == set()
