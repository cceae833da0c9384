"""Qt's own words, such as Cancel in its dialogs, in Kiswahili: Qt brings no catalogue for it."""

from PySide6.QtCore import QCoreApplication, QTranslator

from moneypool_desktop import language
from moneypool_desktop.language import mark, tr

# Qt's sentence, without its mnemonics, to ours
_OURS = {
    "OK": mark("OK"),
    "Save": mark("Save"),
    "Save All": mark("Save all"),
    "Open": mark("Open"),
    "Yes": mark("Yes"),
    "Yes to All": mark("Yes to all"),
    "No": mark("No"),
    "No to All": mark("No to all"),
    "Abort": mark("Stop"),
    "Retry": mark("Try again"),
    "Ignore": mark("Go on anyway"),
    "Close": mark("Close"),
    "Cancel": mark("Cancel"),
    "Discard": mark("Discard"),
    "Help": mark("Help"),
    "Apply": mark("Apply"),
    "Reset": mark("Reset"),
    "Restore Defaults": mark("As it was at first"),
    "Undo": mark("Undo"),
    "Redo": mark("Redo"),
    "Cut": mark("Cut"),
    "Copy": mark("Copy"),
    "Paste": mark("Paste"),
    "Delete": mark("Delete"),
    "Select All": mark("Select all"),
    "Copy Link Location": mark("Copy the link"),
    "File name:": mark("File name:"),
    "Files of type:": mark("Kind of file:"),
    "Look in:": mark("Look in:"),
    "Find Directory": mark("Find a folder"),
    "Directory:": mark("Folder:"),
    "Create New Folder": mark("New folder"),
    "Choose": mark("Choose"),
    "Back": mark("Back"),
    "Forward": mark("Forward"),
    "Parent Directory": mark("Folder above"),
    "List View": mark("As a list"),
    "Detail View": mark("With details"),
    "Show hidden files": mark("Show hidden files"),
    "Rename": mark("Rename"),
    "Computer": mark("Computer"),
    "Name": mark("Name"),
    "Size": mark("Size"),
    "Type": mark("Kind"),
    "Date Modified": mark("Changed on"),
    "Print": mark("Print"),
    "Printer": mark("Printer"),
    "Copies": mark("Copies"),
    "Print all": mark("Print all"),
    "Pages from": mark("Pages from"),
    "to": mark("to"),
    "Options": mark("Options"),
}


class QtLanguage(QTranslator):
    """Answers Qt's own contexts from our catalogue while Kiswahili is spoken; in English Qt speaks for itself."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        if language.current() == "en":
            return None
        ours = _OURS.get(source.replace("&", "").rstrip("."))
        return None if ours is None else tr(ours)


def install(app: QCoreApplication) -> QtLanguage:
    """Let Qt ask us first, from now on and in whichever language is spoken at that moment."""
    translator = QtLanguage(app)
    app.installTranslator(translator)
    return translator
