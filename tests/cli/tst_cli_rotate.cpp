// Rotations with the real program, a sandbox in this process, and a real keychain on a bus of its
// own.

#include "app/sandbox/sandbox.h"
#include "tests/support/private_bus.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

struct Outcome
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    QString text(const char *key) const { return object()[QLatin1StringView(key)].toString(); }
};

constexpr int processDeadline = 60000; // ms

QStringList words(const QString &line)
{
    return line.split(QLatin1Char(' '));
}

} // namespace

class CliRotateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void rotatesInSteps();
    void rotatesAtOnce();
    void printsTheSecretAgain();
    void listsWhatIsUnderWay();
    void replacesAKeyAccount();
    void rotatesOnAtlas();
    void refusesALifetimeWhereNothingEnds_data();
    void refusesALifetimeWhereNothingEnds();
    void capsALifetime();
    void proofByALookup();
    void refusesAProbe_data();
    void refusesAProbe();
    void lostAnswerIsDiscardedWithConsent();
    void spentSecretNeedsConsent();
    void abandons();
    void withoutKeychainOnlyAtOnce();
    void goesOnWithTheKeychainOnly();
    void aHangingRevocationHoldsNothingUp();
    void belongsToItsSystem();
    void unknownRotation();

private:
    QProcessEnvironment environment() const;
    Outcome run(const QString &line) const { return run(line, environment()); }
    Outcome run(const QString &line, const QProcessEnvironment &environment) const;
    QProcessEnvironment atlasEnvironment() const;
    /// Creates an account that can read in "prod" and returns its id.
    QString createAccount(const QString &type = QStringLiteral("oauth")) const;
    QStringList secretStates(const QString &account) const;

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<GnomeKeyring> m_keyring;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    sandbox::SandboxInfo m_info;
};

void CliRotateTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(m_bus->start());
    m_keyring = std::make_unique<GnomeKeyring>(*m_bus);
    QVERIFY(m_keyring->start());
    m_sandbox = std::make_unique<sandbox::Sandbox>(sandbox::SandboxOptions());
    QString reason;
    QVERIFY2(m_sandbox->start(&reason), qPrintable(reason));
    m_info = m_sandbox->info();
}

void CliRotateTest::cleanup()
{
    m_sandbox.reset();
    m_keyring.reset();
    m_bus.reset();
}

QProcessEnvironment CliRotateTest::environment() const
{
    QProcessEnvironment result = m_bus->environment();
    result.insert(QStringLiteral("KEYWRIGHT_ALLOW_DUMP"), QStringLiteral("1"));
    result.insert(QStringLiteral("TECTON_URL"), m_info.tecton.url);
    result.insert(QStringLiteral("TECTON_API_KEY"), m_info.tecton.adminApiKey);
    return result;
}

QProcessEnvironment CliRotateTest::atlasEnvironment() const
{
    QProcessEnvironment result = environment();
    result.remove(QStringLiteral("TECTON_URL"));
    result.remove(QStringLiteral("TECTON_API_KEY"));
    result.insert(QStringLiteral("MONGODB_ATLAS_BASE_URL"), m_info.atlas.url);
    result.insert(QStringLiteral("MONGODB_ATLAS_ORG_ID"), m_info.atlas.orgId);
    result.insert(QStringLiteral("MONGODB_ATLAS_CLIENT_ID"), m_info.atlas.clientId);
    result.insert(QStringLiteral("MONGODB_ATLAS_CLIENT_SECRET"), m_info.atlas.clientSecret);
    return result;
}

Outcome CliRotateTest::run(const QString &line, const QProcessEnvironment &environment) const
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(
        QStringLiteral(KEYWRIGHT_CLI),
        QStringList{QStringLiteral("--data-dir"), m_bus->path(QStringLiteral("data"))} +
            words(line));
    process.closeWriteChannel();
    Outcome outcome;
    if (!process.waitForFinished(processDeadline))
        return outcome;
    outcome.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

QString CliRotateTest::createAccount(const QString &type) const
{
    const QJsonArray roles = run(QStringLiteral("--json roles catalog")).array();
    QString consumer;
    for (const QJsonValue &role : roles) {
        if (role[QStringLiteral("name")].toString() == QLatin1StringView("Consumer"))
            consumer = role[QStringLiteral("id")].toString();
    }
    const Outcome created =
        run(QStringLiteral("--json accounts create --name rotated --type %1 --role "
                           "%2@workspace:prod")
                .arg(type, consumer));
    return created.text("id");
}

QStringList CliRotateTest::secretStates(const QString &account) const
{
    QStringList states;
    const QJsonArray secrets = run(QStringLiteral("--json secrets list ") + account).array();
    for (const QJsonValue &secret : secrets)
        states += secret[QStringLiteral("status")].toString();
    return states;
}

