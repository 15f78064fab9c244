#pragma once

#include "core/net/wake_up.h"

#include <QCoro/QCoroTask>
#include <QMap>
#include <QString>

#include <deque>
#include <memory>

namespace keywright::atlas {

/// Lets one change of an account happen at a time: roles are read and replaced as a list, and
/// secrets made at the same moment make the server refuse one.
class AccountTurns : public std::enable_shared_from_this<AccountTurns>
{
public:
    /// Held while changing; the next may begin when it is gone.
    class Turn
    {
    public:
        Turn(std::shared_ptr<AccountTurns> turns, QString accountId);
        Turn(Turn &&other) noexcept = default;
        Turn &operator=(Turn &&) = delete;
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;
        ~Turn();

    private:
        std::shared_ptr<AccountTurns> m_turns;
        QString m_accountId;
    };

    QCoro::Task<Turn> enter(QString accountId);

private:
    void leave(const QString &accountId);

    /// Those who wait, by account; an entry without any means that somebody is changing it.
    QMap<QString, std::deque<std::shared_ptr<WakeUp>>> m_waiting;
};

} // namespace keywright::atlas
