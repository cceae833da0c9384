"""English and Kiswahili say the same: nothing is missing, and one English word has one Kiswahili word."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from moneypool_desktop import language
from scripts import catalogue

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "moneypool_desktop"
SPEAKERS = {"tr", "trn", "mark", "SQL"}
SETTERS = re.compile(
    r"^(set[A-Z]\w*|addAction|addItem|add_argument|add_parser|print|Label|Button|Refused|Bug|Finding|Problem)$"
)
WORDS = re.compile(r"[A-Za-z]{2,}[,.:;]? [a-z]")
CODES = re.compile(r"\b[A-Z]{4,}\b")
STORED = re.compile(r"tell_officers\(\s*\w+,\s*'[^']*',\s*'([^']*)',\s*'([^']*)'")
RIGHTS = re.compile(r"^\s*\('[a-z_.]+',\s*'([^']*)',", re.MULTILINE)
# English words, and the stems one of which the Kiswahili sentence holds
GLOSSARY = {
    r"chairperson": "mwenyekiti",
    r"treasurer": "mweka hazina",
    r"secretary": "katibu",
    r"officers?": "kiongozi|viongozi",
    r"members?": "mwanachama|wanachama",
    r"next of kin": "mrithi wa karibu|warithi wa karibu",
    r"dues|contributions?": "mchango|michango",
    r"savings": "akiba",
    r"shares": "hisa",
    r"welfare": "ustawi",
    r"fines?": "faini",
    r"penalty": "adhabu",
    r"loans?": "mkopo|mikopo",
    r"interest": "riba",
    r"reserve": "akiba ya dharura",
    r"behind with|behind from": "malimbikizo",
    r"overdue": "pita tarehe|, deni",
    r"suspended": "simamish",
    r"good standing": "(hana|hawana) deni",
    r"approved?": "idhinish",
    r"reject(ed)?": "kata",
    r"waived?": "samehe",
    r"receipts?": "risiti",
    r"cash": "taslimu",
    r"box": "sanduku",
    r"bank": "benki",
    r"accounts?": "akaunti",
    r"funds?": "mfuko|mifuko",
    r"balances?": "salio",
    r"totals?": "jumla",
    r"statements?": "taarifa",
    r"ledger": "leja",
    r"entry|entries": "ingizo",
    r"reversals?": "ingizo (lake )?la kubatilisha",
    r"difference|differs?": "tofauti",
    r"reports?": "ripoti",
    r"meetings?": "mkutano|mikutano",
    r"quorum": "akidi",
    r"constitution": "katiba",
    r"clause": "kifungu",
    r"rules?": "kanuni",
    r"audit": "ukaguzi",
    r"(?<!not )locked": "fung",
    r"backup|back-up": "nakala rudufu",
    r"undo|undone": "tendu",
}  # fmt: skip


def pairs() -> list[tuple[str, str]]:
    return [
        (english, said)
        for message in catalogue.read()
        if message.id
        for english, said in zip(catalogue.forms(message.id), catalogue.forms(message.string), strict=True)
    ]


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tables" in path.parts:  # the mapped classes speak to migrations only
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node, ast.unparse(node.func).rpartition(".")[2]


def test_every_sentence_of_the_program_has_its_kiswahili_with_the_same_places_and_forms() -> None:
    renewed = catalogue.renewed(catalogue.read())
    assert list(catalogue.faults(renewed)) == []


def test_the_files_shipped_are_those_the_sentences_in_use_make() -> None:
    assert list(catalogue.stale(catalogue.renewed(catalogue.read()))) == []


def test_the_compiled_catalogue_says_what_the_written_one_says() -> None:
    with catalogue.COMPILED.open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    wrong = []
    for message in catalogue.read():
        english, said = catalogue.forms(message.id), catalogue.forms(message.string)
        many = [compiled.ngettext(english[0], english[-1], n) for n in (1, 2)]
        if message.id and said != ([compiled.gettext(english[0])] if len(english) == 1 else many):
            wrong.append(english[0])
    assert wrong == []


def test_one_is_singular_and_none_is_many_in_kiswahili() -> None:
    with language.speaking("sw"):
        said = [language.trn("{n} member", "{n} members", n) for n in (0, 1, 2)]
    assert said == ["Wanachama 0", "Mwanachama 1", "Wanachama 2"]


@pytest.mark.parametrize(("english", "kiswahili"), GLOSSARY.items(), ids=str)
def test_one_english_word_has_one_kiswahili_word(english: str, kiswahili: str) -> None:
    word = re.compile(rf"(?<![\w`{{-])({english})(?![\w}}])", re.IGNORECASE)
    elsewhere = {
        said: sentence
        for sentence, said in pairs()
        if word.search(CODES.sub("", sentence.replace("&", "")))
        and not re.search(kiswahili, said.replace("&", ""), re.IGNORECASE)
    }
    assert elsewhere == {}


def test_a_key_to_press_stays_a_key_to_press() -> None:
    assert [(english, said) for english, said in pairs() if english.count("&") != said.count("&")] == []


def test_edges_of_sentences_stay_as_they_are() -> None:
    ends = re.compile(r"[.:?…]?\s*$")
    assert [
        (english, said)
        for english, said in pairs()
        if ends.search(english.replace("no.", "no"))[0] != ends.search(said)[0]  # pyright: ignore[reportOptionalSubscript]
    ] == []


def test_no_sentence_reaches_a_person_past_the_catalogue() -> None:
    past = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {said.value}"
        for path, node, name in calls()
        if name not in SPEAKERS and (SETTERS.match(name) or name[:1].isupper())
        for said in (*node.args, *(word.value for word in node.keywords))
        if isinstance(said, ast.Constant) and isinstance(said.value, str) and WORDS.search(said.value)
    ]
    assert past == []


def test_what_the_books_store_for_people_is_in_the_catalogue() -> None:
    sql = ROOT / "migrations" / "sql"
    stored = {said for path in sql.rglob("*.sql") for told in STORED.findall(path.read_text("utf-8")) for said in told}
    stored |= set(RIGHTS.findall((sql / "20_rights" / "permissions.sql").read_text("utf-8")))
    assert len(stored) > 20
    assert stored - {english for english, _ in pairs()} == set()
