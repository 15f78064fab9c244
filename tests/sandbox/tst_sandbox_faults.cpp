#include "app/sandbox/faults/fault_engine.h"
#include "tests/sandbox/http_probe.h"

using namespace Qt::Literals::StringLiterals;
using namespace keywright::sandbox;

class TestSandboxFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRules_data();
    void readsRules();
    void refusesUnreadableRules_data();
    void refusesUnreadableRules();
    void matchesGlobsAndParts();
    void strikesTheNthRequest();
    void strikesAShareOfRequests();
    void keepsTheOldRulesWhenOneIsUnreadable();

    void answersWithTheStatus();
    void answersWithRetryAfter();
    void answersWithAWebPage();
    void droppedBeforeHasNoEffect();
    void droppedAfterTakesEffect();
    void truncatesTheBody();
    void sendsGarbage();
    void dripsTheBody();
    void delays();
    void rulesCanBeChangedWhileItRuns();
    void ownCallsAreNeverStruck();
};

void TestSandboxFaults::readsRules_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("action");
    QTest::newRow("status") << u"token=status:503"_s << int(FaultAction::Status);
    QTest::newRow("delay") << u"*=delay:5s"_s << int(FaultAction::Delay);
    QTest::newRow("delay in ms") << u"*=delay:150ms@2"_s << int(FaultAction::Delay);
    QTest::newRow("drop before") << u"*=drop-before%50"_s << int(FaultAction::DropBefore);
    QTest::newRow("drop after") << u"*=drop-after@1"_s << int(FaultAction::DropAfter);
    QTest::newRow("truncate") << u"*=truncate"_s << int(FaultAction::Truncate);
    QTest::newRow("garbage") << u"*=garbage"_s << int(FaultAction::Garbage);
    QTest::newRow("slow body") << u"*=slow-body"_s << int(FaultAction::SlowBody);
    QTest::newRow("slow body, time") << u"*=slow-body:1s"_s << int(FaultAction::SlowBody);
    QTest::newRow("retry after") << u"*=retry-after:2"_s << int(FaultAction::RetryAfter);
    QTest::newRow("html") << u"*=html%0.5"_s << int(FaultAction::Html);
}

void TestSandboxFaults::readsRules()
{
    QFETCH(QString, text);
    QFETCH(int, action);
    QString errorText;
    const auto rule = parseFaultRule(text, &errorText);
    if (!rule)
        QFAIL(qPrintable(errorText));
    QCOMPARE(int(rule->action), action);
}

void TestSandboxFaults::refusesUnreadableRules_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "token", "=status:503", "token=", "token=explode", "token=status", "token=status:99",
          "token=delay", "token=delay:soon", "token=truncate:2", "token=html@0", "token=html@x",
          "token=html%101", "token=retry-after:-1"})
        QTest::newRow(*text != '\0' ? text : "empty") << QString::fromLatin1(text);
}

void TestSandboxFaults::refusesUnreadableRules()
{
    QFETCH(QString, text);
    QString errorText;
    QVERIFY(!parseFaultRule(text, &errorText));
    QVERIFY(!errorText.isEmpty());
}

void TestSandboxFaults::matchesGlobsAndParts()
{
    const auto matches = [](const QString &pattern, const QString &path) {
        return parseFaultRule(pattern + u"=html"_s, nullptr)->matches(path);
    };
    QVERIFY(matches(u"token"_s, u"/oauth2/default/v1/token"_s));
    QVERIFY(!matches(u"token"_s, u"/api/v1/other"_s));
    QVERIFY(matches(u"*/v1/token"_s, u"/oauth2/default/v1/token"_s));
    QVERIFY(!matches(u"/v1/*"_s, u"/oauth2/default/v1/token"_s));
    QVERIFY(matches(u"*/get-features"_s, u"/api/v1/feature-service/get-features"_s));
    QVERIFY(!matches(u"*/get-features"_s, u"/api/v1/feature-service/get-features-batch"_s));
    QVERIFY(matches(u"a.b"_s, u"/a.b"_s));
    QVERIFY(!matches(u"a.b"_s, u"/axb"_s));
}

void TestSandboxFaults::strikesTheNthRequest()
{
    FaultEngine engine;
    QVERIFY(engine.setRules({u"token=html@2"_s}, nullptr));
    QVERIFY(!engine.strike(u"/token"_s));
    QVERIFY(!engine.strike(u"/other"_s));
    QVERIFY(engine.strike(u"/token"_s));
    QVERIFY(!engine.strike(u"/token"_s));
}

void TestSandboxFaults::strikesAShareOfRequests()
{
    FaultEngine engine;
    QVERIFY(engine.setRules({u"*=html%25"_s}, nullptr));
    int struck = 0;
    for (int i = 0; i < 2000; ++i)
        struck += engine.strike(u"/x"_s) ? 1 : 0;
    QVERIFY2(struck > 400 && struck < 600, qPrintable(QString::number(struck)));
}

void TestSandboxFaults::keepsTheOldRulesWhenOneIsUnreadable()
{
    FaultEngine engine;
    QString errorText;
    QVERIFY(engine.setRules({u"*=html"_s}, &errorText));
    QVERIFY(!engine.setRules({u"*=truncate"_s, u"nonsense"_s}, &errorText));
    QCOMPARE(engine.rules(), QStringList{u"*=html"_s});
}