void CliRotateTest::rotatesInSteps()
{
    const QString account = createAccount();
    QVERIFY(!account.isEmpty());
    const Outcome started = run(QStringLiteral("--json rotate start ") + account);
    QVERIFY2(started.status == 0, started.err.constData());
    QCOMPARE(started.text("step"), QStringLiteral("proved"));
    QVERIFY(!started.text("clientSecret").isEmpty());
    QVERIFY(started.err.contains("rotate retire 1"));
    QCOMPARE(secretStates(account).size(), 2);

    const Outcome deactivated = run(QStringLiteral("--json rotate retire 1 --deactivate-only"));
    QVERIFY2(deactivated.status == 0, deactivated.err.constData());
    QCOMPARE(deactivated.text("step"), QStringLiteral("deactivated"));
    QVERIFY(!deactivated.object().contains(QStringLiteral("clientSecret")));
    QVERIFY(secretStates(account).contains(QStringLiteral("deactivated")));

    const Outcome retired = run(QStringLiteral("rotate retire 1"));
    QVERIFY2(retired.status == 0, retired.err.constData());
    QVERIFY(retired.out.contains("Step: retired"));
    QCOMPARE(secretStates(account), QStringList(QStringLiteral("active")));
    // What is left in the keychain works.
    QCOMPARE(run(QStringLiteral("token ") + account).status, 0);
    QCOMPARE(run(QStringLiteral("rotate retire 1")).status, 6);
}

void CliRotateTest::rotatesAtOnce()
{
    const QString account = createAccount();
    const Outcome rotated = run(QStringLiteral("rotate start %1 --retire now").arg(account));
    QVERIFY2(rotated.status == 0, rotated.err.constData());
    QVERIFY(rotated.out.contains("Client secret:\n"));
    QVERIFY(rotated.err.contains("complete"));
    QCOMPARE(secretStates(account), QStringList(QStringLiteral("active")));
    QCOMPARE(run(QStringLiteral("token ") + account).status, 0);
}

void CliRotateTest::printsTheSecretAgain()
{
    const QString account = createAccount();
    const QString secret =
        run(QStringLiteral("--json rotate start ") + account).text("clientSecret");
    const Outcome again = run(QStringLiteral("--json rotate resume 1"));
    QCOMPARE(again.status, 0);
    QVERIFY(!secret.isEmpty());
    QCOMPARE(again.text("clientSecret"), secret);
}

void CliRotateTest::listsWhatIsUnderWay()
{
    QCOMPARE(run(QStringLiteral("--json rotate list")).array().size(), 0);
    const QString account = createAccount();
    QCOMPARE(run(QStringLiteral("rotate start ") + account).status, 0);
    const QJsonArray listed = run(QStringLiteral("--json rotate list")).array();
    QCOMPARE(listed.size(), 1);
    const QStringList expected =
        words(QStringLiteral("account accountName begunAt changedAt connection id newAccountId "
                             "newSecretId oldExpiresAt oldSecretId orphanId places problem step"));
    QCOMPARE(listed.first().toObject().keys(), expected);
    const Outcome table = run(QStringLiteral("rotate list"));
    QVERIFY(table.out.startsWith("ID "));
    QVERIFY(table.out.contains("rotated"));
    QCOMPARE(run(QStringLiteral("rotate retire 1")).status, 0);
    QCOMPARE(run(QStringLiteral("--json rotate list")).array().size(), 0);
    QCOMPARE(run(QStringLiteral("--json rotate list --all")).array().size(), 1);
}

void CliRotateTest::replacesAKeyAccount()
{
    const QString account = createAccount(QStringLiteral("api-key"));
    const Outcome started =
        run(QStringLiteral("--json rotate start %1 --new-name successor").arg(account));
    QVERIFY2(started.status == 0, started.err.constData());
    QVERIFY(!started.text("apiKey").isEmpty());
    const QString successor = started.text("newAccountId");
    QCOMPARE(run(QStringLiteral("--json roles list ") + successor).array().size(), 1);
    const Outcome retired = run(QStringLiteral("rotate retire 1"));
    QVERIFY2(retired.status == 0, retired.err.constData());
    QCOMPARE(run(QStringLiteral("accounts show ") + account).status, 5);
    QCOMPARE(run(QStringLiteral("accounts show ") + successor).status, 0);
}

