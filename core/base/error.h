#pragma once

#include <QMap>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace keywright {

/// Why an operation did not succeed. Each failure in the program ends as exactly one of these.
enum class ErrorKind {
    InvalidInput, ///< refused before or by the server because a value is wrong; see Error::field
    NotAuthenticated, ///< the credential or token was not accepted (HTTP 401, RFC 6749
                      ///< invalid_client)
    NotPermitted,     ///< accepted, but a role is missing (HTTP 403)
    NotFound,
    Conflict, ///< a name that exists, a state that does not allow the step (HTTP 409, 412)
    Limit,    ///< a quota or rate limit (HTTP 429, a third secret)
    Network,  ///< name resolution, connect, connection lost
    Tls,
    Timeout,
    Cancelled,
    Provider, ///< the server failed (HTTP 5xx)
    Keychain, ///< the credential store is missing, locked, refused, or did not answer
    Protocol, ///< the server answered something that is not the documented answer
    Storage,  ///< a local file or database could not be read or written
};

/// A failure in words for people. `message` says what failed and why, `hint` what to do about it.
/// Neither ever contains a secret.
struct Error
{
    ErrorKind kind = ErrorKind::Provider;
    QString message;
    QString hint;
    QString field; ///< name of the input that is wrong (for example "name"), or empty
    /// Where the server complained of inputs: a sentence for each, by the input's name.
    QMap<QString, QString> fieldProblems;
    int httpStatus = 0;   ///< 0 when no HTTP answer was received
    QString providerCode; ///< the provider's own code, verbatim
    std::optional<std::chrono::seconds> retryAfter;
    /// The request may have taken effect on the server although no usable answer arrived:
    /// reconcile, do not repeat.
    bool outcomeUnknown = false;
    /// What was asked for has been done and is not to be asked for again; what belongs to it has
    /// not.
    bool doneInPart = false;

    bool operator==(const Error &) const = default;
};

/// Stable, lower-case word for a kind ("not-authenticated"), used in JSON output and logs.
QString errorKindName(ErrorKind kind);

Error makeError(ErrorKind kind, QString message, QString hint = {});

/// An InvalidInput error that belongs to one input field.
Error fieldError(QString field, QString message, QString hint = {});

} // namespace keywright

Q_DECLARE_METATYPE(keywright::Error)
