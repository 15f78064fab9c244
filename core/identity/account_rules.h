#pragma once

#include "core/base/result.h"
#include "core/identity/service_account.h"

#include <optional>

namespace keywright {

/// The provider's limits on texts, told to people before the server has to.
struct TextRules
{
    int nameMaxLength = 0;
    int descriptionMaxLength = 0;
    bool descriptionRequired = false;
    /// What both are made of, as a regular expression for the whole text; empty: anything.
    QString pattern = {};
    /// `pattern` in words: "letters, digits, spaces and …"
    QString patternInWords = {};

    bool operator==(const TextRules &) const = default;
};

/// Refuses an empty, over-long or control-character name or description; the error's field is
/// "name" or "description".
std::optional<Error> nameProblem(const QString &name, const TextRules &rules);
std::optional<Error> descriptionProblem(const QString &description, const TextRules &rules);

/// The provider's limits on client secrets.
struct SecretRules
{
    int maxSecrets = 2;
    int minActive = 1;
    bool deleteOnlyDeactivated = true;
    bool canDeactivate = true;

    bool operator==(const SecretRules &) const = default;
};

enum class SecretAction { Create, Activate, Deactivate, Delete };

/// Why `action` on the secret `secretId` (ignored for Create) would be refused, or nothing. The
/// error's message is a sentence for people.
std::optional<Error> secretProblem(
    SecretAction action, const QString &secretId, const QList<ClientSecret> &secrets,
    const SecretRules &rules);

} // namespace keywright
