#include "tests/cli/cli_fixture.h"

#include <QTest>

using namespace keywright::test;

/// Accounts and secrets of a cluster.
class CliAccountsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliFixture> m_cli;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliFixture>();
        QCOMPARE(m_cli->start(), QString());
    }

    void listsWithStableKeys()
    {
        const Outcome listed = m_cli->onTecton(words("--json accounts list"));
        QCOMPARE(listed.status, 0);
        const QJsonArray accounts = listed.array();
        QVERIFY(accounts.size() >= 5);
        const QStringList expected = words("connection createdAt createdBy description id name "
                                           "provider roles secrets status type");
        QCOMPARE(accounts.first().toObject().keys(), expected);

        const Outcome table = m_cli->onTecton(words("accounts list --search fraud"));
        QCOMPARE(table.status, 0);
        QVERIFY(table.out.startsWith("ID "));
        QVERIFY(table.out.contains("fraud"));
    }

    void takesAnAccountThroughItsLife()
    {
        const QJsonObject created = m_cli->createOAuthAccount(QStringLiteral("cli life"));
        const QString id = created[QStringLiteral("id")].toString();
        QVERIFY(!id.isEmpty());
        QVERIFY(!created[QStringLiteral("clientSecret")].toString().isEmpty());

        const QJsonObject shown =
            m_cli->onTecton({words("--json accounts show") + QStringList(id)}).object();
        QCOMPARE(shown[QStringLiteral("roles")].toArray().size(), 1);
        QCOMPARE(shown[QStringLiteral("secrets")].toArray().size(), 1);

        const QJsonObject renamed =
            m_cli
                ->onTecton(
                    words("--json accounts update") +
                    QStringList{id, QStringLiteral("--name"), QStringLiteral("renamed")})
                .object();
        QCOMPARE(renamed[QStringLiteral("name")].toString(), QStringLiteral("renamed"));
        const QJsonObject deactivated =
            m_cli->onTecton(words("--json accounts deactivate") + QStringList(id)).object();
        QCOMPARE(deactivated[QStringLiteral("status")].toString(), QStringLiteral("deactivated"));
        const QJsonObject activated =
            m_cli->onTecton(words("--json accounts activate") + QStringList(id)).object();
        QCOMPARE(activated[QStringLiteral("status")].toString(), QStringLiteral("active"));

        QCOMPARE(m_cli->onTecton(words("accounts delete") + QStringList(id)).status, 2);
        QCOMPARE(m_cli->onTecton(words("accounts delete --yes") + QStringList(id)).status, 0);
        QCOMPARE(m_cli->onTecton(words("accounts show") + QStringList(id)).status, 5);
    }

    void printsANewSecretAloneOnItsLine()
    {
        const Outcome created = m_cli->onTecton(words("accounts create --name printed --no-store"));
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
        const Outcome created = m_cli->onTecton(words("accounts create --name unstored"));
        QCOMPARE(created.status, 10);
        QVERIFY(created.out.contains("Client secret:"));
        QVERIFY2(created.err.contains("Not stored in the keychain"), created.err.constData());
    }

    void aSecretThatCannotBeWrittenIsCalledLost()
    {
        QProcess process;
        process.setProcessEnvironment(m_cli->tectonEnvironment());
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(
            QStringLiteral(KEYWRIGHT_CLI),
            words("--quiet accounts create --name unwritten --no-store"));
        QVERIFY(process.waitForFinished(processDeadline));
        QCOMPARE(process.exitCode(), 10);
        QVERIFY(process.readAllStandardError().contains("is lost"));
    }

    void withoutTheKeychainNothingIsCalledStored()
    {
        const Outcome created =
            m_cli->onTecton(words("--no-keychain --json accounts create --name unkept"));
        QVERIFY2(created.status == 0, created.err.constData());
        QVERIFY(!created.object()[QStringLiteral("stored")].toBool(true));
        QVERIFY2(!created.err.contains("Stored"), created.err.constData());
        const QStringList id(created.object()[QStringLiteral("id")].toString());
        const Outcome secret = m_cli->onTecton(words("--no-keychain secrets create") + id);
        QVERIFY2(secret.status == 0, secret.err.constData());
        QVERIFY2(!secret.err.contains("Stored"), secret.err.constData());
    }

    void aRoleWhoseAnswerWasLostIsLookedUp()
    {
        const QJsonObject account = m_cli->createOAuthAccount(QStringLiteral("cli roles"));
        const QStringList grant{
            account[QStringLiteral("id")].toString(),
            m_cli->tectonRole(QStringLiteral("Consumer"))};
        m_cli->sandbox().setFaults({QStringLiteral("unassign-roles=drop-after")});
        const Outcome removed = m_cli->onTecton(words("--json roles remove") + grant);
        QVERIFY2(removed.status == 0, removed.err.constData());
        QVERIFY(removed.array().isEmpty());

        // The role is there; only the list of what there is now is not.
        m_cli->sandbox().setFaults({QStringLiteral("list-assigned-roles=status:403")});
        const Outcome assigned = m_cli->onTecton(words("--json roles assign") + grant);
        QCOMPARE(assigned.status, 10);
        QVERIFY(assigned.error()[QStringLiteral("message")].toString().startsWith(
            u"The role was assigned, but"));
        m_cli->sandbox().setFaults({});
        const auto held = m_cli->onTecton(words("--json roles list") + grant.first(1)).array();
        QCOMPARE(held.size(), 1);
    }

    void enforcesTheRulesOfSecrets()
    {
        const QString id =
            m_cli->createOAuthAccount(QStringLiteral("cli secrets"))[QStringLiteral("id")]
                .toString();
        const QJsonArray first =
            m_cli->onTecton(words("--json secrets list") + QStringList(id)).array();
        QCOMPARE(first.size(), 1);
        const QString firstId = first[0][QStringLiteral("id")].toString();

        const Outcome lastActive =
            m_cli->onTecton(words("secrets deactivate") + QStringList{id, firstId});
        QCOMPARE(lastActive.status, 6);
        const QJsonObject second =
            m_cli->onTecton(words("--json secrets create --no-store") + QStringList(id)).object();
        QVERIFY(!second[QStringLiteral("secret")].toString().isEmpty());
        QCOMPARE(m_cli->onTecton(words("secrets create --no-store") + QStringList(id)).status, 6);
        QCOMPARE(
            m_cli->onTecton(words("secrets delete --yes") + QStringList{id, firstId}).status, 6);
        QCOMPARE(m_cli->onTecton(words("secrets deactivate") + QStringList{id, firstId}).status, 0);
        QCOMPARE(m_cli->onTecton(words("secrets activate") + QStringList{id, firstId}).status, 0);
        QCOMPARE(m_cli->onTecton(words("secrets deactivate") + QStringList{id, firstId}).status, 0);
        QCOMPARE(m_cli->onTecton(words("secrets delete") + QStringList{id, firstId}).status, 2);
        QCOMPARE(
            m_cli->onTecton(words("secrets delete --yes") + QStringList{id, firstId}).status, 0);
        QCOMPARE(m_cli->onTecton(words("--json secrets list") + QStringList(id)).array().size(), 1);
    }

    void aTakenNameIsAConflict()
    {
        m_cli->createOAuthAccount(QStringLiteral("taken"));
        const Outcome again =
            m_cli->onTecton(words("--json accounts create --name taken --no-store"));
        QCOMPARE(again.status, 6);
        QCOMPARE(
            again.object()[QStringLiteral("error")][QStringLiteral("kind")].toString(),
            QStringLiteral("conflict"));
    }

    void introspectsAKeyFromStandardInput()
    {
        const Outcome known = m_cli->onTecton(
            words("--json accounts introspect"), m_cli->info().tecton.adminApiKey.toUtf8() + '\n');
        QVERIFY2(known.status == 0, known.err.constData());
        QVERIFY(!known.object()[QStringLiteral("id")].toString().isEmpty());
        QCOMPARE(m_cli->onTecton(words("accounts introspect"), "made-up\n").status, 5);
        QCOMPARE(m_cli->onTecton(words("accounts introspect"), "").status, 2);
    }
};

QTEST_GUILESS_MAIN(CliAccountsTest)
#include "tst_cli_accounts.moc"
