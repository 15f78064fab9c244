#include "tests/support/fake_secret_service.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>

namespace keywright::test {

namespace {

const QString collectionPath = QStringLiteral("/org/freedesktop/secrets/collection/fake");
const QString promptPath = QStringLiteral("/org/freedesktop/secrets/prompt/p1");
const QString nothing = QStringLiteral("/");

} // namespace

bool FakeSecretService::start(QDBusConnection bus)
{
    return bus.registerVirtualObject(
               QStringLiteral("/org/freedesktop/secrets"), this, QDBusConnection::SubPath) &&
           bus.registerService(QStringLiteral("org.freedesktop.secrets"));
}

QString FakeSecretService::introspect(const QString &) const
{
    return {};
}

bool FakeSecretService::handleMessage(
    const QDBusMessage &message, const QDBusConnection &connection)
{
    calls.append(message.member());
    const bool isPrompt = message.member() == QStringLiteral("Prompt");
    if (isPrompt && endsPromptBeforeAnswering)
        endPrompt(connection);
    connection.send(message.createReply(answer(message)));
    if (isPrompt && !endsPromptBeforeAnswering)
        endPrompt(connection);
    return true;
}

QVariantList FakeSecretService::answer(const QDBusMessage &message)
{
    const QString member = message.member();
    const QString prompt = needsPrompt ? promptPath : nothing;
    if (member == QStringLiteral("ReadAlias")) {
        return {QVariant::fromValue(QDBusObjectPath(hasCollection ? collectionPath : nothing))};
    }
    if (member == QStringLiteral("Get"))
        return {QVariant::fromValue(QDBusVariant(locked))};
    if (member == QStringLiteral("Unlock")) {
        locked = needsPrompt;
        QList<QDBusObjectPath> unlocked;
        if (!locked)
            unlocked.append(QDBusObjectPath(collectionPath));
        return {QVariant::fromValue(unlocked), QVariant::fromValue(QDBusObjectPath(prompt))};
    }
    if (member == QStringLiteral("CreateCollection"))
        return {
            QVariant::fromValue(QDBusObjectPath(nothing)),
            QVariant::fromValue(QDBusObjectPath(prompt))};
    return {};
}

void FakeSecretService::endPrompt(QDBusConnection connection)
{
    if (person == Person::IsAway)
        return;
    if (person == Person::EntersPassword) {
        hasCollection = true;
        locked = false;
    }
    QDBusMessage completed = QDBusMessage::createSignal(
        promptPath, QStringLiteral("org.freedesktop.Secret.Prompt"), QStringLiteral("Completed"));
    completed << (person == Person::Dismisses) << QVariant::fromValue(QDBusVariant(QString()));
    connection.send(completed);
}

} // namespace keywright::test
