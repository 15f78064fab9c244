// Carries out operations on the system's keychain for a test, which reads one JSON object with the
// outcome for each JSON object it writes. A process of its own, because QtDBus and libsecret stay
// with the bus that they saw first.

#include "core/base/deliver.h"
#include "core/keychain/system_credential_store.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>

#include <unistd.h>

using namespace keywright;

namespace {

QString stateName(KeychainState state)
{
    switch (state) {
    case KeychainState::Unlocked:
        return QStringLiteral("unlocked");
    case KeychainState::Locked:
        return QStringLiteral("locked");
    case KeychainState::Missing:
        return QStringLiteral("missing");
    case KeychainState::NotAnswering:
        return QStringLiteral("not-answering");
    }
    Q_UNREACHABLE();
}

class Driver : public QObject
{
public:
    explicit Driver(const QString &indexFile)
        : m_store(QStringLiteral("Keywright-test"), indexFile)
    {
        m_input.open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered);
        m_output.open(STDOUT_FILENO, QIODevice::WriteOnly | QIODevice::Unbuffered);
        connect(&m_notifier, &QSocketNotifier::activated, this, &Driver::readCommand);
    }

private:
    void readCommand()
    {
        const QByteArray line = m_input.readLine();
        if (line.isEmpty()) {
            QCoreApplication::quit();
            return;
        }
        m_timer.start();
        const QJsonObject command = QJsonDocument::fromJson(line).object();
        const auto text = [&command](const char *name) {
            return command.value(QLatin1StringView(name)).toString();
        };
        StoredCredential credential;
        credential.key = {text("connection"), text("owner"), text("item")};
        credential.label = text("label");
        perform(text("op"), credential, text("value"));
    }

    void perform(const QString &operation, const StoredCredential &credential, QString value)
    {
        if (operation == QStringLiteral("write")) {
            auto secret = std::make_shared<const Secret>(Secret::fromText(std::move(value)));
            deliver(m_store.write(credential, secret), this, [this](Result<void> done) {
                answer(done ? QJsonObject() : describe(done.error()));
            });
        } else if (operation == QStringLiteral("read")) {
            deliver(m_store.read(credential.key), this, [this](Result<Secret> read) {
                if (!read)
                    return answer(describe(read.error()));
                const std::string_view bytes = read->expose();
                const auto size = static_cast<qsizetype>(bytes.size());
                answer({{QStringLiteral("value"), QString::fromUtf8(bytes.data(), size)}});
            });
        } else if (operation == QStringLiteral("remove")) {
            deliver(m_store.remove(credential.key), this, [this](Result<void> done) {
                answer(done ? QJsonObject() : describe(done.error()));
            });
        } else if (operation == QStringLiteral("probe")) {
            deliver(m_store.probe(), this, [this](Result<KeychainState> state) {
                answer({{QStringLiteral("state"), stateName(*state)}});
            });
        } else {
            QJsonArray labels;
            const auto stored = m_store.stored(credential.key.connectionId);
            if (!stored)
                return answer(describe(stored.error()));
            for (const auto &entry : *stored)
                labels.append(entry.label);
            answer({{QStringLiteral("stored"), labels}});
        }
    }

    static QJsonObject describe(const Error &error)
    {
        return {
            {QStringLiteral("error"), errorKindName(error.kind)},
            {QStringLiteral("message"), error.message},
            {QStringLiteral("hint"), error.hint}};
    }

    void answer(QJsonObject outcome)
    {
        outcome.insert(QStringLiteral("ms"), m_timer.elapsed());
        m_output.write(QJsonDocument(outcome).toJson(QJsonDocument::Compact) + '\n');
    }

    SystemCredentialStore m_store;
    QFile m_input;
    QFile m_output;
    QSocketNotifier m_notifier{STDIN_FILENO, QSocketNotifier::Read};
    QElapsedTimer m_timer;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    Driver driver(application.arguments().at(1));
    return application.exec();
}
