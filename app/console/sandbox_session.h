#pragma once

#include "app/sandbox/sandbox.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/connection/connection.h"

#include <optional>
#include <vector>

namespace keywright::console {

/// A feature service that the sandbox's example data holds.
struct ExampleService
{
    QString workspace;
    QString name;
};

/// One side of the built-in sandbox and what to sign in to it with.
struct SandboxAccess
{
    Connection connection;
    Secret secret;
};

/// The sandbox inside of this process, for people who want something real to try things on.
class SandboxSession
{
public:
    /// The connections' ids are always the same, so that what a kept sandbox holds is found again.
    static const QString tectonId;
    static const QString atlasId;

    /// State is kept in `directory` between runs; empty keeps it in memory.
    explicit SandboxSession(QString directory);

    /// What a newcomer can look up in Tecton, as no server lists its services; the best first.
    static QList<ExampleService> exampleServices();

    bool isKept() const { return !m_directory.isEmpty(); }
    /// Starts it; once it runs, tells again how to reach its sides.
    Result<std::vector<SandboxAccess>> start();

private:
    QString m_directory;
    std::optional<sandbox::Sandbox> m_sandbox;
};

} // namespace keywright::console
