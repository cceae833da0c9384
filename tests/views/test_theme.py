from itertools import product

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QDialogButtonBox

from moneypool_desktop import language, places
from moneypool_desktop.views import icons, privacy, qt_language, theme, tokens

LOOKS = list(product((False, True), range(1, 9)))


def luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("dark", "accent"), LOOKS)
def test_text_on_every_ground_has_a_contrast_of_at_least_five(dark, accent):
    look = tokens.colours(dark=dark, accent=accent)
    grounds = ("window", "surface", "surface_2", "hover", "accent_tint")
    inks = ("text", "text_2", "text_3", "good", "warn", "danger", "info", "accent")
    low = {(ink, ground): contrast(look[ink], look[ground]) for ink, ground in product(inks, grounds)}
    low |= {(tone, "fill"): contrast(look[tone], look[f"{tone}_fill"]) for tone in tokens.TONES}
    low |= {("text", f"{tone}_fill"): contrast(look["text"], look[f"{tone}_fill"]) for tone in tokens.TONES}
    low |= {("text_2", f"{tone}_fill"): contrast(look["text_2"], look[f"{tone}_fill"]) for tone in tokens.TONES}
    low[("on_accent", "accent_fill")] = contrast(look["on_accent"], look["accent_fill"])
    assert not {pair: round(value, 2) for pair, value in low.items() if value < 5.0}


@pytest.mark.parametrize(("dark", "accent"), LOOKS)
def test_field_borders_and_focus_rings_have_a_contrast_of_at_least_three_point_two(dark, accent):
    look = tokens.colours(dark=dark, accent=accent)
    for edge, ground in product(("line_field", "accent"), ("window", "surface", "surface_2")):
        assert contrast(look[edge], look[ground]) >= 3.2, (edge, ground)


@pytest.mark.parametrize("dark", [False, True])
def test_chart_series_stand_out_from_the_surface_by_at_least_three_and_a_half(dark):
    look = tokens.colours(dark=dark, accent=1)
    shades = [contrast(look[f"series_{n}"], look["surface"]) for n in range(1, 7)]
    assert min(shades) >= 3.5, shades


def test_both_appearances_have_the_same_tokens():
    assert tokens.colours(dark=False, accent=1).keys() == tokens.colours(dark=True, accent=8).keys()


def test_an_accent_outside_one_to_eight_is_refused():
    with pytest.raises(IndexError):
        tokens.colours(dark=False, accent=0)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_palette_follows_the_tokens_whatever_the_platform_says(qapp, mode):
    theme.apply(qapp, mode, 3)
    look = tokens.colours(dark=mode == "dark", accent=3)
    palette = qapp.palette()
    assert palette.color(QPalette.ColorRole.Window).name().upper() == look["window"]
    assert palette.color(QPalette.ColorRole.Highlight).name().upper() == look["accent_fill"]
    assert "@" not in qapp.styleSheet()


def test_an_appearance_of_another_name_is_refused(qapp):
    with pytest.raises(ValueError, match="sepia"):
        theme.apply(qapp, "sepia")


def test_inter_is_loaded_from_our_own_files_in_three_weights(qapp):
    assert theme.family().startswith("Inter")
    assert len({width("Hamburgefonts", theme.font(20, weight)) for weight in (400, 500, 600)}) == 3


def width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def test_figures_have_one_width_per_digit_and_words_do_not(qapp):
    figures, words = theme.font(figures=True), theme.font()
    assert width("1111", figures) == width("8888", figures)
    assert width("1111", words) < width("8888", words)


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
def test_icons_are_sharp_at_any_pixel_ratio_and_take_the_token_of_the_moment(qapp, ratio):
    light = icons.pixmap("users", 16, "danger", ratio)
    assert light.width() == round(16 * ratio)
    theme.apply(qapp, "dark")
    dark = icons.pixmap("users", 16, "danger", ratio)
    assert dark.toImage() != light.toImage()


def test_the_icon_of_an_action_follows_the_appearance_and_dies_with_its_action(qapp):
    action = QAction()
    icons.dress(action, "printer", "danger")
    light = action.icon().pixmap(16, 16).toImage()
    theme.apply(qapp, "dark")
    assert action.icon().pixmap(16, 16).toImage() != light
    del action
    theme.apply(qapp, "light")


def test_every_icon_that_states_name_is_shipped():
    from moneypool_desktop.views.widgets.banner import ICONS

    for name in ICONS.values():
        assert places.resource("icons", f"{name}.svg").exists(), name


def test_hidden_amounts_are_dots_and_dates_counts_and_receipts_stay(qapp):
    privacy.hide(True)
    assert privacy.shown("Ksh\u00a02,100.00 of 34 members on 7 November 2026, R-2041") == (
        "Ksh\u00a0•••• of 34 members on 7 November 2026, R-2041"
    )
    assert privacy.shown("−500.00") == "••••"
    privacy.hide(False)
    assert privacy.shown("2,100.00") == "2,100.00"


def test_qt_keeps_its_own_words_in_english_and_asks_our_catalogue_in_kiswahili(qapp, monkeypatch):
    monkeypatch.setattr(qt_language, "tr", lambda text: {"Cancel": "Ghairi"}.get(text, text))
    translator = qt_language.install(qapp)
    try:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
        assert cancel.text().replace("&", "") == "Cancel"
        language.choose("sw")
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Ghairi"
        in_kiswahili = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        assert in_kiswahili.buttons()[0].text() == "Ghairi"
        assert QCoreApplication.translate("QPlatformTheme", "Something nobody wrote") == "Something nobody wrote"
    finally:
        qapp.removeTranslator(translator)
