#pragma once

#include "app/cli/exit_status.h"
#include "core/base/wiped_bytes.h"

#include <QJsonObject>
#include <QStringList>

namespace keywright::cli {

/// What a command prints. With JSON, standard output holds one document and nothing else; advice
/// always goes to standard error.
class Output
{
public:
    void setJson(bool json) { m_json = json; }
    void setQuiet(bool quiet) { m_quiet = quiet; }
    bool isJson() const { return m_json; }

    void document(const QJsonValue &value) const;
    /// One line; control characters in it become spaces.
    void line(const QString &text) const;
    /// Columns are aligned; the header goes to standard output too, so that it can be read by eye.
    void table(const QStringList &header, const QList<QStringList> &rows) const;
    /// An answer as it came, with a line end.
    void raw(const WipedBytes &bytes) const;
    /// "label:" and, alone on the next line, the value.
    void secret(const QString &label, const Secret &value) const;
    /// Advice, on standard error, unless quiet.
    void note(const QString &text) const;
    /// Something that did not work although the command did; on standard error, also when quiet.
    void warn(const QString &text) const;
    /// Whether standard output took everything so far. It does not on a full disk or a closed pipe.
    bool isComplete() const;
    /// Prints the failure and returns its exit status.
    int fail(const Error &error) const;

private:
    bool m_json = false;
    bool m_quiet = false;
};

} // namespace keywright::cli
