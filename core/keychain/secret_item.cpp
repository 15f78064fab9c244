#include "core/keychain/secret_item.h"

#include "core/keychain/foreign_entry.h"
#include "core/keychain/keychain_error.h"
#include "core/keychain/secret_bus.h"

#include <QCoro/QCoroSignal>
#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>

namespace keywright {

namespace {

using namespace std::chrono_literals;
using Attributes = QMap<QString, QString>;

constexpr std::chrono::milliseconds answerLimit = 2'500ms;

/// An error of the bus becomes the reason why nothing could be read.
Async<QDBusMessage> call(QDBusConnection bus, QDBusMessage question, qsizetype arguments)
{
    QDBusPendingCallWatcher watcher(bus.asyncCall(question, int(answerLimit.count())));
    co_await qCoro(&watcher, &QDBusPendingCallWatcher::finished, answerLimit + 1s);
    if (!watcher.isFinished())
        co_return failure(keychainError(KeychainOperation::Read, KeychainProblem::NotAnswering));
    const QDBusMessage answer = watcher.reply();
    if (answer.type() == QDBusMessage::ReplyMessage && answer.arguments().size() >= arguments)
        co_return Result<QDBusMessage>(answer);
    const bool isSilent = answer.errorName().endsWith(QLatin1StringView(".NoReply"));
    const bool isAbsent = answer.errorName().endsWith(QLatin1StringView(".ServiceUnknown"));
    const KeychainProblem problem = isSilent   ? KeychainProblem::NotAnswering
                                    : isAbsent ? KeychainProblem::Missing
                                               : KeychainProblem::Failed;
    co_return failure(keychainError(KeychainOperation::Read, problem, answer.errorMessage()));
}

/// (session, parameters, value, content type)
Secret valueIn(const QDBusMessage &answer)
{
    const auto argument = answer.arguments().constFirst().value<QDBusArgument>();
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    argument.beginStructure();
    argument >> session >> parameters >> value;
    argument.endStructure();
    return Secret(std::move(value));
}

} // namespace

Async<Secret> readSecretItem(QDBusConnection bus, QMap<QString, QString> attributes)
{
    qDBusRegisterMetaType<Attributes>();
    if (!bus.isConnected())
        co_return failure(keychainError(KeychainOperation::Read, KeychainProblem::Missing));
    const QString servicePath = QStringLiteral("/org/freedesktop/secrets");
    QDBusMessage search = secretServiceCall(
        servicePath, QStringLiteral("Secret.Service"), QStringLiteral("SearchItems"));
    search << QVariant::fromValue(attributes);
    const auto found = co_await call(bus, search, 2);
    if (!found)
        co_return failure(found.error());
    const auto unlocked = pathsAt(*found, 0);
    if (unlocked.isEmpty() && !pathsAt(*found, 1).isEmpty())
        co_return failure(keychainError(KeychainOperation::Read, KeychainProblem::Locked));
    if (unlocked.isEmpty())
        co_return failure(neverStoredError());

    QDBusMessage open = secretServiceCall(
        servicePath, QStringLiteral("Secret.Service"), QStringLiteral("OpenSession"));
    open << QStringLiteral("plain") << QVariant::fromValue(QDBusVariant(QString()));
    const auto opened = co_await call(bus, open, 2);
    if (!opened)
        co_return failure(opened.error());
    const auto session = opened->arguments().at(1).value<QDBusObjectPath>();
    QDBusMessage get = secretServiceCall(
        unlocked.constFirst().path(), QStringLiteral("Secret.Item"), QStringLiteral("GetSecret"));
    get << QVariant::fromValue(session);
    const auto answer = co_await call(bus, get, 1);
    bus.send(secretServiceCall(
        session.path(), QStringLiteral("Secret.Session"), QStringLiteral("Close")));
    if (!answer)
        co_return failure(answer.error());
    co_return Result<Secret>(valueIn(*answer));
}

Async<Secret> readForeignEntry(QString service, QString user)
{
    Attributes attributes;
    attributes.insert(QStringLiteral("service"), service);
    attributes.insert(QStringLiteral("username"), user);
    return readSecretItem(QDBusConnection::sessionBus(), std::move(attributes));
}

} // namespace keywright
