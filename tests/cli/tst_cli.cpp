#include "app/sandbox/sandbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace keywright;

namespace {

struct Outcome
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
};

constexpr int processDeadline = 60000; // ms

} // namespace

/// The real program against a sandbox in this process. No keychain is reachable unless a test says
/// otherwise.
class CliTest : public QObject
{
    Q_OBJECT

private:
    QProcessEnvironment environment() const
    {
        QProcessEnvironment result;
        result.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
        result.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        result.insert(QStringLiteral("HOME"), m_home.path());
        // A sanitizer looks for leaks by tracing the process, which it otherwise forbids.
        result.insert(QStringLiteral("KEYWRIGHT_ALLOW_DUMP"), QStringLiteral("1"));
        result.insert(
            QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
            QStringLiteral("unix:path=/nonexistent/bus"));
        result.insert(QStringLiteral("TECTON_URL"), m_info.tecton.url);
        result.insert(QStringLiteral("TECTON_API_KEY"), m_info.tecton.adminApiKey);
        return result;
    }

    Outcome run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return run(arguments, environment(), input);
    }

    Outcome
    run(const QStringList &arguments, const QProcessEnvironment &environment,
        const QByteArray &input = {}) const
    {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(KEYWRIGHT_CLI), arguments);
        process.write(input);
        process.closeWriteChannel();
        Outcome outcome;
        if (!process.waitForFinished(processDeadline))
            return outcome;
        outcome.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
        outcome.out = process.readAllStandardOutput();
        outcome.err = process.readAllStandardError();
        return outcome;
    }

    /// Describes the sandbox's organisation and no other system.
    QProcessEnvironment atlasEnvironment() const
    {
        QProcessEnvironment result = environment();
        result.remove(QStringLiteral("TECTON_URL"));
        result.remove(QStringLiteral("TECTON_API_KEY"));
        result.insert(QStringLiteral("MONGODB_ATLAS_BASE_URL"), m_info.atlas.url);
        result.insert(QStringLiteral("MONGODB_ATLAS_ORG_ID"), m_info.atlas.orgId);
        return result;
    }

    QJsonObject createOAuth(const QString &name) const
    {
        const Outcome created = run(
            {QStringLiteral("--json"), QStringLiteral("accounts"), QStringLiteral("create"),
             QStringLiteral("--name"), name, QStringLiteral("--role"), m_consumerOnProd,
             QStringLiteral("--no-store")});
        return created.status == 0 ? created.object() : QJsonObject();
    }

    static QStringList words(const char *line)
    {
        return QString::fromLatin1(line).split(QLatin1Char(' '));
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    sandbox::SandboxInfo m_info;
    QTemporaryDir m_home;
    QString m_consumerOnProd;

private Q_SLOTS:
    void init()
    {
        m_sandbox = std::make_unique<sandbox::Sandbox>(sandbox::SandboxOptions());
        QString reason;
        QVERIFY2(m_sandbox->start(&reason), qPrintable(reason));
        m_info = m_sandbox->info();
        const QJsonArray roles = run(words("--json roles catalog")).array();
        for (const QJsonValue &role : roles) {
            if (role[QStringLiteral("name")].toString() == QLatin1String("Consumer"))
                m_consumerOnProd =
                    role[QStringLiteral("id")].toString() + QStringLiteral("@workspace:prod");
        }
        QVERIFY(!m_consumerOnProd.isEmpty());
    }

    void listsWithStableKeys()
    {
        const Outcome listed = run(words("--json accounts list"));
        QCOMPARE(listed.status, 0);
        const QJsonArray accounts = listed.array();
        QVERIFY(accounts.size() >= 5);
        const QStringList expected = words("connection createdAt createdBy description id name "
                                           "provider roles secrets status type");
        QCOMPARE(accounts.first().toObject().keys(), expected);

        const Outcome table = run(words("accounts list --search fraud"));
        QCOMPARE(table.status, 0);
        QVERIFY(table.out.startsWith("ID "));
        QVERIFY(table.out.contains("fraud"));
    }

    void takesAnAccountThroughItsLife()
    {
        const QJsonObject created = createOAuth(QStringLiteral("cli life"));
        const QString id = created[QStringLiteral("id")].toString();
        QVERIFY(!id.isEmpty());
        QVERIFY(!created[QStringLiteral("clientSecret")].toString().isEmpty());

        const QJsonObject shown = run({words("--json accounts show") + QStringList(id)}).object();
        QCOMPARE(shown[QStringLiteral("roles")].toArray().size(), 1);
        QCOMPARE(shown[QStringLiteral("secrets")].toArray().size(), 1);

        const QJsonObject renamed =
            run(words("--json accounts update") +
                QStringList{id, QStringLiteral("--name"), QStringLiteral("renamed")})
                .object();
        QCOMPARE(renamed[QStringLiteral("name")].toString(), QStringLiteral("renamed"));
        const QJsonObject deactivated =
            run(words("--json accounts deactivate") + QStringList(id)).object();
        QCOMPARE(deactivated[QStringLiteral("status")].toString(), QStringLiteral("deactivated"));
        const QJsonObject activated =
            run(words("--json accounts activate") + QStringList(id)).object();
        QCOMPARE(activated[QStringLiteral("status")].toString(), QStringLiteral("active"));

        QCOMPARE(run(words("accounts delete") + QStringList(id)).status, 2);
        QCOMPARE(run(words("accounts delete --yes") + QStringList(id)).status, 0);
        QCOMPARE(run(words("accounts show") + QStringList(id)).status, 5);
    }

    void printsANewSecretAloneOnItsLine()
    {
        const Outcome created = run(words("accounts create --name printed --no-store"));
        QCOMPARE(created.status, 0);
        const QList<QByteArray> lines = created.out.split('\n');
        const qsizetype label = lines.indexOf("Client secret:");
        QVERIFY(label >= 0);
        const QByteArray secret = lines.at(label + 1);
        QVERIFY(secret.size() >= 20);
        QVERIFY(!created.err.contains(secret));
    }

    void aMissingKeychainIsToldAndTheSecretIsStillShown()
    {
        const Outcome created = run(words("accounts create --name unstored"));
        QCOMPARE(created.status, 10);
        QVERIFY(created.out.contains("Client secret:"));
        QVERIFY2(created.err.contains("Not stored in the keychain"), created.err.constData());
    }

    void aSecretThatCannotBeWrittenIsCalledLost()
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(
            QStringLiteral(KEYWRIGHT_CLI),
            words("--quiet accounts create --name unwritten --no-store"));
        QVERIFY(process.waitForFinished(processDeadline));
        QCOMPARE(process.exitCode(), 10);
        QVERIFY(process.readAllStandardError().contains("is lost"));
    }

    void aConnectionIsNotAddedWhenItsSecretCannotBeKept()
    {
        const QStringList add =
            words("connections add prod --provider tecton --url") + QStringList(m_info.tecton.url);
        const Outcome added = run(add, "made-up-key\n");
        QCOMPARE(added.status, 9);
        QVERIFY(!added.err.contains("made-up-key"));
        QCOMPARE(run(words("--json connections list")).array().size(), 0);
        QCOMPARE(run(words("--no-keychain") + add, "made-up-key\n").status, 2);
    }

    void enforcesTheRulesOfSecrets()
    {
        const QString id =
            createOAuth(QStringLiteral("cli secrets"))[QStringLiteral("id")].toString();
        const QJsonArray first = run(words("--json secrets list") + QStringList(id)).array();
        QCOMPARE(first.size(), 1);
        const QString firstId = first[0][QStringLiteral("id")].toString();

        const Outcome lastActive = run(words("secrets deactivate") + QStringList{id, firstId});
        QCOMPARE(lastActive.status, 6);
        const QJsonObject second =
            run(words("--json secrets create --no-store") + QStringList(id)).object();
        QVERIFY(!second[QStringLiteral("secret")].toString().isEmpty());
        QCOMPARE(run(words("secrets create --no-store") + QStringList(id)).status, 6);
        QCOMPARE(run(words("secrets delete --yes") + QStringList{id, firstId}).status, 6);
        QCOMPARE(run(words("secrets deactivate") + QStringList{id, firstId}).status, 0);
        QCOMPARE(run(words("secrets activate") + QStringList{id, firstId}).status, 0);
        QCOMPARE(run(words("secrets deactivate") + QStringList{id, firstId}).status, 0);
        QCOMPARE(run(words("secrets delete") + QStringList{id, firstId}).status, 2);
        QCOMPARE(run(words("secrets delete --yes") + QStringList{id, firstId}).status, 0);
        QCOMPARE(run(words("--json secrets list") + QStringList(id)).array().size(), 1);
    }

    void assignsAndRemovesRoles()
    {
        const QString id =
            createOAuth(QStringLiteral("cli roles"))[QStringLiteral("id")].toString();
        QString onStaging = m_consumerOnProd;
        onStaging.replace(QStringLiteral("prod"), QStringLiteral("staging"));
        QCOMPARE(run(words("--json roles assign") + QStringList{id, onStaging}).array().size(), 2);
        QCOMPARE(
            run(words("--json roles remove") + QStringList{id, m_consumerOnProd}).array().size(),
            1);
        QCOMPARE(
            run(words("roles assign") + QStringList{id, QStringLiteral("consumer")}).status, 2);
    }

    void looksUpFeaturesAsANewAccount()
    {
        const QJsonObject created = createOAuth(QStringLiteral("cli lookup"));
        QProcessEnvironment asAccount = environment();
        asAccount.remove(QStringLiteral("TECTON_URL"));
        asAccount.insert(QStringLiteral("KEYWRIGHT_URL"), m_info.tecton.url);
        asAccount.insert(QStringLiteral("KEYWRIGHT_TOKEN_URL"), m_info.tecton.tokenUrl);
        asAccount.insert(
            QStringLiteral("KEYWRIGHT_CLIENT_ID"), created[QStringLiteral("id")].toString());
        asAccount.insert(
            QStringLiteral("KEYWRIGHT_CLIENT_SECRET"),
            created[QStringLiteral("clientSecret")].toString());
        const QStringList lookup = words("--json lookup prod/fraud_detection_feature_service --key "
                                         "user_id=u1 --key merchant=9007199254740993 "
                                         "--context amt=101 --status");
        const Outcome found = run(lookup, asAccount);
        QVERIFY2(found.status == 0, found.err.constData());
        const QJsonArray features = found.object()[QStringLiteral("features")].toArray();
        QVERIFY(!features.isEmpty());
        QVERIFY(!features[0][QStringLiteral("name")].toString().isEmpty());
        QCOMPARE(run(lookup + QStringList(QStringLiteral("--v2")), asAccount).status, 0);

        const QString id = created[QStringLiteral("id")].toString();
        QCOMPARE(run(words("accounts deactivate") + QStringList(id)).status, 0);
        QCOMPARE(run(lookup, asAccount).status, 3);
    }

    void refusesLookupsThatCannotBeRight()
    {
        QCOMPARE(run(words("lookup prod")).status, 2);
        const Outcome wrongType = run(words(
            "lookup prod/fraud_detection_feature_service --key user_id=u1 --key merchant=12a"));
        QCOMPARE(wrongType.status, 2);
        QVERIFY2(wrongType.err.contains("whole number"), wrongType.err.constData());
        const Outcome unknownKey =
            run(words("lookup prod/fraud_detection_feature_service --key nobody=1"));
        QCOMPARE(unknownKey.status, 2);
        QVERIFY2(unknownKey.err.contains("user_id"), unknownKey.err.constData());
        QCOMPARE(run(words("lookup prod/no_such_service --key a=1")).status, 5);
    }

    void failuresHaveTheirOwnExitStatus_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("kind");
        const QString real;
        QTest::newRow("wrong key") << real << QStringLiteral("made-up") << QString() << 3
                                   << QStringLiteral("not-authenticated");
        QTest::newRow("web page") << real << QString()
                                  << QStringLiteral("get-service-accounts=html") << 8
                                  << QStringLiteral("protocol");
        QTest::newRow("server failed")
            << real << QString() << QStringLiteral("get-service-accounts=status:500") << 8
            << QStringLiteral("provider");
        QTest::newRow("no scheme") << QStringLiteral("acme.tecton.ai") << QString() << QString()
                                   << 2 << QStringLiteral("invalid-input");
        QTest::newRow("plain http") << QStringLiteral("http://acme.example") << QString()
                                    << QString() << 2 << QStringLiteral("invalid-input");
        QTest::newRow("credentials in the URL")
            << QStringLiteral("https://user:made-up@acme.example") << QString() << QString() << 2
            << QStringLiteral("invalid-input");
        QTcpServer free;
        free.listen(QHostAddress::LocalHost);
        QTest::newRow("nobody listens")
            << QStringLiteral("http://127.0.0.1:%1").arg(free.serverPort()) << QString()
            << QString() << 7 << QStringLiteral("network");
    }

    void failuresHaveTheirOwnExitStatus()
    {
        QFETCH(QString, url);
        QFETCH(QString, key);
        QFETCH(QString, fault);
        QFETCH(int, status);
        QFETCH(QString, kind);
        QProcessEnvironment changed = environment();
        if (!url.isEmpty())
            changed.insert(QStringLiteral("TECTON_URL"), url);
        if (!key.isEmpty())
            changed.insert(QStringLiteral("TECTON_API_KEY"), key);
        if (!fault.isEmpty())
            m_sandbox->setFaults({fault});
        const Outcome failed = run(words("--json --timeout 20 accounts list"), changed);
        QVERIFY2(failed.status == status, failed.err.constData());
        const QJsonObject error = failed.object()[QStringLiteral("error")].toObject();
        QCOMPARE(error[QStringLiteral("kind")].toString(), kind);
        QVERIFY(!error[QStringLiteral("message")].toString().isEmpty());
        QVERIFY(!error[QStringLiteral("hint")].toString().isEmpty());
        QVERIFY(!failed.err.isEmpty());
        QVERIFY(!failed.err.contains(m_info.tecton.adminApiKey.toUtf8()));
    }

    void managesAccountsOfAnOrganization_data()
    {
        QTest::addColumn<bool>("isKeyPair");
        QTest::newRow("client credentials") << false;
        QTest::newRow("API key pair") << true;
    }

    void managesAccountsOfAnOrganization()
    {
        QFETCH(bool, isKeyPair);
        const sandbox::AtlasEndpoint &atlas = m_info.atlas;
        QProcessEnvironment signedIn = atlasEnvironment();
        signedIn.insert(
            isKeyPair ? QStringLiteral("MONGODB_ATLAS_PUBLIC_API_KEY")
                      : QStringLiteral("MONGODB_ATLAS_CLIENT_ID"),
            isKeyPair ? atlas.publicKey : atlas.clientId);
        QCOMPARE(run(words("accounts list"), signedIn).status, 2);
        signedIn.insert(
            isKeyPair ? QStringLiteral("MONGODB_ATLAS_PRIVATE_API_KEY")
                      : QStringLiteral("MONGODB_ATLAS_CLIENT_SECRET"),
            isKeyPair ? atlas.privateKey : atlas.clientSecret);

        const Outcome listed = run(words("--json accounts list"), signedIn);
        QVERIFY2(listed.status == 0, listed.err.constData());
        QVERIFY(!listed.array().isEmpty());
        QCOMPARE(listed.array()[0][QStringLiteral("provider")].toString(), QStringLiteral("atlas"));

        const Outcome created =
            run(words("--json accounts create --name cli-org --description made-by-a-test --role "
                      "ORG_READ_ONLY@org --expires 30d --no-store"),
                signedIn);
        QVERIFY2(created.status == 0, created.err.constData());
        const QJsonObject account = created.object();
        QVERIFY(!account[QStringLiteral("clientSecret")].toString().isEmpty());
        QCOMPARE(
            account[QStringLiteral("roles")][0][QStringLiteral("role")].toString(),
            QStringLiteral("ORG_READ_ONLY"));
        const QStringList id(account[QStringLiteral("id")].toString());
        QCOMPARE(run(words("accounts delete --yes") + id, signedIn).status, 0);
        QCOMPARE(run(words("accounts show") + id, signedIn).status, 5);
    }

    void ownNamesDescribeAnOrganizationToo()
    {
        QProcessEnvironment own = environment();
        own.insert(QStringLiteral("KEYWRIGHT_PROVIDER"), QStringLiteral("atlas"));
        own.insert(QStringLiteral("KEYWRIGHT_URL"), m_info.atlas.url);
        own.insert(QStringLiteral("KEYWRIGHT_CLIENT_ID"), m_info.atlas.clientId);
        own.insert(QStringLiteral("KEYWRIGHT_CLIENT_SECRET"), m_info.atlas.clientSecret);
        own.insert(QStringLiteral("KEYWRIGHT_ORG_ID"), m_info.atlas.orgId);
        own.insert(QStringLiteral("KEYWRIGHT_PROJECT_ID"), m_info.atlas.projectIds.value(0));
        const Outcome ofProject = run(words("--json accounts list"), own);
        QVERIFY2(ofProject.status == 0, ofProject.err.constData());
        own.insert(QStringLiteral("KEYWRIGHT_ORG_ID"), QStringLiteral("no-id"));
        QCOMPARE(run(words("accounts list"), own).status, 2);
    }

    void refusesConnectionsThatCannotSignIn_data()
    {
        QTest::addColumn<QString>("options");
        QTest::addColumn<int>("status");
        // What is right gets as far as the keychain, which is not there.
        QTest::newRow("client") << "--provider atlas --client-id mdb_sa_id_1 --org "
                                   "0123456789abcdef01234567"
                                << 9;
        QTest::newRow("key pair") << "--provider atlas --public-key abcdefgh" << 9;
        QTest::newRow("no sign-in") << "--provider atlas" << 2;
        QTest::newRow("both") << "--provider atlas --client-id a --public-key b" << 2;
        QTest::newRow("organization") << "--provider atlas --client-id a --org 123" << 2;
        QTest::newRow("project") << "--provider atlas --client-id a --project 123" << 2;
        QTest::newRow("no key pairs")
            << "--provider tecton --url https://acme.test --public-key a" << 2;
        QTest::newRow("no organizations")
            << "--provider tecton --url https://acme.test --org 0123456789abcdef01234567" << 2;
        QTest::newRow("no usual address") << "--provider tecton" << 2;
    }

    void refusesConnectionsThatCannotSignIn()
    {
        QFETCH(QString, options);
        QFETCH(int, status);
        const Outcome added = run(
            words("connections add other") + options.split(QLatin1Char(' ')), "made-up-secret\n");
        QVERIFY2(added.status == status, added.err.constData());
        QVERIFY(!added.err.contains("made-up-secret"));
    }

    void aTakenNameIsAConflict()
    {
        createOAuth(QStringLiteral("taken"));
        const Outcome again = run(words("--json accounts create --name taken --no-store"));
        QCOMPARE(again.status, 6);
        QCOMPARE(
            again.object()[QStringLiteral("error")][QStringLiteral("kind")].toString(),
            QStringLiteral("conflict"));
    }

    void introspectsAKeyFromStandardInput()
    {
        const Outcome known =
            run(words("--json accounts introspect"), m_info.tecton.adminApiKey.toUtf8() + '\n');
        QVERIFY2(known.status == 0, known.err.constData());
        QVERIFY(!known.object()[QStringLiteral("id")].toString().isEmpty());
        QCOMPARE(run(words("accounts introspect"), "made-up\n").status, 5);
        QCOMPARE(run(words("accounts introspect"), "").status, 2);
    }

    void badUsageIsTwo()
    {
        QCOMPARE(run(words("accounts")).status, 2);
        QCOMPARE(run(words("accounts create")).status, 2);
        QCOMPARE(run(words("nonsense")).status, 2);
        QCOMPARE(run(words("secrets create x --expires soon")).status, 2);
        QCOMPARE(run(words("--help")).status, 0);
        QCOMPARE(run(words("accounts create --help")).status, 0);
        QVERIFY(run(words("--version")).out.startsWith("keywright-cli "));
        QProcessEnvironment bare = environment();
        bare.remove(QStringLiteral("TECTON_URL"));
        QCOMPARE(run(words("accounts list"), bare).status, 2);
    }

    void anInterruptEndsAWaitingCommand()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QProcessEnvironment towardsSilence = environment();
        towardsSilence.insert(
            QStringLiteral("TECTON_URL"),
            QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()));
        QProcess process;
        process.setProcessEnvironment(towardsSilence);
        process.start(QStringLiteral(KEYWRIGHT_CLI), words("accounts list"));
        QVERIFY(silent.waitForNewConnection(processDeadline));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(processDeadline));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
    }

    void startsASandbox()
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(QStringLiteral(KEYWRIGHT_CLI), words("--json sandbox"));
        QTRY_VERIFY_WITH_TIMEOUT(
            process.bytesAvailable() > 0 || process.waitForReadyRead(100), processDeadline);
        const QJsonObject info = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QVERIFY(!info[QStringLiteral("tecton")][QStringLiteral("url")].toString().isEmpty());
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(processDeadline));
        QCOMPARE(process.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
