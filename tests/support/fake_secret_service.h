#pragma once

#include <QDBusConnection>
#include <QDBusVirtualObject>
#include <QStringList>

namespace keywright::test {

/// The few calls of the Secret Service that tell its state and unlock it, with a person who
/// answers prompts as told.
class FakeSecretService : public QDBusVirtualObject
{
    Q_OBJECT

public:
    enum class Person { EntersPassword, Dismisses, IsAway };

    bool start(QDBusConnection bus);

    QString introspect(const QString &path) const override;
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;

    bool hasCollection = true;
    bool locked = true;
    bool needsPrompt = true;
    bool endsPromptBeforeAnswering = false;
    Person person = Person::EntersPassword;
    QStringList calls;

private:
    QVariantList answer(const QDBusMessage &message);
    void endPrompt(QDBusConnection connection);
};

} // namespace keywright::test
