"""Every colour the windows use, by name, light and dark; one accent per chama. No other file holds a colour."""

from types import MappingProxyType

ACCENT_NAMES = ("Mvule", "Ziwa", "Usiku", "Zambarau", "Tofali", "Udongo", "Majani", "Mawe")

_LIGHT = {
    "window": "#F3F4F1",
    "surface": "#FFFFFF",
    "surface_2": "#F8F9F6",
    "sunk": "#E9EBE6",
    "hover": "#F0F2ED",
    "line": "#DFE2DB",
    "line_strong": "#C6CBC1",
    "line_field": "#7C847B",
    "text": "#1B201D",
    "text_2": "#454D48",
    "text_3": "#5C645F",
    "disabled": "#8B928D",
    "good": "#1B6B38",
    "good_fill": "#E6F3E9",
    "good_edge": "#B4D8BE",
    "warn": "#855000",
    "warn_fill": "#FBF1DC",
    "warn_edge": "#E5CB95",
    "danger": "#AE2419",
    "danger_fill": "#FBEAE8",
    "danger_edge": "#EDBDB7",
    "info": "#1D5A9E",
    "info_fill": "#E7F0F9",
    "info_edge": "#B8D1EC",
    "area": "#D3E0F3",
}

_DARK = {
    "window": "#131614",
    "surface": "#1B1F1D",
    "surface_2": "#212624",
    "sunk": "#0E100F",
    "hover": "#262C29",
    "line": "#2F3532",
    "line_strong": "#454D49",
    "line_field": "#7D8681",
    "text": "#E9ECE9",
    "text_2": "#BEC5C0",
    "text_3": "#9BA39E",
    "disabled": "#69716C",
    "good": "#74CE92",
    "good_fill": "#172E1F",
    "good_edge": "#2E5A3C",
    "warn": "#E8B75E",
    "warn_fill": "#31260F",
    "warn_edge": "#5E4A1F",
    "danger": "#F39A91",
    "danger_fill": "#391D1A",
    "danger_edge": "#6D3833",
    "info": "#8BBAF0",
    "info_fill": "#16283C",
    "info_edge": "#2E4E73",
    "area": "#27405A",
}

# fill and text are one colour in light; each row is (fill, text, tint)
_LIGHT_ACCENTS = (
    ("#0F6B5C", "#0F6B5C", "#E3F0ED"),
    ("#1D5C9E", "#1D5C9E", "#E5EFF9"),
    ("#4A4BA0", "#4A4BA0", "#ECECF8"),
    ("#85367A", "#85367A", "#F7EAF4"),
    ("#9E3D25", "#9E3D25", "#FAEBE6"),
    ("#825305", "#825305", "#F8F0DF"),
    ("#4A6412", "#4A6412", "#EEF4E0"),
    ("#43566A", "#43566A", "#EAEFF4"),
)

_DARK_ACCENTS = (
    ("#1F7A69", "#5CC4AF", "#17302B"),
    ("#2A6CB4", "#82B8F0", "#16293D"),
    ("#5A5CBB", "#A9ABF2", "#232445"),
    ("#9A458D", "#E09AD3", "#38203A"),
    ("#B04C33", "#EE9D86", "#3B211A"),
    ("#8F5F12", "#E0B25A", "#34270F"),
    ("#587522", "#AECB66", "#252E12"),
    ("#566B81", "#A7BCD1", "#222C37"),
)

_LIGHT_SERIES = ("#3F77C6", "#D16F0E", "#0D6050", "#A23C8A", "#7D6720", "#828A84")
_DARK_SERIES = ("#5B9BE0", "#E58A45", "#7FE0CC", "#CA80B1", "#F2DD7F", "#757D75")

TONES = ("good", "warn", "danger", "info", "neutral")


def colours(*, dark: bool, accent: int) -> MappingProxyType[str, str]:
    """Return every token and its colour for one appearance; `accent` is 1 to 8, another number raises IndexError."""
    if not 1 <= accent <= len(ACCENT_NAMES):
        raise IndexError(accent)
    base = dict(_DARK if dark else _LIGHT)
    fill, text, tint = (_DARK_ACCENTS if dark else _LIGHT_ACCENTS)[accent - 1]
    base |= {"accent": text, "accent_fill": fill, "accent_tint": tint, "on_accent": "#FFFFFF"}
    base |= {"neutral": base["text_2"], "neutral_fill": base["surface_2"], "neutral_edge": base["line_strong"]}
    base |= {f"series_{n}": colour for n, colour in enumerate(_DARK_SERIES if dark else _LIGHT_SERIES, start=1)}
    return MappingProxyType(base)


def accent_fill(accent: int, *, dark: bool) -> str:
    """Return the tile colour of one accent, 1 to 8, whatever accent is now applied."""
    return (_DARK_ACCENTS if dark else _LIGHT_ACCENTS)[accent - 1][0]
