#include "ui/dialogs/confirm_dialog.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace keywright {
namespace {

constexpr int ConfirmPanelWidth = 460;

QLabel *paragraph(const QString &text, TextStyle style, QWidget *parent)
{
    QLabel *label = makeLabel(breakable(text), style, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

ConfirmDialog::ConfirmDialog(const ConfirmRequest &request, QWidget *parent)
    : DialogFrame(request.title, parent)
{
    setPanelWidth(ConfirmPanelWidth);
    setAccessibleDescription(request.sentence);
    body()->addWidget(paragraph(request.sentence, TextStyle::Body, this));
    if (!request.consequences.isEmpty()) {
        auto *list = new QVBoxLayout;
        list->setSpacing(metrics::SpaceXs);
        for (const QString &consequence : request.consequences)
            list->addWidget(paragraph(QStringLiteral("•  ") + consequence, TextStyle::Muted, this));
        body()->addLayout(list);
    }
    QPushButton *cancel = addButton(tr("Cancel"));
    QPushButton *action = addButton(
        request.actionText,
        request.destructive ? ButtonVariant::DestructivePrimary : ButtonVariant::Primary);
    if (!request.textToType.isEmpty())
        addTypedConfirmation(request.textToType, action);
    connect(cancel, &QPushButton::clicked, this, &ConfirmDialog::reject);
    connect(action, &QPushButton::clicked, this, &ConfirmDialog::accept);
}

QPushButton *ConfirmDialog::offerInstead(const QString &text)
{
    QPushButton *instead = makeButton(text);
    addFooterWidget(instead);
    connect(instead, &QPushButton::clicked, this, &ConfirmDialog::reject);
    return instead;
}

void ConfirmDialog::addTypedConfirmation(const QString &text, QPushButton *action)
{
    m_typed = new QLineEdit(this);
    auto *field = new FormField(tr("Type the name to confirm"), m_typed, this);
    field->setHint(breakable(text));
    body()->addWidget(field);
    action->setEnabled(false);
    connect(m_typed, &QLineEdit::textChanged, action, [action, text](const QString &typed) {
        action->setEnabled(typed.trimmed() == text.trimmed());
    });
}

void confirm(
    const ConfirmRequest &request, QWidget *parent, QObject *context,
    const std::function<void()> &agreed)
{
    auto *dialog = new ConfirmDialog(request, parent);
    QObject::connect(dialog, &DialogFrame::accepted, context, agreed);
    dialog->open();
}

} // namespace keywright
