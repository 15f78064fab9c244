#pragma once

#include "core/accounts/account_actions.h"
#include "tests/support/awaited.h"
#include "tests/support/fake_provider.h"
#include "tests/support/faulty_credential_store.h"
#include "tests/support/temporary_journal.h"

namespace keywright::test {

/// A session with a fake server and a fake keychain, which note their calls in one log.
class ActionsFixture
{
public:
    ActionsFixture();

    Result<AccountCreation> create(const NewAccount &account, bool store = true);
    Result<SecretCreation> createSecret();
    /// Makes an account with one active secret, which is in the keychain; the log is empty
    /// afterwards. Returns whether it worked.
    bool makeOAuthAccount();
    QString storedText(const QString &owner, const QString &item);
    QStringList storedItems() const;

    const QString accountId = QStringLiteral("id-build-bot");
    const std::shared_ptr<QStringList> log = std::make_shared<QStringList>();
    const std::shared_ptr<FakeProvider> provider = std::make_shared<FakeProvider>(log);
    const std::shared_ptr<FaultyCredentialStore> credentials =
        std::make_shared<FaultyCredentialStore>(log);
    const TemporaryJournal journal;
    std::shared_ptr<Session> session;
};

RoleGrant grantOf(const QString &role);
/// An account named "build-bot".
NewAccount newAccount(AccountType type, const QList<RoleGrant> &roles = {});

} // namespace keywright::test
