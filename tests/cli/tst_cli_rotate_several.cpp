// Several accounts at once: the plan, the run with and without failures, and a kill in the middle.

#include "tests/cli/keyring_fixture.h"

#include <QFile>
#include <QTest>

#include <csignal>
#include <sys/types.h>

using namespace keywright::test;

class CliRotateSeveralTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void rotatesOneAfterTheOther();
    void retiresNow();
    void dryRunChangesNothing();
    void secondOneFails_data();
    void secondOneFails();
    void nothingCouldBeDone();
    void leftOutIsDoneInPart();
    void ownAccountNeedsYes();
    void allExpiring();
    void refusesWhatCannotBeMeant_data();
    void refusesWhatCannotBeMeant();
    void writesAReport();
    void interrupted();
    void killedAfterTheFirst();

private:
    QStringList makeAccounts(int count);
    Outcome start(const QStringList &options) const
    {
        return m_cli->onTecton(words("--json rotate start") + m_ids + options);
    }
    QJsonArray listed() const { return m_cli->onTecton(words("--json rotate list")).array(); }
    qsizetype secretsOf(const QString &account) const
    {
        return m_cli->onTecton(words("--json secrets list") + QStringList(account)).array().size();
    }
    static QStringList column(const QJsonArray &rows, const char *key);

    std::unique_ptr<KeyringFixture> m_cli;
    QStringList m_ids;
};

void CliRotateSeveralTest::init()
{
    m_ids.clear();
    m_cli = std::make_unique<KeyringFixture>();
    QCOMPARE(m_cli->start(), QString());
}

QStringList CliRotateSeveralTest::makeAccounts(int count)
{
    for (int number = 1; number <= count; ++number) {
        const auto account = m_cli->createOAuthAccount(QStringLiteral("bot-%1").arg(number));
        m_ids.append(account[QStringLiteral("id")].toString());
    }
    return m_ids;
}

QStringList CliRotateSeveralTest::column(const QJsonArray &rows, const char *key)
{
    QStringList values;
    for (const QJsonValue &row : rows)
        values.append(row[QLatin1StringView(key)].toString());
    return values;
}

void CliRotateSeveralTest::rotatesOneAfterTheOther()
{
    makeAccounts(2);
    // An account that is named twice is rotated once.
    const Outcome rotated = start({m_ids.first()});
    QVERIFY2(rotated.status == 0, rotated.err.constData());
    const QJsonArray results = rotated.array();
    QCOMPARE(column(results, "account"), m_ids);
    const QString done = QStringLiteral("rotated");
    QCOMPARE(column(results, "outcome"), QStringList({done, done}));
    const QStringList keys{QStringLiteral("account"), QStringLiteral("accountName"),
                           QStringLiteral("error"),   QStringLiteral("outcome"),
                           QStringLiteral("remains"), QStringLiteral("rotation")};
    QCOMPARE(results.first().toObject().keys(), keys);
    QVERIFY(rotated.err.contains("rotate resume"));
    const QString proved = QStringLiteral("proved");
    QCOMPARE(column(listed(), "step"), QStringList({proved, proved}));
    // The secrets are in the keychain, from where each can be printed.
    const Outcome printed = m_cli->onTecton(words("--json rotate resume 2"));
    QVERIFY(!printed.object()[QStringLiteral("clientSecret")].toString().isEmpty());
    const Outcome table = m_cli->onTecton(words("rotate start") + m_ids);
    QCOMPARE(table.status, 6);
    QVERIFY(table.out.contains("left-out"));
    QVERIFY2(table.err.contains("under way already: number 1"), table.err.constData());
}

void CliRotateSeveralTest::retiresNow()
{
    makeAccounts(2);
    const Outcome rotated = start(words("--retire now"));
    QVERIFY2(rotated.status == 0, rotated.err.constData());
    QCOMPARE(listed().size(), 0);
    for (const QString &id : std::as_const(m_ids)) {
        QCOMPARE(secretsOf(id), 1);
        QCOMPARE(m_cli->onTecton(words("token") + QStringList(id)).status, 0);
    }
}

void CliRotateSeveralTest::dryRunChangesNothing()
{
    makeAccounts(1);
    m_ids.append(QStringLiteral("sa-nobody"));
    const Outcome planned = start(words("--dry-run"));
    QVERIFY2(planned.status == 0, planned.err.constData());
    QCOMPARE(
        column(planned.array(), "action"),
        QStringList({QStringLiteral("rotate-secret"), QStringLiteral("left-out")}));
    QVERIFY(planned.array()[1][QStringLiteral("error")].isObject());
    QCOMPARE(listed().size(), 0);
    QCOMPARE(secretsOf(m_ids.first()), 1);
    const Outcome text = m_cli->onTecton(words("rotate start --dry-run") + m_ids);
    QVERIFY2(text.out.contains("A second secret is created"), text.out.constData());
    QVERIFY2(text.out.contains("sa-nobody is left out:"), text.out.constData());
}

