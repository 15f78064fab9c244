#include "ui/widgets/disclosure.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace keywright {

namespace {

QIcon lineIcon(bool open)
{
    return icons::icon(
        open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), Ink::Muted);
}

} // namespace

Disclosure::Disclosure(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_line(new QToolButton)
    , m_summary(makeLabel({}, TextStyle::Note))
    , m_content(new QWidget)
    , m_body(new QVBoxLayout(m_content))
{
    m_line->setCheckable(true);
    m_line->setText(title);
    m_line->setAccessibleName(title);
    m_line->setIcon(lineIcon(false));
    m_line->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_line->setFocusPolicy(Qt::StrongFocus);
    m_summary->setWordWrap(true);
    m_content->hide();
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(metrics::SpaceMd);

    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::SpaceXs);
    line->addWidget(m_line);
    line->addWidget(m_summary, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceSm);
    layout->addLayout(line);
    layout->addWidget(m_content);
    connect(m_line, &QToolButton::toggled, this, [this](bool open) {
        m_line->setIcon(lineIcon(open));
        m_content->setVisible(open);
    });
}

void Disclosure::setSummary(const QString &summary)
{
    m_summary->setText(summary);
    m_line->setAccessibleDescription(summary);
}

bool Disclosure::isOpen() const
{
    return m_line->isChecked();
}

void Disclosure::setOpen(bool open)
{
    m_line->setChecked(open);
}

} // namespace keywright
