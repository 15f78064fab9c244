#include "ui/shell/connection_status.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/status_dot.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>

namespace keywright {

ConnectionStatus::ConnectionStatus(QWidget *parent)
    : QWidget(parent)
    , m_dot(new StatusDot(this))
    , m_warning(makeLabel({}, TextStyle::Note, this))
{
    m_dot->setSmall(true);
    m_warning->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::SpaceSm);
    row->addWidget(m_dot);
    row->addWidget(m_warning);
}

QString ConnectionStatus::wordsOf(const ConnectionItem &item)
{
    return item.detail.isEmpty() ? item.name : item.name + QStringLiteral(" · ") + item.detail;
}

void ConnectionStatus::set(const ConnectionItem &item)
{
    const QString words = wordsOf(item);
    const QString tip =
        item.explanation.isEmpty() ? words : words + QLatin1Char('\n') + item.explanation;
    m_dot->set(words, item.tone, item.tone != Tone::Neutral);
    m_dot->setAccessibleDescription(item.explanation);
    setToolTip(tip);
    const bool isNews = !item.warning.isEmpty() && m_warning->isHidden();
    m_warning->setText(item.warning);
    m_warning->setAccessibleName(
        item.warning.isEmpty() ? QString() : QStringLiteral("%1: %2").arg(item.name, item.warning));
    setTone(m_warning, item.warningTone);
    m_warning->setVisible(!item.warning.isEmpty());
    if (isNews)
        accessibility::announce(m_warning);
}

} // namespace keywright