void CliRotateSeveralTest::secondOneFails_data()
{
    QTest::addColumn<bool>("goesOn");
    QTest::newRow("stops") << false;
    QTest::newRow("goes on") << true;
}

void CliRotateSeveralTest::secondOneFails()
{
    QFETCH(bool, goesOn);
    makeAccounts(3);
    QVERIFY(m_cli->sandbox().setFaults(
        {QStringLiteral("*create-service-account-secret=status:403@2")}));
    const Outcome rotated = start(goesOn ? words("--continue-on-error") : QStringList());
    QCOMPARE(rotated.status, 10);
    const QString last = goesOn ? QStringLiteral("rotated") : QStringLiteral("not-reached");
    const QStringList expected{QStringLiteral("rotated"), QStringLiteral("failed"), last};
    QCOMPARE(column(rotated.array(), "outcome"), expected);
    QVERIFY(rotated.err.contains("bot-2"));
    QCOMPARE(listed().size(), goesOn ? 3 : 2);
    // Each goes on by itself.
    const Outcome resumed = m_cli->onTecton(words("rotate resume 2"));
    QVERIFY2(resumed.status == 0, resumed.err.constData());
}

void CliRotateSeveralTest::nothingCouldBeDone()
{
    m_ids = words("sa-nobody sa-nothing");
    QCOMPARE(start({}).status, 5);
    m_ids.clear();
    makeAccounts(2);
    QVERIFY(
        m_cli->sandbox().setFaults({QStringLiteral("*create-service-account-secret=status:403")}));
    QCOMPARE(start({}).status, 4);
}

void CliRotateSeveralTest::leftOutIsDoneInPart()
{
    makeAccounts(1);
    m_ids.append(QStringLiteral("sa-nobody"));
    const Outcome rotated = start({});
    QCOMPARE(rotated.status, 10);
    QCOMPARE(
        column(rotated.array(), "outcome"),
        QStringList({QStringLiteral("rotated"), QStringLiteral("left-out")}));
    // Nobody knows it: nothing has been begun.
    QVERIFY(rotated.array()[1][QStringLiteral("rotation")].isNull());
}

void CliRotateSeveralTest::ownAccountNeedsYes()
{
    QCOMPARE(m_cli->addAtlas().status, 0);
    const QString own = m_cli->info().atlas.clientId;
    const auto made = m_cli->createStored(QStringLiteral("bot"));
    const QString other = made[QStringLiteral("id")].toString();
    const QStringList line = words("--json rotate start --dry-run") + QStringList{own, other};
    const QJsonArray without = m_cli->stored(line).array();
    // It comes last, and says why it needs another word.
    QCOMPARE(column(without, "account"), QStringList({other, own}));
    QCOMPARE(without[1][QStringLiteral("action")].toString(), QStringLiteral("left-out"));
    QVERIFY(without[1][QStringLiteral("ownAccount")].toBool());
    const QJsonArray with = m_cli->stored(line + words("--yes")).array();
    QCOMPARE(with[1][QStringLiteral("action")].toString(), QStringLiteral("rotate-secret"));
}

void CliRotateSeveralTest::allExpiring()
{
    QCOMPARE(m_cli->addAtlas().status, 0);
    const QString id = m_cli->createStored(QStringLiteral("bot"))[QStringLiteral("id")].toString();
    const auto planned = [this](const char *days) {
        return column(
            m_cli
                ->stored(
                    words("--json rotate start --dry-run --all-expiring") +
                    QStringList(QLatin1StringView(days)))
                .array(),
            "account");
    };
    QVERIFY(!planned("29").contains(id));
    QVERIFY(planned("31").contains(id));
    // On Tecton secrets do not end.
    const Outcome none = m_cli->onTecton(words("--json rotate start --all-expiring 31"));
    QCOMPARE(none.status, 0);
    QCOMPARE(none.array().size(), 0);
    QVERIFY(none.err.contains("31 days"));
    // The seeded ones that cannot be rotated would be left out.
    const QStringList line = words("--json rotate start --dry-run --all-expiring 31");
    for (const QJsonValue &row : m_cli->stored(line).array()) {
        const QStringList account(row[QStringLiteral("account")].toString());
        if (row[QStringLiteral("action")].toString() == QLatin1StringView("left-out"))
            QCOMPARE(m_cli->stored(words("accounts delete --yes") + account).status, 0);
    }
    // One that is being rotated already is no failure of a run that was not asked for it.
    const QStringList run = words("--json rotate start --yes --all-expiring 31");
    const Outcome first = m_cli->stored(run);
    QVERIFY2(first.status == 0, first.err.constData());
    const Outcome again = m_cli->stored(run);
    QVERIFY2(again.status == 0, again.err.constData());
    QVERIFY(again.err.contains("under way already"));
}

