#include "ui/shell/navigation.h"

#include "ui/shell/navigation_button.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QVariant>

#include <algorithm>

namespace keywright {

namespace {

QIcon dotOf(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return icons::icon(QStringLiteral("dot"), Ink::Ok);
    case Tone::Warn:
        return icons::icon(QStringLiteral("dot"), Ink::Warn);
    case Tone::Bad:
        return icons::icon(QStringLiteral("dot"), Ink::Bad);
    case Tone::Accent:
        return icons::icon(QStringLiteral("dot"), Ink::Accent);
    case Tone::Neutral:
        break;
    }
    return icons::icon(QStringLiteral("ring"), Ink::Muted);
}

/// "All connections" is as well as the one that needs attention most.
Tone worstOf(const QList<ConnectionItem> &connections)
{
    for (const Tone tone : {Tone::Bad, Tone::Warn, Tone::Ok}) {
        const auto has = [tone](const ConnectionItem &item) {
            return item.tone == tone;
        };
        if (std::any_of(connections.begin(), connections.end(), has))
            return tone;
    }
    return Tone::Neutral;
}

} // namespace

Navigation::Navigation(QWidget *parent)
    : QFrame(parent)
    , m_connections(new QComboBox(this))
    , m_pages(new QVBoxLayout)
{
    setProperty("look", QStringLiteral("side"));
    setFixedWidth(metrics::NavigationWidth);
    setAccessibleName(tr("Navigation"));
    m_connections->setAccessibleName(tr("Connection"));
    m_connections->setProperty("look", QStringLiteral("switcher"));
    m_connections->setIconSize(QSize(metrics::IconSize, metrics::IconSize));
    m_connections->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_pages->setSpacing(2);

    QPushButton *palette = makeButton(tr("Ctrl+K Command palette"), ButtonVariant::Line, this);
    palette->setAccessibleName(tr("Open command palette"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(
        metrics::SpaceSm, metrics::SpaceMd, metrics::SpaceSm, metrics::SpaceMd);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(m_connections);
    column->addLayout(m_pages);
    column->addStretch(1);
    column->addWidget(palette, 0, Qt::AlignLeft);

    connect(m_connections, &QComboBox::activated, this, [this](int index) {
        Q_EMIT connectionChosen(m_connections->itemData(index).toString());
    });
    connect(palette, &QPushButton::clicked, this, &Navigation::paletteRequested);
    setConnections({});
}

void Navigation::addPage(const QString &id, const QString &title, const QString &iconName)
{
    auto *entry = new NavigationButton(id, title, iconName, this);
    m_buttons.append(entry);
    m_pages->addWidget(entry);
    connect(entry, &QPushButton::clicked, this, [this, id] { Q_EMIT pageChosen(id); });
}

void Navigation::setCurrentPage(const QString &id)
{
    for (NavigationButton *entry : std::as_const(m_buttons))
        entry->setCurrent(entry->id() == id);
}

void Navigation::setBadge(const QString &id, int count)
{
    if (NavigationButton *entry = button(id))
        entry->setBadge(count);
}

void Navigation::setConnections(const QList<ConnectionItem> &connections)
{
    if (!isShown(connections)) {
        m_items = connections;
        fillConnections();
    }
    for (int at = 0; at < connections.size(); ++at)
        m_connections->setItemData(at + 1, connections.at(at).detail, Qt::ToolTipRole);
}

bool Navigation::isShown(const QList<ConnectionItem> &connections) const
{
    // Details change all the time, and the list may be open.
    return m_connections->count() > 0 &&
           std::equal(
               m_items.cbegin(), m_items.cend(), connections.cbegin(), connections.cend(),
               [](const ConnectionItem &a, const ConnectionItem &b) {
                   return a.id == b.id && a.name == b.name && a.tone == b.tone;
               });
}

void Navigation::fillConnections()
{
    const QString current = m_connections->currentData().toString();
    const QSignalBlocker quiet(m_connections);
    m_connections->clear();
    m_connections->addItem(dotOf(worstOf(m_items)), tr("All connections"), QString());
    for (const ConnectionItem &item : std::as_const(m_items))
        m_connections->addItem(dotOf(item.tone), item.name, item.id);
    setCurrentConnection(current);
}

void Navigation::setCurrentConnection(const QString &id)
{
    const int index = m_connections->findData(id);
    m_connections->setCurrentIndex(std::max(index, 0));
}

void Navigation::focusCurrent()
{
    for (NavigationButton *entry : std::as_const(m_buttons)) {
        if (entry->isCurrent())
            entry->setFocus(Qt::TabFocusReason);
    }
}

void Navigation::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const auto at = m_buttons.indexOf(qobject_cast<NavigationButton *>(focusWidget()));
    if (step == 0 || at < 0) {
        QFrame::keyPressEvent(event);
        return;
    }
    const qsizetype next = std::clamp<qsizetype>(at + step, 0, m_buttons.size() - 1);
    m_buttons.at(next)->setFocus(Qt::TabFocusReason);
}

NavigationButton *Navigation::button(const QString &id) const
{
    const auto it = std::find_if(
        m_buttons.begin(), m_buttons.end(), [&id](const auto *entry) { return entry->id() == id; });
    return it == m_buttons.end() ? nullptr : *it;
}

} // namespace keywright
