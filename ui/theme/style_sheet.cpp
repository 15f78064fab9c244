#include "ui/theme/style_sheet.h"

#include "ui/theme/theme.h"

#include <QHash>

#include <cmath>

namespace keywright {

namespace {

// Heights: a 1 px border on both sides is added to min-height. A focused border is 2 px wide and
// takes the second pixel from the padding, so that nothing moves.
constexpr QLatin1StringView Buttons(R"(
QPushButton { background: @surface; color: @text; border: 1px solid @border; border-radius: 6px;
  padding: 0 12px; min-height: 28px; font-weight: 500; }
QPushButton:hover { background: @alternate; }
QPushButton:pressed { background: @border; }
QPushButton:focus { border: 2px solid @accent; padding: 0 11px; min-height: 26px; outline: none; }
QPushButton:disabled { color: @disabled; background: @surface; border-color: @border; }
QPushButton::menu-indicator { width: 0; }
QPushButton[variant="primary"] { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton[variant="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[variant="primary"]:focus { border: 2px solid @focusOnAccent; outline: none; }
QPushButton[variant="primary"]:disabled { background: @accentDisabled; border-color: @accentDisabled;
  color: @onAccent; }
QPushButton[variant="destructive"] { color: @bad; }
QPushButton[variant="destructive"]:focus { border-color: @bad; }
QPushButton[variant="destructive"]:disabled { color: @badDisabled; }
QPushButton[variant="destructivePrimary"] { background: @bad; color: @onAccent; border-color: @bad; }
QPushButton[variant="destructivePrimary"]:focus { border: 2px solid @text; }
QPushButton[variant="destructivePrimary"]:disabled { background: @badDisabled;
  border-color: @badDisabled; }
QPushButton[variant="quiet"] { background: transparent; border-color: transparent; padding: 0 8px; }
QPushButton[variant="quiet"]:hover { background: @alternate; }
QPushButton[variant="quiet"]:focus { border: 2px solid @accent; padding: 0 7px; }
QPushButton[variant="quiet"][ink="accent"] { color: @accent; font-weight: 600; }
QPushButton[variant="quiet"][ink="ok"] { color: @ok; font-weight: 600; }
QPushButton[variant="quiet"][ink="warn"] { color: @warn; font-weight: 600; }
QPushButton[variant="quiet"][ink="bad"] { color: @bad; font-weight: 600; }
QPushButton[variant="quiet"][ink]:hover { background: transparent; text-decoration: underline; }
QPushButton[variant="line"] { background: transparent; border-color: transparent; border-radius: 4px;
  padding: 0 8px; min-height: 20px; font-size: 12px; font-weight: 400; }
QPushButton[variant="line"]:hover { background: @border; }
QPushButton[variant="line"]:focus { border: 2px solid @accent; padding: 0 7px; min-height: 18px; }
QPushButton[variant="chip"] { border-radius: 12px; min-height: 22px; padding: 0 10px; font-size: 12px;
  font-weight: 400; }
QPushButton[variant="chip"]:checked { background: @accentSoft; color: @accent; border-color: @accent;
  font-weight: 600; }
QPushButton[variant="chip"]:focus { border: 2px solid @accent; padding: 0 9px; min-height: 20px; }
QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: 6px;
  padding: 4px; }
QToolButton:hover { background: @alternate; }
QToolButton:focus { border: 2px solid @accent; padding: 3px; outline: none; }
QToolButton::menu-indicator { image: none; }
QToolButton[variant="secondary"] { background: @surface; border-color: @border; padding: 0;
  min-width: 34px; min-height: 28px; }
QToolButton[variant="secondary"]:focus { border: 2px solid @accent; min-width: 32px; min-height: 26px; }
QToolButton[variant="secondary"]:hover { background: @alternate; }
)");

constexpr QLatin1StringView Fields(R"(
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox { background: @surface; color: @text;
  border: 1px solid @border; border-radius: 6px; padding: 0 8px; min-height: 28px; }
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox { selection-background-color: @accent;
  selection-color: @onAccent; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border: 2px solid @accent; padding: 0 7px; min-height: 26px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px 5px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
  background: @background; color: @muted; }
QLineEdit[readOnly="true"] { background: @background; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"],
QAbstractSpinBox[invalid="true"] { border-color: @bad; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: none; background: transparent; padding: 0;
  min-height: 0; }
QComboBox { padding: 0 10px; selection-background-color: @accentSoft; selection-color: @text; }
QComboBox:focus { padding: 0 9px; }
QComboBox[look="switcher"] { min-height: 32px; padding: 0 4px; }
QComboBox[look="switcher"]:focus { min-height: 30px; padding: 0 3px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url(:/keywright/theme/arrow-down-@name.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; outline: none;
  padding: 4px; selection-background-color: @accentSoft; selection-color: @text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent;
  width: 22px; }
QAbstractSpinBox::up-arrow { image: url(:/keywright/theme/arrow-up-@name.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(:/keywright/theme/arrow-down-@name.svg); width: 10px;
  height: 10px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 20px; }
QCheckBox:disabled, QRadioButton:disabled { color: @disabled; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @muted;
  background: @surface; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: @accent;
  border-color: @accent; }
QCheckBox::indicator:checked { image: url(:/keywright/theme/check-@name.svg); }
QRadioButton::indicator:checked { image: url(:/keywright/theme/dot-@name.svg); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid @accent; width: 12px;
  height: 12px; }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus {
  border: 2px solid @focusOnAccent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @border;
  background: @background; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {
  border-color: @disabled; background: @disabled; }
)");

constexpr QLatin1StringView Surfaces(R"(
QLabel { background: transparent; }
QLabel[ink="muted"] { color: @muted; }
QLabel[ink="accent"] { color: @accent; }
QLabel[ink="ok"] { color: @ok; }
QLabel[ink="warn"] { color: @warn; }
QLabel[ink="bad"] { color: @bad; }
QFrame[look="card"], QFrame[look="panel"] { background: @surface; border: 1px solid @border;
  border-radius: 8px; }
QFrame[look="panel"] { border-radius: 10px; }
QFrame[look="box"] { background: @alternate; border: 1px solid @border; border-radius: 8px; }
QFrame[look="line"] { background: @border; border: none; }
QFrame[look="side"] { background: @alternate; border: none; border-right: 1px solid @border; }
QFrame[look="head"] { background: @surface; border: none; border-bottom: 1px solid @border; }
QFrame[look="surface"] { background: @surface; border: none; }
QFrame[look="detail"] { background: @surface; border: none; border-left: 1px solid @border; }
QFrame[look="foot"] { background: @alternate; border: none; border-top: 1px solid @border; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[look="clear"] { background: transparent; }
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 4px; }
QMenu { background: @surface; border: 1px solid @border; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; color: @text; }
QMenu::item:selected { background: @accentSoft; }
QMenu::item:disabled { color: @disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QMenu::right-arrow { image: url(:/keywright/theme/arrow-right-@name.svg); width: 12px; height: 12px; }
QProgressBar { background: @border; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QSplitter::handle { background: @border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
)");

constexpr QLatin1StringView Views(R"(
QAbstractItemView { background: @surface; border: none; outline: none; }
QTableView, QTreeView { selection-background-color: @accentSoft; selection-color: @text; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @muted; border: none;
  border-bottom: 1px solid @border; padding: 0 10px; min-height: 29px; }
QHeaderView::up-arrow { image: url(:/keywright/theme/arrow-up-@name.svg); width: 10px; height: 10px;
  subcontrol-position: center right; subcontrol-origin: padding; right: 6px; }
QHeaderView::down-arrow { image: url(:/keywright/theme/arrow-down-@name.svg); width: 10px; height: 10px;
  subcontrol-position: center right; subcontrol-origin: padding; right: 6px; }
QTabWidget::pane { border: none; border-top: 1px solid @border; top: -1px; }
QTabWidget::tab-bar { left: 0; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; border: none;
  border-bottom: 2px solid transparent; padding: 6px 0; margin-right: 18px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom-color: @accent; }
QTabBar::tab:disabled { color: @disabled; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 3px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)");

QColor mix(const QColor &over, const QColor &under, double share)
{
    const auto blend = [share](int top, int bottom) {
        return static_cast<int>(std::lround(top * share + bottom * (1.0 - share)));
    };
    return QColor(
        blend(over.red(), under.red()), blend(over.green(), under.green()),
        blend(over.blue(), under.blue()));
}

QHash<QString, QString> valuesOf(const Theme &theme)
{
    const auto name = [](const QColor &color) {
        return color.name();
    };
    return {
        {QStringLiteral("name"), theme.isDark ? QStringLiteral("dark") : QStringLiteral("light")},
        {QStringLiteral("background"), name(theme.background)},
        {QStringLiteral("surface"), name(theme.surface)},
        {QStringLiteral("alternate"), name(theme.alternate)},
        {QStringLiteral("border"), name(theme.border)},
        {QStringLiteral("text"), name(theme.text)},
        {QStringLiteral("muted"), name(theme.muted)},
        {QStringLiteral("accent"), name(theme.accent)},
        {QStringLiteral("accentSoft"), name(theme.accentSoft)},
        {QStringLiteral("accentHover"), name(mix(theme.accent, theme.text, 0.88))},
        {QStringLiteral("accentDisabled"), name(mix(theme.accent, theme.surface, 0.5))},
        {QStringLiteral("focusOnAccent"), name(theme.text)},
        {QStringLiteral("onAccent"), name(theme.onAccent)},
        {QStringLiteral("ok"), name(theme.ok)},
        {QStringLiteral("warn"), name(theme.warn)},
        {QStringLiteral("bad"), name(theme.bad)},
        {QStringLiteral("badDisabled"), name(mix(theme.bad, theme.surface, 0.55))},
        {QStringLiteral("disabled"), name(mix(theme.muted, theme.surface, 0.6))},
    };
}

} // namespace

QString styleSheet(const Theme &theme)
{
    const QHash<QString, QString> values = valuesOf(theme);
    QString result;
    for (const QLatin1StringView part : {Buttons, Fields, Surfaces, Views}) {
        qsizetype position = 0;
        while (position < part.size()) {
            qsizetype token = part.indexOf(QLatin1Char('@'), position);
            if (token < 0)
                token = part.size();
            result += part.mid(position, token - position);
            qsizetype end = token + 1;
            while (end < part.size() && QChar(part.at(end)).isLetter())
                ++end;
            if (token < part.size())
                result += values.value(part.mid(token + 1, end - token - 1));
            position = end;
        }
    }
    return result;
}

} // namespace keywright
