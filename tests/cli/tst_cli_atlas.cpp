#include "tests/cli/cli_fixture.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString searchIndexer = QStringLiteral("mdb_sa_id_9b41e7d5026f8ac3b1d490e6");

} // namespace

/// Accounts of an organisation.
class CliAtlasTest : public QObject
{
    Q_OBJECT

private:
    Outcome create(const char *name, const char *lifetime = "30d") const
    {
        return m_cli->onAtlas(
            words("--json accounts create --description made-by-a-test --no-store "
                  "--role ORG_READ_ONLY@org --name") +
            words(name) + words("--expires") + words(lifetime));
    }

    /// Sets the organisation's maximum, which the program itself does not do.
    void limitSecrets(int hours) const
    {
        const sandbox::AtlasEndpoint &atlas = m_cli->info().atlas;
        const QJsonObject token =
            m_cli->onAtlas(words("--json token --print") + QStringList(atlas.clientId)).object();
        QNetworkRequest request(QUrl(
            atlas.url + QStringLiteral("/api/atlas/v2/orgs/") + atlas.orgId +
            QStringLiteral("/settings")));
        request.setRawHeader(
            "Authorization", "Bearer " + token[QStringLiteral("token")].toString().toUtf8());
        request.setRawHeader("Accept", "application/vnd.atlas.2023-01-01+json");
        request.setRawHeader("Content-Type", "application/vnd.atlas.2023-01-01+json");
        QNetworkAccessManager manager;
        const QByteArray body =
            "{\"maxServiceAccountSecretValidityInHours\":" + QByteArray::number(hours) + '}';
        const std::unique_ptr<QNetworkReply> reply(
            manager.sendCustomRequest(request, "PATCH", body));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), processDeadline);
        QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    }

    static qint64 daysOf(const QJsonObject &secret)
    {
        const auto time = [&secret](const char *key) {
            return QDateTime::fromString(secret[QLatin1StringView(key)].toString(), Qt::ISODate);
        };
        return qRound64(double(time("createdAt").secsTo(time("expiresAt"))) / 86'400);
    }

    static bool isUtc(const QJsonValue &time) { return time.toString().endsWith(u'Z'); }

    std::unique_ptr<CliFixture> m_cli;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliFixture>();
        QCOMPARE(m_cli->start(), QString());
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
        const sandbox::AtlasEndpoint &atlas = m_cli->info().atlas;
        QProcessEnvironment signedIn = m_cli->atlasEnvironment();
        signedIn.remove(QStringLiteral("MONGODB_ATLAS_CLIENT_ID"));
        signedIn.remove(QStringLiteral("MONGODB_ATLAS_CLIENT_SECRET"));
        signedIn.insert(
            isKeyPair ? QStringLiteral("MONGODB_ATLAS_PUBLIC_API_KEY")
                      : QStringLiteral("MONGODB_ATLAS_CLIENT_ID"),
            isKeyPair ? atlas.publicKey : atlas.clientId);
        QCOMPARE(CliFixture::run(words("accounts list"), signedIn).status, 2);
        signedIn.insert(
            isKeyPair ? QStringLiteral("MONGODB_ATLAS_PRIVATE_API_KEY")
                      : QStringLiteral("MONGODB_ATLAS_CLIENT_SECRET"),
            isKeyPair ? atlas.privateKey : atlas.clientSecret);

        const Outcome listed = CliFixture::run(words("--json accounts list"), signedIn);
        QVERIFY2(listed.status == 0, listed.err.constData());
        QVERIFY(!listed.array().isEmpty());
        QCOMPARE(listed.array()[0][QStringLiteral("provider")].toString(), QStringLiteral("atlas"));

        const Outcome created = CliFixture::run(
            words("--json accounts create --name cli-org --description made-by-a-test --role "
                  "ORG_READ_ONLY@org --expires 30d --no-store"),
            signedIn);
        QVERIFY2(created.status == 0, created.err.constData());
        const QJsonObject account = created.object();
        QVERIFY(!account[QStringLiteral("clientSecret")].toString().isEmpty());
        QCOMPARE(
            account[QStringLiteral("roles")][0][QStringLiteral("role")].toString(),
            QStringLiteral("ORG_READ_ONLY"));
        const QStringList id(account[QStringLiteral("id")].toString());
        QCOMPARE(CliFixture::run(words("accounts delete --yes") + id, signedIn).status, 0);
        QCOMPARE(CliFixture::run(words("accounts show") + id, signedIn).status, 5);
    }

    void documentsHaveStableKeys()
    {
        const QStringList accountKeys = words("connection createdAt createdBy description id name "
                                              "provider roles secrets status type");
        const QStringList secretKeys = words("createdAt expiresAt id lastUsedAt masked status");
        const QJsonArray accounts = m_cli->onAtlas(words("--json accounts list")).array();
        for (const QJsonValue &account : accounts) {
            QCOMPARE(account.toObject().keys(), accountKeys);
            QCOMPARE(account[QStringLiteral("type")].toString(), QStringLiteral("oauth"));
            QCOMPARE(account[QStringLiteral("status")].toString(), QStringLiteral("active"));
        }
        const QStringList id(searchIndexer);
        const QJsonObject shown = m_cli->onAtlas(words("--json accounts show") + id).object();
        QCOMPARE(shown.keys(), accountKeys);
        QCOMPARE(shown[QStringLiteral("roles")][0].toObject().keys(), words("role scope via"));
        const QJsonArray secrets = m_cli->onAtlas(words("--json secrets list") + id).array();
        QCOMPARE(secrets[0].toObject().keys(), secretKeys);
        const QJsonObject secret =
            m_cli->onAtlas(words("--json secrets create --no-store") + id).object();
        QCOMPARE(secret.keys(), words("createdAt expiresAt id secret"));
        QVERIFY(isUtc(secret[QStringLiteral("createdAt")]));
        QVERIFY(isUtc(secret[QStringLiteral("expiresAt")]));

        QStringList createdKeys = accountKeys + words("clientSecret failedRoles stored");
        createdKeys.sort();
        QCOMPARE(create("shape").object().keys(), createdKeys);
        const QJsonArray roles = m_cli->onAtlas(words("--json roles catalog")).array();
        QCOMPARE(roles[0].toObject().keys(), words("description id name permissions scopes"));
    }

    void theProvidersOwnAccountsAreListedOnRequest()
    {
        const auto usual = m_cli->onAtlas(words("--json accounts list")).array();
        const auto all = m_cli->onAtlas(words("--json accounts list --all")).array();
        QCOMPARE(all.size(), usual.size() + 1);
    }

    void assignsAndRemovesRoles()
    {
        const QString project = QStringLiteral("GROUP_READ_ONLY@project:%1")
                                    .arg(m_cli->info().atlas.projectIds.value(1));
        const QStringList grant{searchIndexer, project};
        const auto before =
            m_cli->onAtlas(words("--json roles list") + QStringList(searchIndexer)).array();
        const Outcome assigned = m_cli->onAtlas(words("--json roles assign") + grant);
        QVERIFY2(assigned.status == 0, assigned.err.constData());
        QCOMPARE(assigned.array().size(), before.size() + 1);
        // The last role of a project ends the membership, which is another command.
        QCOMPARE(m_cli->onAtlas(words("roles remove") + grant).status, 6);
        QCOMPARE(
            m_cli
                ->onAtlas(
                    words("roles assign") +
                    QStringList{searchIndexer, QStringLiteral("ORG_OWNER@workspace:x")})
                .status,
            2);
    }

    void aNewSecretsEffectIsToldBeforeItIsMade()
    {
        m_cli->sandbox().setFaults({QStringLiteral("/secrets=status:500")});
        const Outcome failed =
            m_cli->onAtlas(words("secrets create --no-store") + QStringList(searchIndexer));
        QCOMPARE(failed.status, 8);
        const QList<QByteArray> lines = failed.err.split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines.at(0).contains("seven days from now"), failed.err.constData());
        m_cli->sandbox().setFaults({});
        const Outcome quiet =
            m_cli->onAtlas(words("--quiet secrets create --no-store") + QStringList(searchIndexer));
        QCOMPARE(quiet.status, 0);
        QVERIFY(quiet.err.isEmpty());
        // Of a third one nothing is told but that there is none.
        const Outcome third =
            m_cli->onAtlas(words("secrets create --no-store") + QStringList(searchIndexer));
        QCOMPARE(third.status, 6);
        QCOMPARE(third.err.count('\n'), 1);
        QVERIFY2(third.err.startsWith("A third secret is not possible"), third.err.constData());
    }

    void lifetimesAreCappedWithASentence()
    {
        const QStringList id(searchIndexer);
        const QStringList secret = words("--json secrets create --no-store --expires");
        QCOMPARE(m_cli->onAtlas(secret + words("7") + id).status, 2);
        QCOMPARE(m_cli->onAtlas(secret + words("0d") + id).status, 2);
        QCOMPARE(m_cli->onAtlas(secret + words("soon") + id).status, 2);
        const Outcome longest = m_cli->onAtlas(secret + words("500d") + id);
        QVERIFY2(longest.err.contains("8760 hours (365 days)"), longest.err.constData());
        QCOMPARE(daysOf(longest.object()), 365);

        limitSecrets(720);
        const Outcome capped =
            m_cli->onAtlas(words("--json accounts create --name capped --description d --no-store "
                                 "--role ORG_READ_ONLY@org --expires 90d"));
        QVERIFY2(capped.status == 0, capped.err.constData());
        QVERIFY2(capped.err.contains("organization"), capped.err.constData());
        QVERIFY2(capped.err.contains("720 hours (30 days)"), capped.err.constData());
        QCOMPARE(daysOf(capped.object()[QStringLiteral("secrets")][0].toObject()), 30);
        // Without a wish the provider chooses, within the maximum.
        QCOMPARE(create("unwished").status, 0);
        QVERIFY(create("within", "29d").err.indexOf("720") < 0);
    }

    void refusedInWordsWhatTheSystemHasNot_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("what");
        QTest::newRow("deactivate") << "accounts deactivate x" << "deactivating accounts";
        QTest::newRow("activate") << "accounts activate x" << "activating or";
        QTest::newRow("introspect") << "accounts introspect" << "API key";
        QTest::newRow("secret off") << "secrets deactivate x y" << "deactivating secrets";
        QTest::newRow("secret on") << "secrets activate x y" << "activating or";
        QTest::newRow("lookup") << "lookup a/b --key c=d" << "lookups";
    }

    void refusedInWordsWhatTheSystemHasNot()
    {
        QFETCH(QString, command);
        QFETCH(QString, what);
        const Outcome refused =
            m_cli->onAtlas(words("--json") + command.split(QLatin1Char(' ')), "made-up\n");
        QCOMPARE(refused.status, 2);
        const QString message = refused.error()[QStringLiteral("message")].toString();
        QVERIFY2(message.startsWith(u"MongoDB Atlas does not offer"), qPrintable(message));
        QVERIFY2(message.contains(what), qPrintable(message));
        QVERIFY(!refused.error()[QStringLiteral("hint")].toString().isEmpty());
    }

    void refusesAccountsThatCannotBe()
    {
        QCOMPARE(
            m_cli->onAtlas(words("accounts create --name x --type api-key --description d")).status,
            2);
        QCOMPARE(m_cli->onAtlas(words("accounts create --name x --role ORG_OWNER@org")).status, 2);
        QCOMPARE(m_cli->onAtlas(words("accounts create --name x --description d")).status, 2);
    }

    void theOwnAccountIsGuarded_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("delete") << "accounts delete --yes %id";
        QTest::newRow("secret") << "secrets delete --yes %id 0123456789abcdef01234567";
        QTest::newRow("role") << "roles remove %id ORG_OWNER@org";
        QTest::newRow("project") << "projects remove %id --project %project";
        QTest::newRow("access") << "access add %id 203.0.113.9";
    }

    void theOwnAccountIsGuarded()
    {
        QFETCH(QString, command);
        const sandbox::AtlasEndpoint &atlas = m_cli->info().atlas;
        command.replace(QStringLiteral("%id"), atlas.clientId)
            .replace(QStringLiteral("%project"), atlas.projectIds.value(0));
        const Outcome refused = m_cli->onAtlas(words("--json") + command.split(QLatin1Char(' ')));
        QCOMPARE(refused.status, 2);
        QCOMPARE(
            refused.error()[QStringLiteral("field")].toString(), QStringLiteral("own-account"));
        QCOMPARE(m_cli->onAtlas(words("accounts list")).status, 0);
    }

    void theOwnAccountMayBeMeant()
    {
        const QString own = m_cli->info().atlas.clientId;
        const QStringList add{QStringLiteral("access"), QStringLiteral("add"), own};
        QCOMPARE(m_cli->onAtlas(add + words("203.0.113.9 --own-account")).status, 0);
        QCOMPARE(m_cli->onAtlas(words("accounts list")).status, 4);
    }

    void theOwnAccountMayBeLetInHere()
    {
        const QString own = m_cli->info().atlas.clientId;
        const QStringList access{QStringLiteral("access")};
        const QStringList here = QStringList(own) + words("127.0.0.1");
        QCOMPARE(m_cli->onAtlas(access + words("add --mine") + QStringList(own)).status, 0);
        QCOMPARE(
            m_cli->onAtlas(access + words("add") + QStringList(own) + words("203.0.113.9")).status,
            0);
        QCOMPARE(m_cli->onAtlas(access + words("remove") + here).status, 2);
        QCOMPARE(m_cli->onAtlas(words("accounts list")).status, 0);
    }

    void ofAProjectADeletionIsOnlyALeave()
    {
        QProcessEnvironment project = m_cli->atlasEnvironment();
        project.insert(
            QStringLiteral("MONGODB_ATLAS_PROJECT_ID"), m_cli->info().atlas.projectIds.value(0));
        const Outcome created = CliFixture::run(
            words("--json accounts create --name leaver --description d --no-store --role") +
                QStringList(QStringLiteral("GROUP_READ_ONLY@project:%1")
                                .arg(m_cli->info().atlas.projectIds.value(0))),
            project);
        QVERIFY2(created.status == 0, created.err.constData());
        const QStringList id(created.object()[QStringLiteral("id")].toString());
        const Outcome asked = CliFixture::run(words("accounts delete") + id, project);
        QCOMPARE(asked.status, 2);
        QVERIFY2(asked.err.contains("from the project"), asked.err.constData());
        const Outcome deleted =
            CliFixture::run(words("--json accounts delete --yes") + id, project);
        QVERIFY2(deleted.status == 0, deleted.err.constData());
        QVERIFY(deleted.err.startsWith("The account only leaves this project."));
        QVERIFY2(!deleted.err.contains("Deleted"), deleted.err.constData());
        QCOMPARE(deleted.object().keys(), words("projectId removed"));
        QCOMPARE(m_cli->onAtlas(words("accounts show") + id).status, 0);
    }
};

QTEST_GUILESS_MAIN(CliAtlasTest)
#include "tst_cli_atlas.moc"
