#include "tests/support/kill_rounds.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTest>

namespace keywright::test {

namespace {

constexpr int driverDeadline = 60'000; // ms

} // namespace

void KillRounds::rows()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("type");
    const QString tecton = QStringLiteral("tecton");
    const QString atlas = QStringLiteral("atlas");
    const QString oauth = QStringLiteral("oauth");
    const QString key = QStringLiteral("api-key");
    for (const char *verb : {"create", "rotate"}) {
        const QString name = QString::fromLatin1(verb);
        QTest::addRow("%s, Tecton client secret", verb) << tecton << name << oauth;
        QTest::addRow("%s, Tecton API key", verb) << tecton << name << key;
        QTest::addRow("%s, Atlas client secret", verb) << atlas << name << oauth;
    }
}

KillEnd KillRounds::drive(const QString &verb, const QString &subject, const QString &end)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(
        QStringLiteral("KILL_WORLD"),
        QString::fromUtf8(QJsonDocument(m_world->place).toJson(QJsonDocument::Compact)));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral(KILL_DRIVER), {verb, subject, end});
    if (!process.waitForFinished(driverDeadline))
        return KillEnd::Failed;
    if (process.exitStatus() == QProcess::CrashExit)
        return KillEnd::Killed;
    m_lastRun = std::chrono::microseconds(process.readAllStandardOutput().trimmed().toLongLong());
    return process.exitCode() == 0 ? KillEnd::Done : KillEnd::Failed;
}

QString KillRounds::makeAccount(const QString &type)
{
    if (drive(QStringLiteral("create"), type, QStringLiteral("never")) != KillEnd::Done)
        return {};
    return m_world->accounts(QStringLiteral("created")).value(0).id;
}

/// Whatever the moment: one secret at least works, and is in the keychain.
void KillRounds::checkWhatIsLeft(const QString &name, const QString &when)
{
    QVERIFY2(m_world->workingSecrets(name) > 0, qPrintable(when));
}

/// In the end: one account, one secret of it on the server, and that one in the keychain.
void KillRounds::checkIsTidy(const QString &name, const QString &when)
{
    const QList<ServiceAccount> left = m_world->accounts(name);
    QVERIFY2(left.size() == 1, qPrintable(when));
    const ServiceAccount &account = left.first();
    QString item = QStringLiteral("api-key");
    if (account.type == AccountType::OAuth) {
        const auto secrets = m_world->secrets(account.id);
        QVERIFY2(secrets.size() == 1, qPrintable(when));
        item = secrets.first().id;
    }
    QVERIFY2(m_world->works(account, item), qPrintable(when));
    const auto entries = m_world->client->credentials->stored(QStringLiteral("c1"));
    QVERIFY2(entries, qPrintable(when));
    QStringList items;
    for (const StoredCredential &stored : *entries)
        items.append(stored.key.item);
    items.removeAll(QStringLiteral("client-secret")); // its twin, killed before it was removed
    QVERIFY2(items == QStringList(item), qPrintable(when + items.join(u',')));
    QVERIFY2(m_world->client->rotations->underWay()->isEmpty(), qPrintable(when));
    checkNothingIsLeft(when);
}

/// What the killed one has asked for may still come for a while. Then it is known that it did not.
void KillRounds::checkNothingIsLeft(const QString &when)
{
    m_world->server->advanceClock(std::chrono::hours(1));
    const auto left = await(reconcileCreations(m_world->client->session, CancelToken()));
    QVERIFY2(left, qPrintable(when));
    for (const ReconciledCreation &creation : *left)
        QVERIFY2(creation.fate == CreationFate::Nothing, qPrintable(when));
    QVERIFY2(
        m_world->client->creations->underWay(QStringLiteral("c1"))->isEmpty(), qPrintable(when));
}

bool KillRounds::killOnce(const QString &verb, const QString &type, const QString &end)
{
    const QString name = QStringLiteral("created");
    const bool rotates = verb == QLatin1StringView("rotate");
    const QString subject = rotates ? makeAccount(type) : type;
    const KillEnd ended = drive(verb, subject, end);
    if (ended == KillEnd::Failed)
        QTest::qFail("The driver failed.", __FILE__, __LINE__);
    if (ended == KillEnd::Done)
        m_took = m_lastRun;
    if (rotates)
        checkWhatIsLeft(name, QStringLiteral("killed: ") + end);
    // What the killed one has asked for may come while the next one looks, which then says so.
    if (drive(verb, subject, QStringLiteral("never")) != KillEnd::Done &&
        drive(verb, subject, QStringLiteral("never")) != KillEnd::Done)
        QTest::qFail(qPrintable(QStringLiteral("Not finished: ") + end), __FILE__, __LINE__);
    checkIsTidy(name, QStringLiteral("finished: ") + end);
    return ended == KillEnd::Done;
}

} // namespace keywright::test
