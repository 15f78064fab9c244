#include "tests/support/foreign_item.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>

namespace {

/// How the Secret Service passes a secret: (session, parameters, value, content type).
struct SecretStruct
{
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};

QDBusArgument &operator<<(QDBusArgument &argument, const SecretStruct &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, SecretStruct &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}

} // namespace

Q_DECLARE_METATYPE(SecretStruct)

namespace keywright::test {

namespace {

QDBusMessage question(const QString &path, const QString &interface, const QString &method)
{
    return QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), path,
        QStringLiteral("org.freedesktop.Secret.") + interface, method);
}

} // namespace

bool storeForeignItem(
    const QDBusConnection &bus, const QMap<QString, QString> &attributes, const QByteArray &value)
{
    qDBusRegisterMetaType<SecretStruct>();
    qDBusRegisterMetaType<QMap<QString, QString>>();
    QDBusMessage open = question(
        QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("Service"),
        QStringLiteral("OpenSession"));
    open << QStringLiteral("plain") << QVariant::fromValue(QDBusVariant(QString()));
    const QDBusMessage opened = bus.call(open);
    if (opened.type() != QDBusMessage::ReplyMessage)
        return false;
    SecretStruct secret;
    secret.session = opened.arguments().at(1).value<QDBusObjectPath>();
    secret.value = value;
    secret.contentType = QStringLiteral("text/plain; charset=utf8");
    QVariantMap properties;
    properties.insert(
        QStringLiteral("org.freedesktop.Secret.Item.Label"), QStringLiteral("Another program"));
    properties.insert(
        QStringLiteral("org.freedesktop.Secret.Item.Attributes"), QVariant::fromValue(attributes));
    QDBusMessage create = question(
        QStringLiteral("/org/freedesktop/secrets/aliases/default"), QStringLiteral("Collection"),
        QStringLiteral("CreateItem"));
    create << properties << QVariant::fromValue(secret) << true;
    return bus.call(create).type() == QDBusMessage::ReplyMessage;
}

} // namespace keywright::test
