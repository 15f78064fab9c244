#pragma once

#include "core/base/wiped_bytes.h"
#include "core/identity/service_account.h"

#include <QUrl>

namespace keywright {

/// What goes into a file beside the secret itself.
struct SecretContext
{
    QString accountId; ///< the client id of an OAuth account
    QString accountName;
    AccountType type = AccountType::OAuth;
    QUrl tokenUrl;          ///< OAuth only; left out when empty
    QString variablePrefix; ///< of variable names in .env and Kubernetes, for example "TECTON"

    bool operator==(const SecretContext &) const = default;
};

/// The forms a secret can be handed over in. All are UTF-8; the values come out exactly as given.
enum class SecretFormat {
    CredentialsJson,  ///< {"client_id", "client_secret", "token_url"}; an API key: {"account_id",
                      ///< "api_key"}
    DotEnv,           ///< PREFIX_CLIENT_ID=…, one variable a line
    KubernetesSecret, ///< a v1 Secret of type Opaque, as YAML with stringData
    Plain             ///< the value alone, without a line end
};

WipedBytes credentialsJson(const SecretContext &context, const Secret &secret);
WipedBytes dotenv(const SecretContext &context, const Secret &secret);
WipedBytes kubernetesSecret(const SecretContext &context, const Secret &secret);
WipedBytes plain(const Secret &secret);

WipedBytes formatSecret(SecretFormat format, const SecretContext &context, const Secret &secret);

/// A file name to suggest, for example "fraud-scoring.json" or "fraud-scoring.env".
QString suggestedFileName(SecretFormat format, const SecretContext &context);

} // namespace keywright
