#include "ui/lookup/compare_form.h"

#include "ui/dialogs/open_path_chooser.h"
#include "ui/lookup/credential_choice.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/name_box.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>

namespace keywright {

CompareForm::CompareForm(
    Inventory &inventory, const LookupRunner &runner, std::shared_ptr<const Clock> clock,
    OpenPathChooser &files, QWidget *parent)
    : QWidget(parent)
    , m_files(files)
    , m_with(new QComboBox)
    , m_stack(new QStackedWidget)
    , m_credential(
          new CredentialChoice(tr("Other credential"), inventory, runner, std::move(clock)))
    , m_workspace(makeNameBox(tr("Other workspace"), tr("Name of a workspace")))
    , m_workspaceField(new FormField(m_workspace->accessibleName(), m_workspace))
    , m_path(new QLineEdit)
    , m_pathField(new FormField(tr("File"), m_path))
    , m_start(makeButton(tr("Compare now")))
    , m_cancel(makeButton(tr("Cancel comparing")))
{
    m_with->addItem(tr("Another credential"), int(CompareWith::Credential));
    m_with->addItem(tr("Another workspace"), int(CompareWith::Workspace));
    m_with->addItem(tr("The result shown"), int(CompareWith::Shown));
    m_with->addItem(tr("A saved result"), int(CompareWith::File));
    auto *browse = makeButton(tr("Browse"));
    auto *file = new QWidget;
    auto *fileRow = new QHBoxLayout(file);
    fileRow->setContentsMargins(0, 0, 0, 0);
    fileRow->setSpacing(metrics::SpaceSm);
    fileRow->addWidget(m_pathField, 1, Qt::AlignTop);
    fileRow->addWidget(browse, 0, Qt::AlignBottom);
    // In the order of CompareWith.
    for (QWidget *page :
         {static_cast<QWidget *>(m_credential), static_cast<QWidget *>(m_workspaceField),
          new QWidget, file})
        m_stack->addWidget(page);
    m_stack->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(new FormField(tr("Compare with"), m_with), 0, Qt::AlignTop);
    layout->addWidget(m_stack, 1, Qt::AlignTop);
    layout->addWidget(m_start, 0, Qt::AlignBottom);
    layout->addWidget(m_cancel, 0, Qt::AlignBottom);

    connect(m_with, &QComboBox::currentIndexChanged, this, &CompareForm::showChoice);
    connect(m_workspace, &QComboBox::editTextChanged, m_workspaceField, &FormField::clearError);
    connect(m_path, &QLineEdit::textChanged, m_pathField, &FormField::clearError);
    connect(browse, &QPushButton::clicked, this, &CompareForm::browse);
    connect(m_start, &QPushButton::clicked, this, &CompareForm::startRequested);
    connect(m_cancel, &QPushButton::clicked, this, &CompareForm::cancelRequested);
    setResultShown(false);
    setRunning(false);
}

void CompareForm::offer(const std::shared_ptr<Session> &session, const QStringList &workspaces)
{
    m_credential->setSession(session);
    const QString text = m_workspace->currentText();
    m_workspace->clear();
    m_workspace->addItems(workspaces);
    m_workspace->setEditText(text);
}

void CompareForm::setResultShown(bool shown)
{
    auto *items = qobject_cast<QStandardItemModel *>(m_with->model());
    items->item(m_with->findData(int(CompareWith::Shown)))->setEnabled(shown);
}

void CompareForm::setRunning(bool running)
{
    m_with->setEnabled(!running);
    m_stack->setEnabled(!running);
    QPushButton *shown = running ? m_cancel : m_start;
    QPushButton *hidden = running ? m_start : m_cancel;
    shown->show();
    // Who pressed the one finds the keyboard on what takes its place, not somewhere else.
    if (hidden->hasFocus())
        shown->setFocus();
    hidden->hide();
}

CompareWith CompareForm::chosen() const
{
    return CompareWith(m_with->currentData().toInt());
}

void CompareForm::showChoice()
{
    m_stack->setCurrentIndex(int(chosen()));
}

void CompareForm::browse()
{
    OpenPathRequest request;
    request.title = tr("Choose a saved result");
    request.nameFilters = {tr("JSON (*.json)"), tr("All files (*)")};
    m_files.choose(this, request, [this](const QString &path) { m_path->setText(path); });
}

std::optional<CompareWish> CompareForm::wish()
{
    CompareWish wish;
    wish.with = chosen();
    switch (wish.with) {
    case CompareWith::Credential:
        wish.accountId = m_credential->credential().accountId;
        wish.name = m_credential->chosenName();
        break;
    case CompareWith::Workspace:
        wish.name = m_workspace->currentText().trimmed();
        if (wish.name.isEmpty()) {
            m_workspaceField->setError(tr("Enter the workspace"));
            m_workspace->setFocus();
            return std::nullopt;
        }
        break;
    case CompareWith::File:
        wish.path = m_path->text();
        if (wish.path.isEmpty()) {
            m_pathField->setError(tr("Choose a file"));
            m_path->setFocus();
            return std::nullopt;
        }
        break;
    case CompareWith::Shown:
        break;
    }
    return wish;
}

void CompareForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Q_EMIT shown();
}

void CompareForm::focusFirst()
{
    m_with->setFocus();
}

} // namespace keywright
