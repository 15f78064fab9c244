#pragma once

#include "core/connection/session.h"

namespace keywright {

/// When, by the server's clock, what a creation asked for can have come into being: from its intent
/// until nobody can be at work on it any more.
struct CreationWindow
{
    QDateTime from;
    QDateTime until;
    QDateTime now;

    /// A time that the server does not tell is no reason against it.
    bool mayHold(const QDateTime &createdAt) const
    {
        return !createdAt.isValid() || (createdAt >= from && createdAt <= until);
    }
    /// What is not there by now will not come.
    bool isOver() const { return now > until; }
};

/// Measured with what the server told of its clock when the creation was begun, and tells now.
CreationWindow creationWindow(const Session &session, const CreationEntry &entry);

} // namespace keywright
