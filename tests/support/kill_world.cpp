#include "tests/support/kill_world.h"

#include "core/base/state_file.h"
#include "core/journal/life_sign.h"
#include "core/keychain/keychain_error.h"
#include "core/keychain/system_credential_store.h"
#include "core/net/exchange_log.h"

#include <QJsonDocument>
#include <QStringList>

#include <utility>

namespace keywright::test {

namespace {

QString nameOf(const CredentialKey &key)
{
    return QStringList{key.connectionId, key.owner, key.item}.join(QLatin1Char('\n'));
}

} // namespace

FileCredentialStore::FileCredentialStore(QString file)
    : m_file(std::move(file))
{
}

QJsonObject FileCredentialStore::load() const
{
    return QJsonDocument::fromJson(readStateFile(m_file, 1024 * 1024).value()).object();
}

void FileCredentialStore::save(const QJsonObject &entries) const
{
    if (!writeStateFile(m_file, QJsonDocument(entries).toJson()))
        qFatal("The test's keychain cannot be written.");
}

Async<Secret> FileCredentialStore::read(CredentialKey key)
{
    const QJsonObject entries = load();
    const auto found = entries.constFind(nameOf(key));
    if (found == entries.constEnd())
        co_return failure(neverStoredError());
    co_return Result<Secret>(Secret::fromText(found->toString()));
}

Async<void>
FileCredentialStore::write(StoredCredential credential, std::shared_ptr<const Secret> secret)
{
    QJsonObject entries = load();
    const std::string_view value = secret->expose();
    entries.insert(
        nameOf(credential.key),
        QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
    save(entries);
    co_return Result<void>();
}

Async<void> FileCredentialStore::remove(CredentialKey key)
{
    QJsonObject entries = load();
    entries.remove(nameOf(key));
    save(entries);
    co_return Result<void>();
}

Async<KeychainState> FileCredentialStore::probe()
{
    co_return Result<KeychainState>(KeychainState::Unlocked);
}

Result<QList<StoredCredential>> FileCredentialStore::stored(const QString &connectionId) const
{
    QList<StoredCredential> credentials;
    for (const QString &name : load().keys()) {
        const QStringList parts = name.split(QLatin1Char('\n'));
        StoredCredential credential;
        credential.key = {parts.value(0), parts.value(1), parts.value(2)};
        if (credential.key.connectionId == connectionId)
            credentials.append(credential);
    }
    return credentials;
}

QString KillWorld::journalFile(const QJsonObject &place)
{
    return place[QStringLiteral("directory")].toString() + QStringLiteral("/journal.sqlite");
}

KillWorld::KillWorld(
    const QJsonObject &place, std::shared_ptr<JournalDatabase> openedDatabase, const Around &around)
    : database(std::move(openedDatabase))
{
    const auto text = [&place](const char *key) {
        return place[QLatin1StringView(key)].toString();
    };
    const QString directory = text("directory");
    const QString locks = directory + QStringLiteral("/locks");
    if (const QString keyring = text("keyring"); !keyring.isEmpty())
        credentials = std::make_shared<SystemCredentialStore>(
            keyring, directory + QStringLiteral("/credentials.json"));
    else
        credentials =
            std::make_shared<FileCredentialStore>(directory + QStringLiteral("/keys.json"));
    if (around)
        credentials = around(credentials);
    creations =
        std::make_shared<CreationJournal>(database, std::make_shared<LifeSign>(locks), clock);
    rotations = std::make_unique<Rotations>(database, locks, clock);
    Connection connection;
    connection.id = QStringLiteral("c1");
    connection.name = QStringLiteral("Sandbox");
    connection.provider = text("provider");
    connection.baseUrl = QUrl(text("url"));
    connection.orgId = text("orgId");
    connection.clientId = text("clientId");
    connection.signIn = connection.clientId.isEmpty() ? SignIn::ApiKey : SignIn::ClientCredentials;
    if (const int deadline = place[QStringLiteral("deadline")].toInt(); deadline > 0)
        connection.transport.deadline = std::chrono::milliseconds(deadline);
    SessionFactory factory(credentials, clock, std::make_shared<ExchangeLog>(), creations);
    auto opened = factory.openWith(connection, Secret::fromText(text("secret")));
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    session = *opened;
}

} // namespace keywright::test
