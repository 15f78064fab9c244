#pragma once

#include "app/sandbox/tecton/model.h"

#include <QByteArrayView>
#include <QHash>

namespace keywright::sandbox::tecton {

/// Everything that calls change: the accounts, and the keys made at the first start.
class State
{
public:
    const QStringList &accountIds() const { return m_order; } ///< oldest first
    const Account *account(const QString &id) const;
    Account *account(const QString &id);
    const Account *accountByName(const QString &name) const;
    const Account *accountByApiKey(const QString &apiKey) const;

    void insert(Account account);
    void remove(const QString &id);

    QString adminApiKey;      ///< of the account that the console signs in with
    QByteArray signingSecret; ///< HMAC key of the access tokens

private:
    QHash<QString, Account> m_accounts;
    QStringList m_order;
    QHash<QByteArray, QString> m_idByApiKeyDigest;
};

} // namespace keywright::sandbox::tecton
