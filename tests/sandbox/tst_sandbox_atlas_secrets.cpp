#include "tests/sandbox/atlas_fixture.h"

using namespace Qt::Literals::StringLiterals;
using keywright::sandbox::atlas::dayMs;
using keywright::sandbox::atlas::hourMs;

class TestSandboxAtlasSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_atlas = std::make_unique<AtlasFixture>(); }

    void creatingShortensTheOthersToSevenDays();
    void neverLengthensTheOthers();
    void keepsTwoAtMost();
    void expiredSecretsHoldTheirPlace();
    void obeysTheOrganizationsMaximum();
    void refusesHours_data();
    void refusesHours();
    void takesEffectLate();
    void needsTheOrganizationsOwnerForMoreThanAProject();
    void deletesInAProject();

private:
    static QByteArray secretsOf(const QByteArray &scope, const QByteArray &id)
    {
        return scope + "/serviceAccounts/" + id + "/secrets";
    }
    int create(const QByteArray &id, int hours = 2160)
    {
        return m_atlas->call(
            "POST", secretsOf(m_atlas->org, id),
            QJsonObject{{u"secretExpiresAfterHours"_s, hours}});
    }
    qint64 endOf(const QByteArray &id, qsizetype position) const
    {
        return m_atlas->state.account(QString::fromLatin1(id))->secrets[position].expiresAtMs;
    }

    std::unique_ptr<AtlasFixture> m_atlas;
};

void TestSandboxAtlasSecrets::creatingShortensTheOthersToSevenDays()
{
    const QByteArray id = AtlasFixture::backupExporter;
    QVERIFY(endOf(id, 0) > m_atlas->nowMs + 60 * dayMs);
    QCOMPARE(create(id), 201);
    QCOMPARE(endOf(id, 0), m_atlas->nowMs + 7 * dayMs);
    QCOMPARE(endOf(id, 1), m_atlas->nowMs + 2160 * hourMs);
    const QJsonObject secret = m_atlas->json();
    QVERIFY(secret["secret"_L1].toString().startsWith("mdb_sa_sk_"_L1));
    QCOMPARE(m_atlas->token(QString::fromLatin1(id), secret["secret"_L1].toString()).status, 200);
}

void TestSandboxAtlasSecrets::neverLengthensTheOthers()
{
    const QByteArray id = AtlasFixture::searchIndexer;
    m_atlas->nowMs = endOf(id, 0) - 2 * dayMs;
    m_atlas->authorization =
        m_atlas->bearer(m_atlas->state.console.clientId, m_atlas->state.console.clientSecret);
    const qint64 before = endOf(id, 0);
    QCOMPARE(create(id), 201);
    QCOMPARE(endOf(id, 0), before);
}

void TestSandboxAtlasSecrets::keepsTwoAtMost()
{
    QCOMPARE(create(AtlasFixture::terraform), 400);
    QCOMPARE(m_atlas->errorCode(), u"SERVICE_ACCOUNT_SECRET_LIMIT_EXCEEDED"_s);
}

void TestSandboxAtlasSecrets::expiredSecretsHoldTheirPlace()
{
    const QByteArray id = AtlasFixture::legacyImport;
    QVERIFY(endOf(id, 0) < m_atlas->nowMs);
    const QString expired = m_atlas->state.account(QString::fromLatin1(id))->secrets[0].id;
    QCOMPARE(create(id), 201);
    QCOMPARE(create(id), 400);
    const QByteArray path = secretsOf(m_atlas->org, id) + '/' + expired.toLatin1();
    QCOMPARE(m_atlas->call("DELETE", path), 204);
    QCOMPARE(m_atlas->call("DELETE", path), 404);
    QCOMPARE(create(id), 201);
}

void TestSandboxAtlasSecrets::obeysTheOrganizationsMaximum()
{
    const QByteArray settings = m_atlas->org + "/settings";
    const QString name = u"maxServiceAccountSecretValidityInHours"_s;
    QCOMPARE(m_atlas->call("PATCH", settings, QJsonObject{{name, 7}}), 400);
    QCOMPARE(m_atlas->badFields(), QStringList{name});
    QCOMPARE(m_atlas->call("PATCH", settings, QJsonObject{{name, 720}}), 200);
    QCOMPARE(m_atlas->call("GET", settings), 200);
    QCOMPARE(m_atlas->json()[name].toInt(), 720);
    QCOMPARE(create(AtlasFixture::searchIndexer, 721), 400);
    QCOMPARE(create(AtlasFixture::searchIndexer, 720), 201);
}

void TestSandboxAtlasSecrets::refusesHours_data()
{
    QTest::addColumn<QJsonObject>("body");
    const QString name = u"secretExpiresAfterHours"_s;
    QTest::newRow("missing") << QJsonObject();
    QTest::newRow("zero") << QJsonObject{{name, 0}};
    QTest::newRow("seven") << QJsonObject{{name, 7}};
    QTest::newRow("more than a year") << QJsonObject{{name, 8761}};
    QTest::newRow("text") << QJsonObject{{name, u"8"_s}};
}

void TestSandboxAtlasSecrets::refusesHours()
{
    QFETCH(QJsonObject, body);
    QCOMPARE(
        m_atlas->call("POST", secretsOf(m_atlas->org, AtlasFixture::searchIndexer), body), 400);
    QCOMPARE(m_atlas->errorCode(), u"VALIDATION_ERROR"_s);
    QCOMPARE(m_atlas->badFields(), QStringList{u"secretExpiresAfterHours"_s});
}

void TestSandboxAtlasSecrets::takesEffectLate()
{
    m_atlas->options.propagationMs = 30'000;
    QCOMPARE(create(AtlasFixture::searchIndexer), 201);
    const QString value = m_atlas->json()["secret"_L1].toString();
    const QString id = QString::fromLatin1(AtlasFixture::searchIndexer);
    QCOMPARE(m_atlas->token(id, value).status, 401);
    m_atlas->nowMs += 30'000;
    QCOMPARE(m_atlas->token(id, value).status, 200);
}

void TestSandboxAtlasSecrets::needsTheOrganizationsOwnerForMoreThanAProject()
{
    m_atlas->becomeProd({u"GROUP_OWNER"_s});
    const QJsonObject hours{{u"secretExpiresAfterHours"_s, 24}};
    QCOMPARE(
        m_atlas->call("POST", secretsOf(m_atlas->prod, AtlasFixture::searchIndexer), hours), 201);
    QCOMPARE(
        m_atlas->call("POST", secretsOf(m_atlas->prod, AtlasFixture::metricsReader), hours), 403);
    QCOMPARE(m_atlas->json()["parameters"_L1][0].toString(), u"Organization Owner"_s);
    QCOMPARE(
        m_atlas->call("POST", secretsOf(m_atlas->staging, AtlasFixture::searchIndexer), hours),
        403);
}

void TestSandboxAtlasSecrets::deletesInAProject()
{
    const QString id = QString::fromLatin1(AtlasFixture::searchIndexer);
    const QString secret = m_atlas->state.account(id)->secrets[0].id;
    const QByteArray path = secretsOf(m_atlas->prod, AtlasFixture::searchIndexer);
    QCOMPARE(m_atlas->call("DELETE", path + '/' + secret.toLatin1()), 204);
    QVERIFY(m_atlas->state.account(id)->secrets.isEmpty());
}

QTEST_GUILESS_MAIN(TestSandboxAtlasSecrets)
#include "tst_sandbox_atlas_secrets.moc"
