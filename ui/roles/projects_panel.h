#pragma once

#include "core/connection/session.h"
#include "core/provider/projects.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace keywright {

class ProjectTableModel;
class RoleBook;

/// The projects of the organisation that an account belongs to. Asks the server when it is seen.
/// Hidden where there are no projects, or where the connection works on one only.
class ProjectsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ProjectsPanel(RoleBook &book, QWidget *parent = nullptr);
    ~ProjectsPanel() override;

    /// Asks again when the account is another one, or its roles have changed.
    void setAccount(const std::shared_ptr<Session> &session, const ServiceAccount &account);

Q_SIGNALS:
    void addRequested(const QStringList &memberOf);
    void removeRequested(const keywright::ProjectMembership &membership);

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class State { Stale, Loading, Known, Failed };

    void buildLayout();
    void load();
    void take(const Result<QList<ProjectMembership>> &memberships);
    void showState(const QString &text);
    void updateActions();
    int currentRow() const;

    std::shared_ptr<Session> m_session;
    ServiceAccount m_account;
    State m_state = State::Stale;
    int m_question = 0; ///< tells an answer for another account from a current one
    CancelSource m_cancel;
    ProjectTableModel *m_model;
    QTableView *m_table;
    QLabel *m_text;
    QPushButton *m_retry;
    QPushButton *m_add;
    QPushButton *m_remove;
};

} // namespace keywright
