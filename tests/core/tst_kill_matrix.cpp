// A process that creates or rotates is killed after each of the journal's writes, and at random
// times; the next one finishes its work. No secret is lost unnoticed, and at no time is an account
// without one that works. KEYWRIGHT_KILLS sets how many random times are tried.

#include "tests/support/sandbox_world.h"

#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

constexpr int driverDeadline = 60'000; // ms

enum class End { Done, Killed, Failed };

} // namespace

class KillMatrixTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void afterEveryWrite_data() { rows(); }
    void afterEveryWrite();
    void atRandomTimes_data() { rows(); }
    void atRandomTimes();

private:
    static void rows();
    void begin(const QString &provider);
    /// Runs the driver; see there.
    End drive(const QString &verb, const QString &subject, const QString &end);
    /// The account that is to be rotated; empty when it cannot be made.
    QString makeAccount(const QString &type);
    void checkWhatIsLeft(const QString &name, const QString &when);
    void checkIsTidy(const QString &name, const QString &when);
    /// One round: kill, look, finish, look again. Whether the driver came to its end by itself.
    bool killOnce(const QString &verb, const QString &type, const QString &end);

    std::unique_ptr<SandboxWorld> m_world;
};

void KillMatrixTest::rows()
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

void KillMatrixTest::begin(const QString &provider)
{
    m_world = std::make_unique<SandboxWorld>(provider);
}

End KillMatrixTest::drive(const QString &verb, const QString &subject, const QString &end)
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
        return End::Failed;
    if (process.exitStatus() == QProcess::CrashExit)
        return End::Killed;
    return process.exitCode() == 0 ? End::Done : End::Failed;
}

QString KillMatrixTest::makeAccount(const QString &type)
{
    if (drive(QStringLiteral("create"), type, QStringLiteral("never")) != End::Done)
        return {};
    return m_world->accounts(QStringLiteral("created")).value(0).id;
}

/// Whatever the moment: one secret at least works, and is in the keychain.
void KillMatrixTest::checkWhatIsLeft(const QString &name, const QString &when)
{
    QVERIFY2(m_world->workingSecrets(name) > 0, qPrintable(when));
}

/// In the end: one account, one secret of it on the server, and that one in the keychain.
void KillMatrixTest::checkIsTidy(const QString &name, const QString &when)
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
    QVERIFY2(
        m_world->client->creations->underWay(QStringLiteral("c1"))->isEmpty(), qPrintable(when));
    QVERIFY2(m_world->client->rotations->underWay()->isEmpty(), qPrintable(when));
}

bool KillMatrixTest::killOnce(const QString &verb, const QString &type, const QString &end)
{
    const QString name = QStringLiteral("created");
    const bool rotates = verb == QLatin1StringView("rotate");
    const QString subject = rotates ? makeAccount(type) : type;
    const End ended = drive(verb, subject, end);
    if (ended == End::Failed)
        QTest::qFail("The driver failed.", __FILE__, __LINE__);
    if (rotates)
        checkWhatIsLeft(name, QStringLiteral("killed: ") + end);
    if (drive(verb, subject, QStringLiteral("never")) != End::Done)
        QTest::qFail(qPrintable(QStringLiteral("Not finished: ") + end), __FILE__, __LINE__);
    checkIsTidy(name, QStringLiteral("finished: ") + end);
    return ended == End::Done;
}

void KillMatrixTest::afterEveryWrite()
{
    QFETCH(QString, provider);
    QFETCH(QString, verb);
    QFETCH(QString, type);
    int writes = 0;
    bool done = false;
    while (!done) {
        QVERIFY(++writes < 40);
        begin(provider);
        done = killOnce(verb, type, QStringLiteral("write:%1").arg(writes));
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(writes > (verb == QLatin1StringView("rotate") ? 10 : 4));
}

void KillMatrixTest::atRandomTimes()
{
    QFETCH(QString, provider);
    QFETCH(QString, verb);
    QFETCH(QString, type);
    const int kills = std::max(1, qEnvironmentVariableIntValue("KEYWRIGHT_KILLS"));
    for (int i = 0; i < kills; ++i) {
        begin(provider);
        const int time = 20'000 + QRandomGenerator::global()->bounded(400'000);
        killOnce(verb, type, QStringLiteral("time:%1").arg(time));
        if (QTest::currentTestFailed())
            return;
    }
}

QTEST_GUILESS_MAIN(KillMatrixTest)
#include "tst_kill_matrix.moc"
