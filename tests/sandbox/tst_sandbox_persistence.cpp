#include "tests/sandbox/http_probe.h"

#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace keywright::sandbox;

class TestSandboxPersistence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsStateBetweenStarts();
    void stateFileIsForItsOwnerAndHoldsNoSecret();
    void brokenStateFileIsAnError();

private:
    static std::unique_ptr<Sandbox> started(SandboxOptions options = {})
    {
        auto sandbox = std::make_unique<Sandbox>(std::move(options));
        QString errorText;
        if (!sandbox->start(&errorText))
            qFatal("%s", qUtf8Printable(errorText));
        return sandbox;
    }
};

void TestSandboxPersistence::keepsStateBetweenStarts()
{
    const QTemporaryDir folder;
    SandboxOptions options;
    options.dataDir = folder.filePath(u"data"_s);
    QString key;
    QJsonArray accounts;
    {
        const auto sandbox = started(options);
        HttpProbe probe(sandbox->info());
        key = sandbox->info().tecton.adminApiKey;
        QCOMPARE(probe.call(u"create-service-account"_s, newAccount(u"kept"_s)).status, 200);
        QCOMPARE(probe.call(u"delete-service-account"_s, {{u"id"_s, u"svc_2d91aa"_s}}).status, 200);
        accounts = probe.call(u"get-service-accounts"_s).json()["service_accounts"_L1].toArray();
    }
    const auto sandbox = started(options);
    HttpProbe probe(sandbox->info());
    QCOMPARE(sandbox->info().tecton.adminApiKey, key);
    QCOMPARE(
        probe.call(u"get-service-accounts"_s).json()["service_accounts"_L1].toArray(), accounts);
}

void TestSandboxPersistence::stateFileIsForItsOwnerAndHoldsNoSecret()
{
    const QTemporaryDir folder;
    SandboxOptions options;
    options.dataDir = folder.path();
    const auto sandbox = started(options);
    HttpProbe probe(sandbox->info());
    const QString key = probe.call(u"create-service-account"_s, newAccount(u"secretive"_s))
                            .json()["api_key"_L1]
                            .toString();
    QFile file(folder.filePath(u"tecton-state.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(key.toLatin1()));
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                        QFileDevice::WriteOther;
    QVERIFY(!(file.permissions() & others));
}

void TestSandboxPersistence::brokenStateFileIsAnError()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"tecton-state.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    SandboxOptions options;
    options.dataDir = folder.path();
    Sandbox sandbox(options);
    QString errorText;
    QVERIFY(!sandbox.start(&errorText));
    QVERIFY(errorText.contains(u"tecton-state.json"_s));
}

QTEST_GUILESS_MAIN(TestSandboxPersistence)
#include "tst_sandbox_persistence.moc"
