#pragma once

#include "app/sandbox/atlas/api_error.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace keywright::sandbox::atlas {

enum class Presence { Required, Optional };

/// Reads the fields of a request and collects everything that is wrong with them. A field that is
/// missing or wrong reads as nothing.
class BodyReader
{
public:
    explicit BodyReader(const QJsonValue &body);

    /// 1 to @p most letters, digits, spaces and - _ . , '
    std::optional<QString> label(const QString &field, int most, Presence presence);
    /// Any text of 1 to @p most characters.
    std::optional<QString> text(const QString &field, int most, Presence presence);
    /// Names that start with @p prefix; repeated ones are kept once.
    std::optional<QStringList>
    roles(QLatin1StringView prefix, Presence presence, qsizetype atLeast, bool refuseRepeated);
    std::optional<int> number(const QString &field, int least, int most, Presence presence);
    std::optional<bool> flag(const QString &field);

    /// 400 INVALID_ATTRIBUTE for a field that was never asked for, or VALIDATION_ERROR.
    ApiResult<void> finish() const;

private:
    std::optional<QJsonValue> take(const QString &field, Presence presence);
    void refuseField(const QString &field, const QString &description);

    QJsonObject m_body;
    QStringList m_known;
    QList<FieldViolation> m_violations;
};

} // namespace keywright::sandbox::atlas
