#include "tests/sandbox/atlas_fixture.h"

using namespace Qt::Literals::StringLiterals;

class TestSandboxAtlasAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_atlas = std::make_unique<AtlasFixture>(); }

    void listsWithoutSystemManaged();
    void createsShowingTheSecretOnce();
    void updatesOnlyWhatIsSent();
    void keepsUnknownRoles();
    void deletes();
    void refusesBadAccounts_data();
    void refusesBadAccounts();
    void refusesUnknownAttributes();
    void refusesBrokenJson();
    void limitsTheOrganization();
    void createsInAProject();
    void seesProjectRolesInTheProject();
    void removesFromAProjectOnly();
    void invites();
    void listsTheProjectsOfAnAccount();
    void doesNotFindStrangers_data();
    void doesNotFindStrangers();
    void rolesTakeEffectLate();

private:
    int create(const QJsonObject &body)
    {
        return m_atlas->call("POST", m_atlas->org + "/serviceAccounts", body);
    }
    QByteArray orgAccount(const QByteArray &id) const
    {
        return m_atlas->org + "/serviceAccounts/" + id;
    }

    std::unique_ptr<AtlasFixture> m_atlas;
};

void TestSandboxAtlasAccounts::listsWithoutSystemManaged()
{
    QCOMPARE(m_atlas->call("GET", m_atlas->org + "/serviceAccounts"), 200);
    QCOMPARE(m_atlas->results().size(), 9);
    QCOMPARE(m_atlas->json()["totalCount"_L1].toInt(), 9);
    QCOMPARE(m_atlas->results()[1]["name"_L1].toString(), u"terraform"_s);
    m_atlas->call("GET", m_atlas->org + "/serviceAccounts?includeSystemManaged=true");
    QCOMPARE(m_atlas->results().size(), 10);
}

void TestSandboxAtlasAccounts::createsShowingTheSecretOnce()
{
    QCOMPARE(
        create(AtlasFixture::newAccount(u"Zoë's reader_1.0, new"_s, {u"ORG_READ_ONLY"_s})), 201);
    const QJsonObject created = m_atlas->json();
    const QString id = created["clientId"_L1].toString();
    QVERIFY(id.startsWith("mdb_sa_id_"_L1) && id.size() == 34);
    const QJsonObject secret = created["secrets"_L1][0].toObject();
    const QString value = secret["secret"_L1].toString();
    QVERIFY(value.startsWith("mdb_sa_sk_"_L1) && value.size() == 50);
    QVERIFY(value.endsWith(secret["maskedSecretValue"_L1].toString().right(4)));
    QCOMPARE(m_atlas->call("GET", orgAccount(id.toLatin1())), 200);
    QVERIFY(!m_atlas->last.body.contains(value.toLatin1()));
    QCOMPARE(m_atlas->json()["roles"_L1].toArray(), QJsonArray{u"ORG_READ_ONLY"_s});
    const auto ends = QDateTime::fromString(secret["expiresAt"_L1].toString(), Qt::ISODate);
    QCOMPARE(ends.toMSecsSinceEpoch(), m_atlas->nowMs + 720LL * 3'600'000);
}

void TestSandboxAtlasAccounts::updatesOnlyWhatIsSent()
{
    const QByteArray path = orgAccount(AtlasFixture::terraform);
    QCOMPARE(m_atlas->call("PATCH", path, QJsonObject{{u"name"_s, u"terraform-main"_s}}), 200);
    QCOMPARE(m_atlas->json()["name"_L1].toString(), u"terraform-main"_s);
    QCOMPARE(m_atlas->json()["roles"_L1].toArray(), QJsonArray{u"ORG_OWNER"_s});
    QVERIFY(m_atlas->json()["description"_L1].toString().startsWith("Infrastructure"_L1));
    QCOMPARE(
        m_atlas->call("PATCH", path, QJsonObject{{u"roles"_s, QJsonArray{u"ORG_MEMBER"_s}}}), 200);
    QCOMPARE(m_atlas->json()["roles"_L1].toArray(), QJsonArray{u"ORG_MEMBER"_s});
    QCOMPARE(m_atlas->call("PATCH", path, QJsonObject{{u"name"_s, u"a/b"_s}}), 400);
    QCOMPARE(m_atlas->badFields(), QStringList{u"name"_s});
}

void TestSandboxAtlasAccounts::keepsUnknownRoles()
{
    QCOMPARE(create(AtlasFixture::newAccount(u"new"_s, {u"ORG_ROLE_OF_TOMORROW"_s})), 201);
    QCOMPARE(m_atlas->json()["roles"_L1].toArray(), QJsonArray{u"ORG_ROLE_OF_TOMORROW"_s});
}

void TestSandboxAtlasAccounts::deletes()
{
    QCOMPARE(m_atlas->call("DELETE", orgAccount(AtlasFixture::terraform)), 204);
    QVERIFY(m_atlas->last.body.isEmpty());
    QCOMPARE(m_atlas->call("DELETE", orgAccount(AtlasFixture::terraform)), 404);
    QCOMPARE(m_atlas->errorCode(), u"RESOURCE_NOT_FOUND"_s);
}

