#include "ui/shell/status_strip.h"

#include "core/base/clock.h"
#include "ui/shell/connection_status.h"
#include "ui/shell/elapsed_text.h"
#include "ui/shell/task_strip.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QTimerEvent>
#include <QVariant>

namespace keywright {

namespace {

constexpr qsizetype MostConnections = 3;

} // namespace

StatusStrip::StatusStrip(const Clock &clock, TaskList &tasks, QWidget *parent)
    : QFrame(parent)
    , m_clock(clock)
    , m_connections(new QHBoxLayout)
    , m_others(makeLabel({}, TextStyle::Note, this))
    , m_keychain(makeLabel({}, TextStyle::Note, this))
    , m_age(makeLabel({}, TextStyle::Note, this))
{
    setProperty("look", QStringLiteral("foot"));
    setFixedHeight(metrics::StatusBarHeight);
    setAccessibleName(tr("Status"));
    m_others->hide();
    m_connections->setSpacing(metrics::SpaceXl);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::SpaceLg, 1, metrics::SpaceLg, 0);
    row->setSpacing(metrics::SpaceXl);
    row->addLayout(m_connections);
    row->addWidget(m_others);
    row->addWidget(m_keychain);
    row->addStretch(1);
    row->addWidget(new TaskStrip(tasks, this));
    row->addWidget(m_age);
}

void StatusStrip::setConnections(const QList<ConnectionItem> &connections)
{
    const qsizetype shown = std::min(connections.size(), MostConnections);
    while (m_items.size() > shown)
        delete m_items.takeLast();
    while (m_items.size() < shown) {
        auto *item = new ConnectionStatus(this);
        m_connections->addWidget(item);
        m_items.append(item);
    }
    for (qsizetype at = 0; at < shown; ++at)
        m_items.at(at)->set(connections.at(at));
    QStringList rest;
    for (qsizetype at = shown; at < connections.size(); ++at) {
        const ConnectionItem &item = connections.at(at);
        QStringList words{ConnectionStatus::wordsOf(item)};
        if (!item.warning.isEmpty())
            words += item.warning;
        rest += words.join(QStringLiteral(" · "));
    }
    m_others->setText(tr("+%n more", nullptr, static_cast<int>(rest.size())));
    m_others->setToolTip(rest.join(QLatin1Char('\n')));
    m_others->setVisible(!rest.isEmpty());
}

void StatusStrip::setKeychainState(const QString &text, Tone tone)
{
    m_keychain->setText(text);
    if (tone == Tone::Neutral)
        setTextStyle(m_keychain, TextStyle::Note);
    else
        setTone(m_keychain, tone);
}

void StatusStrip::setRefreshedAt(const QDateTime &time)
{
    m_refreshedAt = time;
    m_age->setToolTip(
        time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::LongFormat) : QString());
    renewAge();
}

void StatusStrip::renewAge()
{
    m_ageTimer.stop();
    if (!m_refreshedAt.isValid()) {
        m_age->clear();
        return;
    }
    const auto age = ElapsedText::of(std::chrono::seconds(m_refreshedAt.secsTo(m_clock.now())));
    m_age->setText(tr("Refreshed %1").arg(age.text));
    if (isVisible()) {
        const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(age.validFor);
        m_ageTimer.start(static_cast<int>(wait.count()), Qt::VeryCoarseTimer, this);
    }
}

void StatusStrip::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_ageTimer.timerId())
        renewAge();
    else
        QFrame::timerEvent(event);
}

void StatusStrip::showEvent(QShowEvent *)
{
    renewAge();
}

void StatusStrip::hideEvent(QHideEvent *)
{
    m_ageTimer.stop();
}

} // namespace keywright
