#include "ui/widgets/command_box.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QToolButton>
#include <QVariant>

namespace keywright {

CommandBox::CommandBox(const QString &caption, QWidget *parent)
    : QFrame(parent)
    , m_command(makeLabel({}, TextStyle::Mono, this))
{
    setProperty("look", QStringLiteral("box"));
    m_command->setWordWrap(true);
    m_command->setAccessibleDescription(caption);
    makeSelectable(m_command);

    QToolButton *copy = makeIconButton(QStringLiteral("copy"), tr("Copy command"), this);
    setVariant(copy, ButtonVariant::Quiet);
    connect(copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_command->text());
        Q_EMIT copied();
    });

    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addWidget(makeLabel(caption, TextStyle::Note, this));
    lines->addWidget(m_command);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::SpaceMd, metrics::SpaceMd, metrics::SpaceSm, metrics::SpaceMd);
    row->addLayout(lines, 1);
    row->addWidget(copy, 0, Qt::AlignVCenter);
}

QString CommandBox::command() const
{
    return m_command->text();
}

void CommandBox::setCommand(const QString &command)
{
    m_command->setText(command);
}

} // namespace keywright
