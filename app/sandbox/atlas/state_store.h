#pragma once

#include "app/sandbox/atlas/state.h"
#include "app/sandbox/state_file.h"

#include <optional>

namespace keywright::sandbox::atlas {

QJsonObject toJson(const State &state);
State stateFromJson(const QJsonObject &object);

/// Keeps a state in a file of the data folder. Tokens and counters end with the process.
class StateStore
{
public:
    /// Without a folder nothing is kept.
    explicit StateStore(const QString &folder);

    /// True with nothing in @p state when there is no file yet; false when it cannot be read.
    bool load(std::optional<State> *state, QString *errorText) const;
    /// Replaces the file as a whole, or leaves it as it was.
    bool save(const State &state, QString *errorText) const;

private:
    StateFile m_file;
};

} // namespace keywright::sandbox::atlas
