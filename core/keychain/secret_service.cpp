#include "core/keychain/secret_service.h"

#include "core/keychain/secret_bus.h"
#include "core/keychain/secret_prompt.h"

#include <QCoro/QCoroSignal>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>

namespace keywright {

namespace {

using Attributes = QMap<QString, QString>;

constexpr QLatin1StringView noObject("/");

QDBusMessage serviceMessage(const QString &method)
{
    return secretServiceCall(
        QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("Secret.Service"), method);
}

bool isReply(const QDBusMessage &answer, qsizetype arguments)
{
    return answer.type() == QDBusMessage::ReplyMessage && answer.arguments().size() >= arguments;
}

QString pathAt(const QDBusMessage &answer, qsizetype index)
{
    return answer.arguments().at(index).value<QDBusObjectPath>().path();
}

/// Of an error that is not a reply: nobody there to start, or there and silent.
KeychainState stateOfError(const QDBusMessage &answer)
{
    const QString name = answer.errorName();
    const QString prefix = QStringLiteral("org.freedesktop.DBus.Error.");
    if (name == prefix + QStringLiteral("ServiceUnknown") ||
        name == prefix + QStringLiteral("NameHasNoOwner") ||
        name == prefix + QStringLiteral("Disconnected") ||
        name.startsWith(prefix + QStringLiteral("Spawn.")))
        return KeychainState::Missing;
    return KeychainState::NotAnswering;
}

} // namespace

SecretService::SecretService(const QDBusConnection &bus, Deadlines deadlines)
    : m_bus(bus)
    , m_deadlines(deadlines)
{
    qDBusRegisterMetaType<Attributes>();
}

QCoro::Task<QDBusMessage> SecretService::call(QDBusMessage message)
{
    const auto limit = static_cast<int>(m_deadlines.answer.count());
    QDBusPendingCallWatcher watcher(m_bus.asyncCall(message, limit));
    // QtDBus ends the call at the limit; the wait is a little longer only to let it do so.
    co_await qCoro(
        &watcher, &QDBusPendingCallWatcher::finished, m_deadlines.answer + std::chrono::seconds(1));
    QDBusMessage answer = watcher.isFinished()
                              ? watcher.reply()
                              : QDBusMessage::createError(QDBusError::NoReply, QString());
    co_return answer;
}

QCoro::Task<SecretService::Collection> SecretService::defaultCollection()
{
    Collection found;
    if (!m_bus.isConnected())
        co_return found;
    QDBusMessage ask = serviceMessage(QStringLiteral("ReadAlias"));
    ask << QStringLiteral("default");
    const QDBusMessage alias = co_await call(ask);
    if (!isReply(alias, 1)) {
        found.state = stateOfError(alias);
        co_return found;
    }
    found.state = KeychainState::Locked;
    const QString path = pathAt(alias, 0);
    if (path.isEmpty() || path == noObject)
        co_return found;

    found.path = path;
    QDBusMessage get =
        secretServiceCall(path, QStringLiteral("DBus.Properties"), QStringLiteral("Get"));
    get << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    const QDBusMessage locked = co_await call(get);
    if (!isReply(locked, 1))
        found.state = KeychainState::NotAnswering;
    else if (!locked.arguments().constFirst().value<QDBusVariant>().variant().toBool())
        found.state = KeychainState::Unlocked;
    co_return found;
}

QCoro::Task<KeychainState> SecretService::state()
{
    const auto self = shared_from_this();
    const Collection collection = co_await defaultCollection();
    co_return collection.state;
}

QCoro::Task<KeychainState> SecretService::unlock(bool mayCreate)
{
    const auto self = shared_from_this();
    const Collection collection = co_await defaultCollection();
    const bool isAbsent = collection.path.isEmpty();
    if (collection.state != KeychainState::Locked || (isAbsent && !mayCreate))
        co_return collection.state;

    QDBusMessage ask;
    if (isAbsent) {
        QVariantMap properties;
        properties.insert(
            QStringLiteral("org.freedesktop.Secret.Collection.Label"), tr("Default keyring"));
        ask = serviceMessage(QStringLiteral("CreateCollection"));
        ask << properties << QStringLiteral("default");
    } else {
        QList<QDBusObjectPath> paths;
        paths.append(QDBusObjectPath(collection.path));
        ask = serviceMessage(QStringLiteral("Unlock"));
        ask << QVariant::fromValue(paths);
    }
    // Both answer with an object (or a list of them) and the path of a prompt, if one is needed.
    const QDBusMessage answer = co_await call(ask);
    if (isReply(answer, 2) && pathAt(answer, 1) != noObject)
        co_await runPrompt(pathAt(answer, 1));
    const Collection afterwards = co_await defaultCollection();
    co_return afterwards.state;
}

QCoro::Task<void> SecretService::runPrompt(QString path)
{
    SecretPrompt prompt(m_bus, path);
    const QString interface = QStringLiteral("Secret.Prompt");
    QDBusMessage show = secretServiceCall(path, interface, QStringLiteral("Prompt"));
    show << QString(); // no window to stand on: the service places the prompt itself
    const QDBusMessage shown = co_await call(show);
    // A prompt that cannot be shown may have ended before its own answer is here.
    if (shown.type() != QDBusMessage::ReplyMessage || prompt.hasEnded())
        co_return;
    co_await qCoro(&prompt, &SecretPrompt::ended, m_deadlines.prompt);
    if (!prompt.hasEnded())
        m_bus.send(secretServiceCall(path, interface, QStringLiteral("Dismiss")));
}

QCoro::Task<void> SecretService::label(QMap<QString, QString> attributes, QString text)
{
    const auto self = shared_from_this();
    QDBusMessage search = serviceMessage(QStringLiteral("SearchItems"));
    search << QVariant::fromValue(attributes);
    const QDBusMessage found = co_await call(search);
    if (!isReply(found, 1))
        co_return;
    const auto items = pathsAt(found, 0);
    for (const QDBusObjectPath &item : items) {
        QDBusMessage set = secretServiceCall(
            item.path(), QStringLiteral("DBus.Properties"), QStringLiteral("Set"));
        set << QStringLiteral("org.freedesktop.Secret.Item") << QStringLiteral("Label")
            << QVariant::fromValue(QDBusVariant(text));
        co_await call(set);
    }
}

} // namespace keywright
