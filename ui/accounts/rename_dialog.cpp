#include "ui/accounts/rename_dialog.h"

#include "core/base/deliver.h"
#include "ui/dialogs/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/form_field.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace keywright {

RenameDialog::RenameDialog(
    std::shared_ptr<Session> session, const ServiceAccount &account, QWidget *parent)
    : DialogFrame(tr("Rename %1").arg(account.name), parent)
    , m_session(std::move(session))
    , m_account(account)
    , m_banner(new Banner(this))
    , m_name(new QLineEdit(account.name, this))
    , m_description(new QLineEdit(account.description, this))
    , m_nameField(new FormField(tr("Name"), m_name, this))
    , m_descriptionField(new FormField(tr("Description"), m_description, this))
{
    setSubtitle(tr("The id stays the same, and so do secrets and roles."));
    body()->addWidget(m_banner);
    body()->addWidget(m_nameField);
    body()->addWidget(m_descriptionField);
    QPushButton *cancel = addButton(tr("Cancel"));
    m_save = addButton(tr("Save"), ButtonVariant::Primary);
    m_name->selectAll();
    connect(cancel, &QPushButton::clicked, this, &RenameDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &RenameDialog::save);
    connect(m_name, &QLineEdit::textChanged, m_nameField, &FormField::clearError);
    connect(m_description, &QLineEdit::textChanged, m_descriptionField, &FormField::clearError);
}

RenameDialog::~RenameDialog()
{
    m_cancel.cancel();
}

bool RenameDialog::validate()
{
    const TextRules &rules = m_session->provider()->capabilities().text;
    const auto nameWrong = nameProblem(m_name->text().trimmed(), rules);
    const auto descriptionWrong = descriptionProblem(m_description->text().trimmed(), rules);
    m_nameField->setError(nameWrong ? errorSentence(*nameWrong) : QString());
    m_descriptionField->setError(descriptionWrong ? errorSentence(*descriptionWrong) : QString());
    if (nameWrong)
        m_name->setFocus(Qt::OtherFocusReason);
    else if (descriptionWrong)
        m_description->setFocus(Qt::OtherFocusReason);
    return !nameWrong && !descriptionWrong;
}

void RenameDialog::save()
{
    if (!validate())
        return;
    AccountChange change;
    if (m_name->text().trimmed() != m_account.name)
        change.name = m_name->text().trimmed();
    if (m_description->text().trimmed() != m_account.description)
        change.description = m_description->text().trimmed();
    if (!change.name && !change.description)
        return accept();
    m_banner->dismiss();
    setBusy(true);
    m_cancel = CancelSource();
    deliver(
        m_session->provider()->updateAccount(m_account.id, std::move(change), m_cancel.token()),
        this, [this](Result<ServiceAccount> result) { finish(std::move(result)); });
}

void RenameDialog::finish(Result<ServiceAccount> result)
{
    setBusy(false);
    if (result) {
        Q_EMIT renamed(*result);
        return accept();
    }
    const Error &error = result.error();
    const QString beside = errorSentence(error);
    if (error.field == QLatin1StringView("description"))
        m_descriptionField->setError(beside);
    else if (error.field == QLatin1StringView("name") || error.kind == ErrorKind::Conflict)
        m_nameField->setError(beside);
    else
        m_banner->showMessage(Tone::Bad, error.message, error.hint);
}

void RenameDialog::setBusy(bool busy)
{
    m_name->setEnabled(!busy);
    m_description->setEnabled(!busy);
    m_save->setEnabled(!busy);
    m_save->setText(busy ? tr("Saving…") : tr("Save"));
}

} // namespace keywright