void CliRotateSeveralTest::refusesWhatCannotBeMeant_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("no account") << QStringLiteral("rotate start");
    QTest::newRow("accounts and all") << QStringLiteral("rotate start a --all-expiring 3");
    QTest::newRow("days") << QStringLiteral("rotate start --all-expiring 0");
    QTest::newRow("one name") << QStringLiteral("rotate start a b --new-name c");
    QTest::newRow("no keychain") << QStringLiteral("--no-keychain rotate start a b");
}

void CliRotateSeveralTest::refusesWhatCannotBeMeant()
{
    QFETCH(QString, line);
    const Outcome refused = m_cli->onTecton(line.split(QLatin1Char(' ')));
    QCOMPARE(refused.status, 2);
    QVERIFY(!refused.err.isEmpty());
}

void CliRotateSeveralTest::writesAReport()
{
    makeAccounts(2);
    const QString path = m_cli->homeFile(QStringLiteral("report.csv"));
    const QStringList report{QStringLiteral("--report"), path};
    const Outcome rotated = start(report);
    QVERIFY2(rotated.status == 0, rotated.err.constData());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray csv = file.readAll();
    QCOMPARE(csv.count("\r\n"), 3);
    QVERIFY(csv.contains("bot-2"));
    // Never over a file that is there, and then nothing is begun.
    const Outcome refused = start(report);
    QCOMPARE(refused.status, 6);
    QVERIFY(refused.err.contains("report.csv"));
}

void CliRotateSeveralTest::interrupted()
{
    makeAccounts(3);
    QVERIFY(
        m_cli->sandbox().setFaults({QStringLiteral("*create-service-account-secret=delay:3s@2")}));
    const auto process = CliFixture::launch(
        words("--json rotate start --continue-on-error") + m_ids, m_cli->tectonEnvironment());
    QTRY_VERIFY_WITH_TIMEOUT(
        column(listed(), "step").contains(QStringLiteral("creating")) && listed().size() == 2,
        processDeadline);
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    // What has been done is told all the same, and what was not reached.
    const Outcome outcome = CliFixture::outcomeOf(*process);
    QCOMPARE(outcome.status, 130);
    const QStringList expected{
        QStringLiteral("rotated"), QStringLiteral("failed"), QStringLiteral("not-reached")};
    QCOMPARE(column(outcome.array(), "outcome"), expected);
    QCOMPARE(listed().size(), 2);
    QCOMPARE(secretsOf(m_ids.last()), 1);
}

void CliRotateSeveralTest::killedAfterTheFirst()
{
    makeAccounts(3);
    QVERIFY(
        m_cli->sandbox().setFaults({QStringLiteral("*create-service-account-secret=delay:3s@2")}));
    const auto process =
        CliFixture::launch(words("--json rotate start") + m_ids, m_cli->tectonEnvironment());
    const QString creating = QStringLiteral("creating");
    QTRY_VERIFY_WITH_TIMEOUT(
        column(listed(), "step").contains(creating) && listed().size() == 2, processDeadline);
    process->kill();
    QVERIFY(process->waitForFinished(processDeadline));
    // The journal says where each of them is; the third one was never begun.
    const QStringList expected{QStringLiteral("proved"), creating};
    QCOMPARE(column(listed(), "step"), expected);
    QCOMPARE(m_cli->onTecton(words("rotate resume 1")).status, 0);
    QCOMPARE(secretsOf(m_ids.last()), 1);
    // The server acts although nobody waits any more.
    QTRY_COMPARE_WITH_TIMEOUT(secretsOf(m_ids.at(1)), 2, processDeadline);
    QCOMPARE(m_cli->onTecton(words("rotate resume 2")).status, 6);
    const QString orphan = column(listed(), "orphanId").last();
    const Outcome resumed =
        m_cli->onTecton(words("--json rotate resume 2 --discard") + QStringList(orphan));
    QVERIFY2(resumed.status == 0, resumed.err.constData());
    // And the same line goes on with what is left.
    const Outcome rest = start({});
    QCOMPARE(rest.status, 10);
    const QString out = QStringLiteral("left-out");
    QCOMPARE(column(rest.array(), "outcome"), QStringList({out, out, QStringLiteral("rotated")}));
}

QTEST_GUILESS_MAIN(CliRotateSeveralTest)
#include "tst_cli_rotate_several.moc"
