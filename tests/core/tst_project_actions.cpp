// Letting accounts into projects and taking them out: how a lost answer ends.

#include "core/accounts/project_actions.h"
#include "core/keychain/memory_credential_store.h"
#include "tests/core/atlas_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class ProjectActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void lostAnswersAreLookedUp_data();
    void lostAnswersAreLookedUp();
    void halfAnInvitationIsNone();
    void refusalsStayRefusals();

private:
    Result<void> invite(const QStringList &roles)
    {
        return await(ProjectActions::invite(m_session, m_account, m_atlas->project(0), roles, {}));
    }
    Result<void> remove()
    {
        return await(ProjectActions::remove(m_session, m_account, m_atlas->project(0), {}));
    }
    qsizetype memberships()
    {
        return await(m_session->provider()->projects()->projectsOf(m_account, {})).value().size();
    }
    bool strike(const QString &action)
    {
        return m_atlas->server().setFaults(
            {QStringLiteral("groups/%1/=%2").arg(m_atlas->project(0), action)});
    }

    const QStringList m_role{QStringLiteral("GROUP_READ_ONLY")};
    std::unique_ptr<AtlasFixture> m_atlas;
    std::shared_ptr<Session> m_session;
    QString m_account;
};

void ProjectActionsTest::init()
{
    m_atlas = std::make_unique<AtlasFixture>();
    m_session = std::make_shared<Session>(
        Connection(), m_atlas->admin(), nullptr, std::make_shared<MemoryCredentialStore>());
    const auto created = await(m_session->provider()->createAccount(
        newAtlasAccount(QStringLiteral("guest"), {organizationRole("ORG_MEMBER")}), {}));
    QVERIFY(created);
    m_account = created->account.id;
}

void ProjectActionsTest::lostAnswersAreLookedUp_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<bool>("arrived");
    QTest::newRow("the answer") << QStringLiteral("drop-after@1") << true;
    QTest::newRow("the request") << QStringLiteral("drop-before@1") << false;
}

void ProjectActionsTest::lostAnswersAreLookedUp()
{
    QFETCH(const QString, fault);
    QFETCH(const bool, arrived);
    QVERIFY(strike(fault));
    const auto invited = invite(m_role);
    QCOMPARE(invited.has_value(), arrived);
    QCOMPARE(errorOf(invited).outcomeUnknown, !arrived);
    QCOMPARE(memberships(), arrived ? 1 : 0);

    QVERIFY(m_atlas->server().setFaults({}));
    if (!arrived)
        QVERIFY(invite(m_role));
    QVERIFY(strike(fault));
    QCOMPARE(remove().has_value(), arrived);
    QCOMPARE(memberships(), arrived ? 0 : 1);
}

void ProjectActionsTest::halfAnInvitationIsNone()
{
    QVERIFY(invite(m_role));
    QVERIFY(strike(QStringLiteral("drop-before@1")));
    const auto invited = invite({m_role.first(), QStringLiteral("GROUP_OWNER")});
    QVERIFY(!invited);
    QVERIFY(errorOf(invited).outcomeUnknown);
}

void ProjectActionsTest::refusalsStayRefusals()
{
    QVERIFY(!invite({}));
    QCOMPARE(errorOf(remove()).kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(ProjectActionsTest)
#include "tst_project_actions.moc"