void CliRotateTest::rotatesOnAtlas()
{
    const auto atlas = atlasEnvironment();
    const Outcome created =
        run(QStringLiteral("--json accounts create --name rotated --description test --expires 90d "
                           "--role ORG_READ_ONLY@org"),
            atlas);
    QVERIFY2(created.status == 0, created.err.constData());
    const QString account = created.text("id");
    const Outcome started = run(QStringLiteral("--json rotate start ") + account, atlas);
    QVERIFY2(started.status == 0, started.err.constData());
    // Said before, and shown after.
    QVERIFY(started.err.contains("7 days") || started.err.contains("seven days"));
    const auto ends = QDateTime::fromString(started.text("oldExpiresAt"), Qt::ISODate);
    QVERIFY(ends.isValid());
    QVERIFY(ends < QDateTime::currentDateTimeUtc().addDays(8));
    const Outcome retired = run(QStringLiteral("--json rotate retire 1"), atlas);
    QVERIFY2(retired.status == 0, retired.err.constData());
    QCOMPARE(run(QStringLiteral("--json secrets list ") + account, atlas).array().size(), 1);
}

void CliRotateTest::refusesALifetimeWhereNothingEnds_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("one") << QStringLiteral("rotate start %1 --expires 30d");
    QTest::newRow("only planned") << QStringLiteral("rotate start %1 --expires 30d --dry-run");
    QTest::newRow("several") << QStringLiteral("rotate start %1 other --expires 30d");
}

void CliRotateTest::refusesALifetimeWhereNothingEnds()
{
    QFETCH(QString, line);
    const QString account = createAccount();
    const Outcome refused = run(line.arg(account));
    QCOMPARE(refused.status, run(QStringLiteral("secrets create x --expires 30d")).status);
    QVERIFY2(refused.err.contains("end by themselves"), refused.err.constData());
    QCOMPARE(run(QStringLiteral("--json rotate list --all")).array().size(), 0);
    QCOMPARE(secretStates(account).size(), 1);
}

/// As with a secret alone: asked for beyond what the server takes, it could never be created.
void CliRotateTest::capsALifetime()
{
    const auto atlas = atlasEnvironment();
    const Outcome created =
        run(QStringLiteral("--json accounts create --name rotated --description test --expires 90d "
                           "--role ORG_READ_ONLY@org"),
            atlas);
    QVERIFY2(created.status == 0, created.err.constData());
    const QString line = QStringLiteral("rotate start %1 --expires 9999d").arg(created.text("id"));
    const Outcome planned = run(line + QStringLiteral(" --dry-run"), atlas);
    QCOMPARE(planned.status, 0);
    QVERIFY2(planned.err.contains("at most"), planned.err.constData());
    const Outcome started = run(line, atlas);
    QVERIFY2(started.status == 0, started.err.constData());
    QVERIFY2(started.err.contains("at most"), started.err.constData());
}

void CliRotateTest::proofByALookup()
{
    const QString account = createAccount();
    const Outcome started =
        run(QStringLiteral("--json rotate start %1 --probe "
                           "prod/fraud_detection_feature_service:user_id=user_1,merchant=7,amt=5.5")
                .arg(account));
    QVERIFY2(started.status == 0, started.err.constData());
    QCOMPARE(started.text("step"), QStringLiteral("proved"));
}

void CliRotateTest::refusesAProbe_data()
{
    QTest::addColumn<QString>("probe");
    QTest::newRow("nothing") << QStringLiteral("x");
    QTest::newRow("no keys") << QStringLiteral("prod/service");
    QTest::newRow("no service") << QStringLiteral("prod/:a=1");
    QTest::newRow("no workspace") << QStringLiteral("/service:a=1");
}

void CliRotateTest::refusesAProbe()
{
    QFETCH(QString, probe);
    const QString account = createAccount();
    const Outcome refused = run(QStringLiteral("rotate start %1 --probe %2").arg(account, probe));
    QCOMPARE(refused.status, 2);
    QVERIFY(refused.err.contains("does not describe a lookup"));
    QCOMPARE(secretStates(account).size(), 1);
}

void CliRotateTest::lostAnswerIsDiscardedWithConsent()
{
    const QString account = createAccount();
    QVERIFY(m_sandbox->setFaults({QStringLiteral("*create-service-account-secret=drop-after@1")}));
    const Outcome lost = run(QStringLiteral("rotate start ") + account);
    QVERIFY(lost.status != 0);
    QVERIFY2(lost.err.contains("--discard "), lost.err.constData());
    const QString orphan =
        run(QStringLiteral("--json rotate list")).array()[0][QStringLiteral("orphanId")].toString();
    QVERIFY(!orphan.isEmpty());
    QCOMPARE(run(QStringLiteral("rotate resume 1")).status, 6);
    const Outcome resumed = run(QStringLiteral("--json rotate resume 1 --discard ") + orphan);
    QVERIFY2(resumed.status == 0, resumed.err.constData());
    QCOMPARE(resumed.text("step"), QStringLiteral("proved"));
    QCOMPARE(secretStates(account).size(), 2);
}

