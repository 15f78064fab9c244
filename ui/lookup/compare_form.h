#pragma once

#include "core/connection/session.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace keywright {

class CredentialChoice;
class Clock;
class FormField;
class Inventory;
class LookupRunner;
class OpenPathChooser;

enum class CompareWith {
    Credential, ///< the same lookup as somebody else
    Workspace,  ///< the same lookup in another workspace
    Shown,      ///< the result that is shown
    File        ///< a result that was saved
};

/// What a lookup is to be compared with.
struct CompareWish
{
    CompareWith with = CompareWith::Credential;
    QString accountId; ///< of Credential; empty: the connection's own
    QString name;      ///< of the credential or the workspace
    QString path;      ///< of File
};

/// Asks what the lookup in the form is to be compared with.
class CompareForm : public QWidget
{
    Q_OBJECT
public:
    /// The references must outlive the form.
    CompareForm(
        Inventory &inventory, const LookupRunner &runner, std::shared_ptr<const Clock> clock,
        OpenPathChooser &files, QWidget *parent = nullptr);

    /// What can be chosen from.
    void offer(const std::shared_ptr<Session> &session, const QStringList &workspaces);
    /// Whether there is a result to compare with.
    void setResultShown(bool shown);
    void setRunning(bool running);
    /// What was chosen, or nothing after the field that is missing was named.
    std::optional<CompareWish> wish();
    void focusFirst();

Q_SIGNALS:
    /// It came to the screen: what can be chosen from may be other things now.
    void shown();
    void startRequested();
    void cancelRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    CompareWith chosen() const;
    void showChoice();
    void browse();

    OpenPathChooser &m_files;
    QComboBox *m_with;
    QStackedWidget *m_stack;
    CredentialChoice *m_credential;
    QComboBox *m_workspace;
    FormField *m_workspaceField;
    QLineEdit *m_path;
    FormField *m_pathField;
    QPushButton *m_start;
    QPushButton *m_cancel;
};

} // namespace keywright