void TestSandboxAtlasAccounts::refusesBadAccounts_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    const auto missing = QJsonValue(QJsonValue::Undefined);
    QTest::newRow("no name") << u"name"_s << missing;
    QTest::newRow("empty name") << u"name"_s << QJsonValue(QString());
    QTest::newRow("long name") << u"name"_s << QJsonValue(QString(65, u'a'));
    QTest::newRow("character") << u"name"_s << QJsonValue(u"a@b"_s);
    QTest::newRow("name is a number") << u"name"_s << QJsonValue(7);
    QTest::newRow("no description") << u"description"_s << missing;
    QTest::newRow("long description") << u"description"_s << QJsonValue(QString(251, u'a'));
    QTest::newRow("no roles") << u"roles"_s << missing;
    QTest::newRow("empty roles") << u"roles"_s << QJsonValue(QJsonArray());
    QTest::newRow("project role") << u"roles"_s << QJsonValue(QJsonArray{u"GROUP_OWNER"_s});
    QTest::newRow("no hours") << u"secretExpiresAfterHours"_s << missing;
    QTest::newRow("too short") << u"secretExpiresAfterHours"_s << QJsonValue(7);
    QTest::newRow("too long") << u"secretExpiresAfterHours"_s << QJsonValue(8761);
    QTest::newRow("half an hour") << u"secretExpiresAfterHours"_s << QJsonValue(8.5);
    QTest::newRow("text") << u"secretExpiresAfterHours"_s << QJsonValue(u"720"_s);
}

void TestSandboxAtlasAccounts::refusesBadAccounts()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject body = AtlasFixture::newAccount(u"good"_s, {u"ORG_MEMBER"_s});
    if (value.isUndefined())
        body.remove(field);
    else
        body.insert(field, value);
    QCOMPARE(create(body), 400);
    QCOMPARE(m_atlas->errorCode(), u"VALIDATION_ERROR"_s);
    QCOMPARE(m_atlas->json()["error"_L1].toInt(), 400);
    QCOMPARE(m_atlas->json()["reason"_L1].toString(), u"Bad Request"_s);
    QCOMPARE(m_atlas->badFields(), QStringList{field});
    QVERIFY(m_atlas->json()["detail"_L1].toString().startsWith(field));
}

void TestSandboxAtlasAccounts::refusesUnknownAttributes()
{
    QJsonObject body = AtlasFixture::newAccount(u"good"_s, {u"ORG_MEMBER"_s});
    body.insert("enabled"_L1, true);
    QCOMPARE(create(body), 400);
    QCOMPARE(m_atlas->errorCode(), u"INVALID_ATTRIBUTE"_s);
    QCOMPARE(m_atlas->json()["parameters"_L1].toArray(), QJsonArray{u"enabled"_s});
}

void TestSandboxAtlasAccounts::refusesBrokenJson()
{
    auto request = m_atlas->request("POST", m_atlas->org + "/serviceAccounts");
    request.body = "{\"name\":";
    QCOMPARE(m_atlas->send(request).status, 400);
    QCOMPARE(m_atlas->errorCode(), u"INVALID_JSON"_s);
    QCOMPARE(m_atlas->call("POST", m_atlas->org + "/serviceAccounts", QJsonArray{1}), 400);
    QVERIFY(m_atlas->badFields().contains(u"body"_s));
}

void TestSandboxAtlasAccounts::limitsTheOrganization()
{
    m_atlas->options.requestsPerMinute = 100'000;
    for (qsizetype i = m_atlas->state.accountIds().size(); i < 200; ++i)
        QCOMPARE(create(AtlasFixture::newAccount(u"many"_s, {u"ORG_MEMBER"_s})), 201);
    QCOMPARE(create(AtlasFixture::newAccount(u"many"_s, {u"ORG_MEMBER"_s})), 400);
    QCOMPARE(m_atlas->errorCode(), u"SERVICE_ACCOUNT_LIMIT_EXCEEDED"_s);
}

void TestSandboxAtlasAccounts::createsInAProject()
{
    const QByteArray list = m_atlas->prod + "/serviceAccounts";
    QCOMPARE(m_atlas->call("POST", list, AtlasFixture::newAccount(u"p"_s, {u"ORG_OWNER"_s})), 400);
    QCOMPARE(
        m_atlas->call("POST", list, AtlasFixture::newAccount(u"p"_s, {u"GROUP_READ_ONLY"_s})), 201);
    const QByteArray id = m_atlas->json()["clientId"_L1].toString().toLatin1();
    QCOMPARE(m_atlas->json()["roles"_L1].toArray(), QJsonArray{u"GROUP_READ_ONLY"_s});
    m_atlas->call("GET", orgAccount(id));
    QCOMPARE(m_atlas->json()["roles"_L1].toArray(), QJsonArray{u"ORG_MEMBER"_s});
}

