#pragma once

#include "core/connection/session.h"

#include <QWidget>

class QComboBox;

namespace keywright {

class FormField;
class LookupMemory;

/// Where is looked up: the workspace and the feature service. Offers the workspaces of the server
/// and the services that were looked up before.
class LookupPlace : public QWidget
{
    Q_OBJECT
public:
    /// `memory` must outlive the widget.
    explicit LookupPlace(LookupMemory &memory, QWidget *parent = nullptr);

    /// Fills in what was looked up last. Null: there is no connection to look up on.
    void setSession(std::shared_ptr<Session> session);

    QString workspace() const;
    QString service() const;
    void choose(const QString &workspace, const QString &service);
    /// Whether both are given; says beside the field what is missing, and takes the focus there.
    bool check();
    /// The workspaces that are offered.
    QStringList workspaces() const;
    QWidget *firstField() const;

Q_SIGNALS:
    void changed();

private:
    void loadWorkspaces();
    void offerWorkspaces(const QStringList &names);
    void offerServices();

    LookupMemory &m_memory;
    std::shared_ptr<Session> m_session;
    QComboBox *m_workspace;
    QComboBox *m_service;
    FormField *m_workspaceField;
    FormField *m_serviceField;
    CancelSource m_cancelScopes;
};

} // namespace keywright
