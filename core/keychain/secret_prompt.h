#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>

namespace keywright {

/// Hears the end of one org.freedesktop.Secret.Prompt.
class SecretPrompt : public QObject
{
    Q_OBJECT

public:
    SecretPrompt(QDBusConnection bus, const QString &path);

    bool hasEnded() const { return m_ended; }

Q_SIGNALS:
    void ended();

private Q_SLOTS:
    void completed(bool dismissed, const QDBusVariant &result);

private:
    bool m_ended = false;
};

} // namespace keywright
