#pragma once

#include <QList>
#include <QString>

namespace keywright {

enum class SnippetKind { Curl, PythonRequests, PythonClient, JavaClient, KeywrightCli };

/// What the copied code signs in with.
enum class SnippetCredential { ApiKey, AccessToken };

/// A lookup as code that runs elsewhere once its placeholder, an environment variable, is set. It
/// never contains a credential.
struct LookupSnippet
{
    SnippetKind kind = SnippetKind::Curl;
    QString title;       ///< "curl", for a menu
    QString text;        ///< ends with a line break; empty when it cannot be had
    QString unavailable; ///< why not, as a sentence

    bool operator==(const LookupSnippet &) const = default;
};

} // namespace keywright