void CliRotateTest::spentSecretNeedsConsent()
{
    const QString account = createAccount();
    const QString second = run(QStringLiteral("--json secrets create ") + account).text("id");
    QCOMPARE(run(QStringLiteral("rotate start ") + account).status, 6);
    QCOMPARE(run(QStringLiteral("secrets deactivate %1 %2").arg(account, second)).status, 0);
    const Outcome refused = run(QStringLiteral("rotate start ") + account);
    QCOMPARE(refused.status, 2);
    QVERIFY(refused.err.contains("--yes"));
    QCOMPARE(secretStates(account).size(), 2);
    const Outcome started = run(QStringLiteral("rotate start --yes ") + account);
    QVERIFY2(started.status == 0, started.err.constData());
    QVERIFY(started.err.contains(second.toUtf8()));
}

void CliRotateTest::abandons()
{
    const QString account = createAccount();
    QCOMPARE(run(QStringLiteral("rotate start ") + account).status, 0);
    QCOMPARE(run(QStringLiteral("rotate start ") + account).status, 6);
    QCOMPARE(run(QStringLiteral("rotate abandon 1")).status, 2);
    const Outcome abandoned = run(QStringLiteral("rotate abandon 1 --yes"));
    QVERIFY2(abandoned.status == 0, abandoned.err.constData());
    QCOMPARE(secretStates(account), QStringList(QStringLiteral("active")));
    QCOMPARE(run(QStringLiteral("token ") + account).status, 0);
}

void CliRotateTest::withoutKeychainOnlyAtOnce()
{
    const QString account = createAccount();
    const Outcome refused = run(QStringLiteral("--no-keychain rotate start ") + account);
    QCOMPARE(refused.status, 2);
    const Outcome rotated =
        run(QStringLiteral("--no-keychain --json rotate start %1 --retire now").arg(account));
    QVERIFY2(rotated.status == 0, rotated.err.constData());
    QVERIFY(!rotated.text("clientSecret").isEmpty());
    QCOMPARE(secretStates(account).size(), 1);
}

void CliRotateTest::goesOnWithTheKeychainOnly()
{
    const QString account = createAccount();
    QCOMPARE(run(QStringLiteral("rotate start ") + account).status, 0);
    for (const char *verb : {"resume 1", "retire 1", "abandon 1 --yes"}) {
        const Outcome refused =
            run(QStringLiteral("--json --no-keychain rotate ") + QLatin1StringView(verb));
        QCOMPARE(refused.status, 2);
        const QJsonValue error = refused.object()[QStringLiteral("error")];
        QCOMPARE(error[QStringLiteral("field")].toString(), QStringLiteral("no-keychain"));
    }
    QCOMPARE(secretStates(account).size(), 2);
    const Outcome retired = run(QStringLiteral("rotate retire 1"));
    QVERIFY2(retired.status == 0, retired.err.constData());
}

void CliRotateTest::aHangingRevocationHoldsNothingUp()
{
    const auto atlas = atlasEnvironment();
    const Outcome created =
        run(QStringLiteral("--json accounts create --name rotated --description test --expires 90d "
                           "--role ORG_READ_ONLY@org"),
            atlas);
    QVERIFY2(created.status == 0, created.err.constData());
    QVERIFY(m_sandbox->setFaults({QStringLiteral("revoke=delay:600")}));
    const Outcome started = run(QStringLiteral("rotate start ") + created.text("id"), atlas);
    QVERIFY2(started.status == 0, started.err.constData());
}

void CliRotateTest::belongsToItsSystem()
{
    const QString account = createAccount();
    QCOMPARE(run(QStringLiteral("rotate start ") + account).status, 0);
    const Outcome refused = run(QStringLiteral("rotate resume 1"), atlasEnvironment());
    QCOMPARE(refused.status, 2);
    QVERIFY(refused.err.contains("another connection"));
}

void CliRotateTest::unknownRotation()
{
    QCOMPARE(run(QStringLiteral("rotate resume 7")).status, 5);
    QCOMPARE(run(QStringLiteral("rotate retire 7")).status, 5);
    QCOMPARE(run(QStringLiteral("rotate abandon 7 --yes")).status, 5);
    const Outcome refused = run(QStringLiteral("rotate start sa-nobody"));
    QCOMPARE(refused.status, 5);
}

QTEST_GUILESS_MAIN(CliRotateTest)
#include "tst_cli_rotate.moc"
