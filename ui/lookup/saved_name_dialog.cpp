#include "ui/lookup/saved_name_dialog.h"

#include "ui/widgets/form_field.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace keywright {

namespace {

constexpr int longestName = 80;
constexpr int nameDialogWidth = 440;

} // namespace

SavedNameDialog::SavedNameDialog(
    const QString &title, const QString &name, const QStringList &others, Taken taken,
    QWidget *parent)
    : DialogFrame(title, parent)
    , m_others(others)
    , m_taken(taken)
    , m_name(new QLineEdit(name))
    , m_field(new FormField(tr("Name"), m_name))
{
    setPanelWidth(nameDialogWidth);
    setSubtitle(tr("Workspace, service, keys, values and options are kept, and no secret."));
    m_name->setMaxLength(longestName);
    m_name->selectAll();
    body()->addWidget(m_field);
    QPushButton *cancel = addButton(tr("Cancel"));
    m_save = addButton(tr("Save"), ButtonVariant::Primary);
    connect(cancel, &QPushButton::clicked, this, &SavedNameDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &SavedNameDialog::choose);
    connect(m_name, &QLineEdit::textChanged, this, &SavedNameDialog::check);
    check();
}

void SavedNameDialog::check()
{
    const bool exists = m_others.contains(m_name->text().trimmed());
    const bool replaces = exists && m_taken == Taken::Replace;
    m_field->clearError();
    m_field->setHint(
        replaces ? tr("Replaces the saved lookup of this name.") : QString(), Tone::Warn);
    const QString action = replaces ? tr("Replace") : tr("Save");
    m_save->setText(action);
    m_save->setAccessibleName(action);
    if (exists && !replaces)
        m_field->setError(tr("Another saved lookup has this name."));
}

void SavedNameDialog::choose()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        m_field->setError(tr("Enter a name."));
    if (m_field->hasError())
        return m_name->setFocus(Qt::OtherFocusReason);
    Q_EMIT chosen(name);
    accept();
}

} // namespace keywright
