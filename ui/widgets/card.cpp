#include "ui/widgets/card.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QVariant>

namespace keywright {

Card::Card(QWidget *parent)
    : QFrame(parent)
    , m_header(new QHBoxLayout)
    , m_title(makeLabel({}, TextStyle::Section, this))
    , m_body(new QVBoxLayout)
{
    setProperty("look", QStringLiteral("card"));
    m_title->hide();
    m_header->setSpacing(metrics::SpaceSm);
    m_header->addWidget(m_title);
    m_header->addStretch(1);
    m_body->setSpacing(metrics::SpaceSm);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(
        metrics::SpaceMd, metrics::SpaceMd, metrics::SpaceMd, metrics::SpaceMd);
    column->setSpacing(metrics::SpaceSm);
    column->addLayout(m_header);
    column->addLayout(m_body, 1);
}

Card::Card(const QString &title, QWidget *parent)
    : Card(parent)
{
    setTitle(title);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::addHeaderWidget(QWidget *widget)
{
    m_header->addWidget(widget);
}

void Card::setFlush()
{
    const int top = m_title->text().isEmpty() ? 1 : metrics::SpaceMd;
    layout()->setContentsMargins(1, top, 1, 1);
    m_header->setContentsMargins(metrics::SpaceMd, 0, metrics::SpaceMd, 0);
}

} // namespace keywright
