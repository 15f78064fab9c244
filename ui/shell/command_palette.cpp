#include "ui/shell/command_palette.h"

#include "ui/shell/command_registry.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QFrame>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace keywright {

namespace {

constexpr int PanelWidth = 520;
constexpr int PanelTop = 88;
constexpr int MostRows = 9;
constexpr int ShortcutRole = Qt::UserRole;

/// The name at the near end, the shortcut at the far end.
class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
        const override
    {
        const Theme theme = Theme::of(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.accentSoft);
            painter->drawRoundedRect(option.rect, metrics::RadiusField, metrics::RadiusField);
        }
        const QRect area = option.rect.adjusted(metrics::SpaceMd, 0, -metrics::SpaceMd, 0);
        painter->setPen(theme.text);
        painter->setFont(fonts::body());
        painter->drawText(
            area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            index.data(Qt::DisplayRole).toString());
        painter->setPen(theme.muted);
        painter->setFont(fonts::secondary());
        painter->drawText(
            area, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
            index.data(ShortcutRole).toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {0, metrics::RowHeight};
    }
};

} // namespace

CommandPalette::CommandPalette(const CommandRegistry &registry, QWidget *window)
    : ModalOverlay(window)
    , m_registry(registry)
    , m_filter(new QLineEdit(panel()))
    , m_list(new QListWidget(panel()))
{
    setAccessibleName(tr("Command palette"));
    m_filter->setPlaceholderText(tr("Type a command"));
    m_filter->setAccessibleName(tr("Type a command"));
    m_filter->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *column = new QVBoxLayout(panel());
    column->setContentsMargins(
        metrics::SpaceSm, metrics::SpaceSm, metrics::SpaceSm, metrics::SpaceSm);
    column->setSpacing(metrics::SpaceSm);
    column->addWidget(m_filter);
    column->addWidget(m_list, 1);

    connect(m_filter, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
}

void CommandPalette::open()
{
    refill();
    openOverlay(m_filter);
}

void CommandPalette::refill()
{
    m_list->clear();
    m_actions.clear();
    const QList<QAction *> actions = m_registry.matching(m_filter->text());
    for (QAction *action : actions) {
        m_actions.append(action);
        auto *item = new QListWidgetItem(action->text(), m_list);
        const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
        item->setData(ShortcutRole, shortcut);
        item->setData(Qt::AccessibleDescriptionRole, shortcut);
    }
    m_list->setCurrentRow(0);
    placePanel();
}

QRect CommandPalette::panelGeometry() const
{
    const int rows = std::clamp(m_list->count(), 1, MostRows);
    const int height =
        3 * metrics::SpaceSm + m_filter->sizeHint().height() + rows * metrics::RowHeight + 2;
    const int panelWidth = std::min(PanelWidth, width() - 2 * metrics::SpaceXl);
    return {(width() - panelWidth) / 2, PanelTop, panelWidth, height};
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            moveChoice(1);
            return true;
        case Qt::Key_Up:
            moveChoice(-1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run();
            return true;
        default:
            break;
        }
    }
    return ModalOverlay::eventFilter(watched, event);
}

void CommandPalette::moveChoice(int step)
{
    if (const int count = m_list->count(); count > 0)
        m_list->setCurrentRow((m_list->currentRow() + step + count) % count);
}

void CommandPalette::run()
{
    const QPointer<QAction> action = m_actions.value(m_list->currentRow());
    close();
    if (action)
        action->trigger();
}

void CommandPalette::escape()
{
    close();
}

void CommandPalette::mousePressEvent(QMouseEvent *event)
{
    event->accept();
    close();
}

void CommandPalette::close()
{
    closeOverlay();
    deleteLater();
}

} // namespace keywright