namespace {

/// A running sandbox with these faults, and a client for it.
struct Running
{
    explicit Running(const QStringList &faults)
        : sandbox([&] {
            SandboxOptions options;
            options.faults = faults;
            return options;
        }())
    {
        QString errorText;
        if (!sandbox.start(&errorText))
            qFatal("%s", qUtf8Printable(errorText));
        probe = std::make_unique<HttpProbe>(sandbox.info());
    }

    int dropped(const QString &rpc) const
    {
        const QString path = u"POST /api/v1/metadata-service/"_s + rpc;
        return sandbox.stats()["requests"_L1][path]["dropped"_L1].toInt();
    }

    Sandbox sandbox;
    std::unique_ptr<HttpProbe> probe;
};

} // namespace

void TestSandboxFaults::answersWithTheStatus()
{
    Running running({u"create-service-account=status:503@1"_s});
    QCOMPARE(running.probe->call(u"create-service-account"_s, newAccount(u"x"_s)).status, 503);
    QVERIFY(!hasAccount(*running.probe, u"x"_s + u"-none"_s));
    QCOMPARE(running.probe->call(u"create-service-account"_s, newAccount(u"x"_s)).status, 200);
}

void TestSandboxFaults::answersWithRetryAfter()
{
    Running running({u"get-roles=retry-after:2@1"_s});
    const Exchange limited = running.probe->call(u"get-roles"_s);
    QCOMPARE(limited.status, 429);
    QCOMPARE(limited.retryAfter, "2");
    QCOMPARE(running.probe->call(u"get-roles"_s).status, 200);
}

void TestSandboxFaults::answersWithAWebPage()
{
    Running running({u"get-roles=html"_s});
    const Exchange page = running.probe->call(u"get-roles"_s);
    QCOMPARE(page.status, 200);
    QVERIFY(page.contentType.startsWith("text/html"));
    QVERIFY(page.json().isEmpty());
}

void TestSandboxFaults::droppedBeforeHasNoEffect()
{
    Running running({u"create-service-account=drop-before"_s});
    const Exchange lost =
        running.probe->call(u"create-service-account"_s, newAccount(u"lost-one"_s));
    QCOMPARE(lost.status, 0);
    QVERIFY(lost.error != QNetworkReply::NoError);
    QVERIFY(!hasAccount(*running.probe, u"lost-one"_s));
    QVERIFY(running.dropped(u"create-service-account"_s) >= 1);
}

void TestSandboxFaults::droppedAfterTakesEffect()
{
    Running running({u"create-service-account=drop-after"_s});
    const Exchange lost =
        running.probe->call(u"create-service-account"_s, newAccount(u"lost-one"_s));
    QCOMPARE(lost.status, 0);
    QVERIFY(hasAccount(*running.probe, u"lost-one"_s));
}

void TestSandboxFaults::truncatesTheBody()
{
    Running running({u"get-roles=truncate"_s});
    const Exchange half = running.probe->call(u"get-roles"_s);
    QCOMPARE(half.status, 200);
    QVERIFY(half.error != QNetworkReply::NoError);
    QVERIFY(half.json().isEmpty());
}

void TestSandboxFaults::sendsGarbage()
{
    Running running({u"create-service-account=garbage"_s});
    const Exchange garbage = running.probe->call(u"create-service-account"_s, newAccount(u"x1"_s));
    QCOMPARE(garbage.status, 200);
    QVERIFY(!garbage.body.isEmpty());
    QVERIFY(garbage.json().isEmpty());
    QVERIFY(hasAccount(*running.probe, u"x1"_s));
}

void TestSandboxFaults::dripsTheBody()
{
    Running running({u"get-roles=slow-body:200ms"_s});
    QElapsedTimer timer;
    timer.start();
    const Exchange slow = running.probe->call(u"get-roles"_s);
    QCOMPARE(slow.status, 200);
    QCOMPARE(slow.json()["roles"_L1].toArray().size(), 6);
    QVERIFY(timer.elapsed() >= 150);
}

void TestSandboxFaults::delays()
{
    Running running({u"get-roles=delay:150ms"_s});
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(running.probe->call(u"get-roles"_s).status, 200);
    QVERIFY(timer.elapsed() >= 150);
}

void TestSandboxFaults::rulesCanBeChangedWhileItRuns()
{
    Running running({});
    const auto set = [&](const QByteArray &rules) {
        return running.probe->postText(u"/_sandbox/faults"_s, rules, u"application/json"_s).status;
    };
    QCOMPARE(set(R"(["get-roles=status:500"])"), 200);
    QCOMPARE(running.probe->call(u"get-roles"_s).status, 500);
    QCOMPARE(set(R"(["nonsense"])"), 400);
    QCOMPARE(set(R"({"not": "a list"})"), 400);
    QCOMPARE(running.probe->call(u"get-roles"_s).status, 500);
    QCOMPARE(set("[]"), 200);
    QCOMPARE(running.probe->call(u"get-roles"_s).status, 200);
    QVERIFY(running.sandbox.setFaults({u"get-roles=status:502"_s}));
    QCOMPARE(running.probe->call(u"get-roles"_s).status, 502);
    QVERIFY(running.sandbox.setFaults({u"get-roles=status:409"_s}));
    QCOMPARE(running.probe->call(u"get-roles"_s).json()["code"_L1].toInt(), 6);
}

void TestSandboxFaults::ownCallsAreNeverStruck()
{
    Running running({u"*=status:500"_s});
    QCOMPARE(running.probe->get(u"/_sandbox/stats"_s).status, 200);
    QCOMPARE(running.probe->get(u"/_sandbox/faults"_s).json()["faults"_L1].toArray().size(), 1);
}

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandbox_faults.moc"
