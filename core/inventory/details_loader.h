#pragma once

#include "core/base/cancel.h"
#include "core/connection/session.h"

#include <QObject>

#include <deque>
#include <vector>

namespace keywright {

/// Roles and secrets of one account, as far as they could be read.
struct AccountDetails
{
    std::optional<QList<RoleGrant>> roles;
    std::optional<QList<ClientSecret>> secrets;
    std::optional<Error> error; ///< the first one
};

/// What of an account's details is to be read.
struct DetailsWish
{
    bool roles = true;
    bool secrets = true;
};

/// Reads the details of accounts, a few at a time and each once.
class DetailsLoader : public QObject
{
    Q_OBJECT

public:
    static constexpr int concurrency = 4;

    /// Reads what `account` leaves unset. Ends in loaded(), unless the connection is dropped
    /// before.
    void load(std::shared_ptr<Session> session, const ServiceAccount &account);
    /// Reads everything; when a reading is under way already, its outcome is too old and it is done
    /// again.
    void reload(std::shared_ptr<Session> session, const ServiceAccount &account);
    /// Stops what is under way for a connection; nothing more is heard of it.
    void drop(const QString &connectionId);

Q_SIGNALS:
    void loaded(
        const QString &connectionId, const QString &accountId,
        const keywright::AccountDetails &details);

private:
    struct Job
    {
        std::shared_ptr<Session> session;
        QString accountId;
        DetailsWish wish;
        CancelSource cancel;
        bool again = false;
    };

    std::shared_ptr<Job> find(const Session &session, const QString &accountId) const;
    void add(std::shared_ptr<Session> session, const QString &accountId, DetailsWish wish);
    void startNext();
    void finish(const std::shared_ptr<Job> &job, const AccountDetails &details);

    std::deque<std::shared_ptr<Job>> m_waiting;
    std::vector<std::shared_ptr<Job>> m_running;
};

} // namespace keywright
