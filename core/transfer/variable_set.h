#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QStringList>

#include <map>

class QProcessEnvironment;

namespace keywright {

/// Variables by name, of an environment or a .env file. Any of them may be a secret, so all are
/// kept as one. Move-only.
class VariableSet
{
public:
    void insert(const QString &name, Secret value);

    /// There, and not empty.
    bool has(const QString &name) const;
    /// For what is no secret; empty when it is not there.
    QString text(const QString &name) const;
    /// Empty when it is not there.
    Secret secret(const QString &name) const;

    static VariableSet fromEnvironment(const QProcessEnvironment &environment);

private:
    std::map<QString, Secret> m_values;
};

/// Reads the text of a .env file: NAME=value lines, with or without "export", bare or in single or
/// double quotes (with \n, \", \\, \$ in the latter), comments from " #" on. The last of several
/// wins. Nothing is expanded or run. A line that is none of this is an InvalidInput error that
/// names its number, never its content; so is a text above 64 KiB.
Result<VariableSet> parseDotEnv(const QByteArray &text);

} // namespace keywright