void TestSandboxAtlasAccounts::seesProjectRolesInTheProject()
{
    const QByteArray path = m_atlas->prod + "/serviceAccounts/" + AtlasFixture::backupExporter;
    QCOMPARE(m_atlas->call("GET", path), 200);
    QCOMPARE(m_atlas->json()["roles"_L1].toArray(), QJsonArray{u"GROUP_BACKUP_MANAGER"_s});
    const QJsonObject change{{u"roles"_s, QJsonArray{u"GROUP_OWNER"_s, u"GROUP_OWNER"_s}}};
    QCOMPARE(m_atlas->call("PATCH", path, change), 200);
    QCOMPARE(m_atlas->json()["roles"_L1].toArray(), QJsonArray{u"GROUP_OWNER"_s});
    m_atlas->call("GET", m_atlas->prod + "/serviceAccounts");
    QCOMPARE(m_atlas->results().size(), 3);
}

void TestSandboxAtlasAccounts::removesFromAProjectOnly()
{
    const QByteArray id = AtlasFixture::searchIndexer;
    QCOMPARE(m_atlas->call("DELETE", m_atlas->prod + "/serviceAccounts/" + id), 204);
    QCOMPARE(m_atlas->call("GET", m_atlas->prod + "/serviceAccounts/" + id), 404);
    QCOMPARE(m_atlas->call("GET", orgAccount(id)), 200);
    QCOMPARE(m_atlas->json()["secrets"_L1].toArray().size(), 1);
}

void TestSandboxAtlasAccounts::invites()
{
    const QByteArray path =
        m_atlas->staging + "/serviceAccounts/" + AtlasFixture::searchIndexer + ":invite";
    const QJsonObject twice{{u"roles"_s, QJsonArray{u"GROUP_OWNER"_s, u"GROUP_OWNER"_s}}};
    QCOMPARE(m_atlas->call("POST", path, twice), 400);
    QCOMPARE(m_atlas->badFields(), QStringList{u"roles"_s});
    const QJsonObject roles{{u"roles"_s, QJsonArray{u"GROUP_READ_ONLY"_s}}};
    QCOMPARE(m_atlas->call("POST", path, roles), 200);
    QCOMPARE(m_atlas->json()["roles"_L1].toArray(), QJsonArray{u"GROUP_READ_ONLY"_s});
    QCOMPARE(m_atlas->call("POST", path, roles), 409);
}

void TestSandboxAtlasAccounts::listsTheProjectsOfAnAccount()
{
    QCOMPARE(m_atlas->call("GET", orgAccount(AtlasFixture::metricsReader) + "/groups"), 200);
    QCOMPARE(m_atlas->results().size(), 2);
    const QJsonValue prod = m_atlas->results()[0];
    QCOMPARE(prod["groupId"_L1].toString(), m_atlas->state.projects[0].id);
    QCOMPARE(prod["roles"_L1].toArray(), QJsonArray{u"GROUP_READ_ONLY"_s});
}

void TestSandboxAtlasAccounts::doesNotFindStrangers_data()
{
    QTest::addColumn<QByteArray>("path");
    const QByteArray id = "mdb_sa_id_000000000000000000000000";
    QTest::newRow("account") << "/api/atlas/v2/orgs/ORG/serviceAccounts/" + id;
    QTest::newRow("not an id") << QByteArray("/api/atlas/v2/orgs/ORG/serviceAccounts/nobody");
    QTest::newRow("organisation") << QByteArray(
        "/api/atlas/v2/orgs/000000000000000000000000/serviceAccounts");
    QTest::newRow("project") << QByteArray(
        "/api/atlas/v2/groups/000000000000000000000000/serviceAccounts");
    QTest::newRow("path") << QByteArray("/api/atlas/v2/nothing");
}

void TestSandboxAtlasAccounts::doesNotFindStrangers()
{
    QFETCH(QByteArray, path);
    path.replace("/api/atlas/v2/orgs/ORG", m_atlas->org);
    QCOMPARE(m_atlas->call("GET", path), 404);
    QCOMPARE(m_atlas->errorCode(), u"RESOURCE_NOT_FOUND"_s);
    QCOMPARE(m_atlas->json()["reason"_L1].toString(), u"Not Found"_s);
}

void TestSandboxAtlasAccounts::rolesTakeEffectLate()
{
    m_atlas->becomeOrganization({u"ORG_READ_ONLY"_s});
    const QByteArray console =
        m_atlas->bearer(m_atlas->state.console.clientId, m_atlas->state.console.clientSecret);
    const QByteArray reader = std::exchange(m_atlas->authorization, console);
    m_atlas->options.propagationMs = 60'000;
    m_atlas->call(
        "PATCH", orgAccount(m_atlas->callerId.toLatin1()),
        QJsonObject{{u"roles"_s, QJsonArray{u"ORG_OWNER"_s}}});
    m_atlas->authorization = reader;
    QCOMPARE(m_atlas->call("DELETE", orgAccount(AtlasFixture::terraform)), 403);
    m_atlas->nowMs += 60'000;
    QCOMPARE(m_atlas->call("DELETE", orgAccount(AtlasFixture::terraform)), 204);
}

QTEST_GUILESS_MAIN(TestSandboxAtlasAccounts)
#include "tst_sandbox_atlas_accounts.moc"
