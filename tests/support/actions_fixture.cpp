#include "tests/support/actions_fixture.h"

namespace keywright::test {

RoleGrant grantOf(const QString &role)
{
    RoleGrant made;
    made.roleId = role;
    made.scope.id = QStringLiteral("prod");
    return made;
}

NewAccount newAccount(AccountType type, const QList<RoleGrant> &roles)
{
    NewAccount account;
    account.name = QStringLiteral("build-bot");
    account.type = type;
    account.roles = roles;
    return account;
}

ActionsFixture::ActionsFixture()
{
    Connection connection;
    connection.id = QStringLiteral("c1");
    connection.name = QStringLiteral("Tecton prod");
    session =
        std::make_shared<Session>(connection, provider, nullptr, credentials, journal.creations);
}

Result<AccountCreation> ActionsFixture::create(const NewAccount &account, bool store)
{
    return await(AccountActions::create(session, account, store, CancelToken()));
}

Result<SecretCreation> ActionsFixture::createSecret()
{
    return await(AccountActions::createSecret(
        session, accountId, QStringLiteral("build-bot"), 0, true, CancelToken()));
}

bool ActionsFixture::makeOAuthAccount()
{
    const auto made = create(newAccount(AccountType::OAuth));
    log->clear();
    return made.has_value();
}

QString ActionsFixture::storedText(const QString &owner, const QString &item)
{
    const CredentialKey key{QStringLiteral("c1"), owner, item};
    const auto read = await(credentials->read(key));
    if (!read)
        return {};
    const std::string_view bytes = read->expose();
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QStringList ActionsFixture::storedItems() const
{
    QStringList items;
    const auto known = credentials->stored(QStringLiteral("c1")).value();
    for (const StoredCredential &stored : known)
        items.append(stored.key.item);
    return items;
}

} // namespace keywright::test
