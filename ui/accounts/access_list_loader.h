#pragma once

#include "core/accounts/access_actions.h"
#include "core/provider/organization_settings.h"
#include "ui/shell/task_list.h"

#include <QObject>

#include <optional>

namespace keywright {

/// What is known of the access list of the account that is shown, and of what surrounds it: whether
/// the organization requires a list, and which address this machine calls from. Reads only when it
/// is asked to.
class AccessListLoader : public QObject
{
    Q_OBJECT
public:
    enum class State { Unread, Loading, Ready, Failed, Stopped };

    explicit AccessListLoader(TaskList &tasks, QObject *parent = nullptr);
    ~AccessListLoader() override;

    /// Forgets what was read of another account.
    void setAccount(std::shared_ptr<Session> session, const ServiceAccount &account);
    /// Reads what has not been read yet.
    void load();
    /// Reads the list again; what is known stays until the answer is there.
    void reload();
    /// Takes over the list of an account as an answer told it.
    void put(const QString &accountId, const QList<AccessEntry> &entries);

    const std::shared_ptr<Session> &session() const { return m_session; }
    const ServiceAccount &account() const { return m_account; }
    State state() const { return m_state; }
    /// Whether entries() were read, now or before a reload that failed.
    bool isKnown() const { return m_entries.has_value(); }
    QList<AccessEntry> entries() const { return m_entries.value_or(QList<AccessEntry>()); }
    const Error &error() const { return m_error; }
    const std::optional<OrganizationRules> &rules() const { return m_rules; }
    /// Empty while it is not known.
    const QString &myAddress() const { return m_myAddress; }
    void setMyAddress(const QString &address);

    /// What a change to `after` means for the console itself; see accessLockoutWarning().
    QString lockoutWarning(const QList<AccessEntry> &after) const;
    /// The entries as they will be once these addresses, in their usual spelling, are added.
    QList<AccessEntry> entriesWith(const QStringList &addresses) const;

Q_SIGNALS:
    void changed();

private:
    void readList();
    void readSurroundings();
    void stop();

    TaskList &m_tasks;
    std::shared_ptr<Session> m_session;
    ServiceAccount m_account;
    State m_state = State::Unread;
    std::optional<QList<AccessEntry>> m_entries;
    Error m_error;
    std::optional<OrganizationRules> m_rules;
    QString m_myAddress;
    bool m_surroundingsAsked = false;
    CancelSource m_cancel;             ///< of the list
    CancelSource m_surroundingsCancel; ///< of rules and address, which belong to the session
    TaskHandle m_task;
    int m_generation = 0; ///< tells the answer for another account from this one's
};

} // namespace keywright
