#pragma once

#include "app/sandbox/sandbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace keywright::test {

/// How a run of the program ended.
struct Outcome
{
    int status = -1; ///< -1: it did not end in time; -2: it crashed
    QByteArray out;
    QByteArray err;

    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    QJsonObject error() const { return object().value(QStringLiteral("error")).toObject(); }
};

/// The real program against a sandbox in this process, in a home of its own. No keychain is
/// reachable unless a test says otherwise.
class CliFixture
{
public:
    CliFixture();
    ~CliFixture();

    /// Starts the sandbox; empty, or why that failed.
    QString start();
    sandbox::Sandbox &sandbox() { return *m_sandbox; }
    const sandbox::SandboxInfo &info() const { return m_info; }
    QString homeFile(const QString &name) const { return m_home.filePath(name); }
    /// What the next programs shall find in their environment besides.
    void setVariable(const QString &name, const QString &value);

    /// Describes no system.
    QProcessEnvironment bareEnvironment() const;
    /// Describes the sandbox's cluster, with an administrator's API key.
    QProcessEnvironment tectonEnvironment() const;
    /// Describes the sandbox's organisation, with its owner's client secret.
    QProcessEnvironment atlasEnvironment() const;

    static Outcome
    run(const QStringList &arguments, const QProcessEnvironment &environment,
        const QByteArray &input = {});
    Outcome onTecton(const QStringList &arguments, const QByteArray &input = {}) const;
    Outcome onAtlas(const QStringList &arguments, const QByteArray &input = {}) const;

    /// Starts the program and leaves it running, its standard input open.
    static std::unique_ptr<QProcess>
    launch(const QStringList &arguments, const QProcessEnvironment &environment);
    static Outcome outcomeOf(QProcess &process);

    /// How many requests the sandbox has seen that begin so, for example "POST /api/oauth/token".
    int requests(const QString &call) const;

    /// ROLE@SCOPE of the role of this name in the workspace prod.
    QString tectonRole(const QString &name) const;
    QJsonObject createOAuthAccount(const QString &name) const;

private:
    QTemporaryDir m_home;
    QProcessEnvironment m_additional;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    sandbox::SandboxInfo m_info;
};

inline constexpr int processDeadline = 60'000; // ms

/// The words of a command line.
QStringList words(const char *line);

} // namespace keywright::test
