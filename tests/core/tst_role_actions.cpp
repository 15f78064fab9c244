// Giving and taking roles: what is looked at first, and how a lost answer ends.

#include "core/accounts/role_actions.h"
#include "tests/support/actions_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class RoleActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void whatWasSeenIsChangedWithoutALook();
    void aListIsLookedAtFirst();
    void whatNobodyHasSeenCannotHaveChanged();
    void theOrderOfRolesDoesNotMatter();
    void changesInBetweenStopIt();
    void aLookThatFailsStopsIt();
    void lostAnswersAreLookedUp_data();
    void lostAnswersAreLookedUp();

private:
    Result<void> assign(const QList<RoleGrant> &seen)
    {
        return await(
            RoleActions::assign(m_fixture->session, m_fixture->accountId, m_see, seen, {}));
    }
    Result<void> remove(const QList<RoleGrant> &seen)
    {
        return await(
            RoleActions::remove(m_fixture->session, m_fixture->accountId, m_read, seen, {}));
    }
    QList<RoleGrant> &held() { return m_fixture->provider->roles[m_fixture->accountId]; }

    const RoleGrant m_read = grantOf(QStringLiteral("read"));
    const RoleGrant m_see = grantOf(QStringLiteral("see"));
    const RoleGrant m_theirs = grantOf(QStringLiteral("theirs"));
    std::unique_ptr<ActionsFixture> m_fixture;
};

void RoleActionsTest::init()
{
    m_fixture = std::make_unique<ActionsFixture>();
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->provider->supported.rolesReplacedAsList = true;
    held() = {m_read};
}

void RoleActionsTest::whatWasSeenIsChangedWithoutALook()
{
    m_fixture->provider->supported.rolesReplacedAsList = false;
    held().append(m_theirs);
    QVERIFY(assign({m_read}));
    QVERIFY(remove({m_read}));
    QVERIFY(!m_fixture->log->contains(QStringLiteral("rolesOf id-build-bot")));
    QCOMPARE(held(), QList({m_theirs, m_see}));
}

void RoleActionsTest::aListIsLookedAtFirst()
{
    QVERIFY(assign({m_read}));
    QCOMPARE(
        *m_fixture->log,
        QStringList({QStringLiteral("rolesOf id-build-bot"), QStringLiteral("assignRole see")}));
}

void RoleActionsTest::whatNobodyHasSeenCannotHaveChanged()
{
    held().append(m_theirs);
    QVERIFY(await(
        RoleActions::assign(m_fixture->session, m_fixture->accountId, m_see, std::nullopt, {})));
    QCOMPARE(*m_fixture->log, QStringList(QStringLiteral("assignRole see")));
}

void RoleActionsTest::theOrderOfRolesDoesNotMatter()
{
    held() = {m_theirs, m_read};
    QVERIFY(remove({m_read, m_theirs}));
    QCOMPARE(held(), QList({m_theirs}));
}

void RoleActionsTest::changesInBetweenStopIt()
{
    held().append(m_theirs);
    const auto assigned = assign({m_read});
    QVERIFY(!assigned);
    QCOMPARE(assigned.error().kind, ErrorKind::Conflict);
    QVERIFY(assigned.error().message.contains(QStringLiteral("was not assigned")));
    const auto removed = remove({m_read});
    QVERIFY(!removed);
    QVERIFY(removed.error().message.contains(QStringLiteral("was not removed")));
    QVERIFY(!removed.error().hint.isEmpty());
    QCOMPARE(held(), QList({m_read, m_theirs}));
    QVERIFY(!m_fixture->log->contains(QStringLiteral("assignRole see")));
}

void RoleActionsTest::aLookThatFailsStopsIt()
{
    m_fixture->provider->failNext(
        QStringLiteral("rolesOf"), makeError(ErrorKind::Provider, QStringLiteral("Busy.")));
    const auto assigned = assign({m_read});
    QVERIFY(!assigned);
    QCOMPARE(assigned.error().message, QStringLiteral("Busy."));
    QVERIFY(!m_fixture->log->contains(QStringLiteral("assignRole see")));
}

void RoleActionsTest::lostAnswersAreLookedUp_data()
{
    QTest::addColumn<bool>("arrived");
    QTest::newRow("the answer") << true;
    QTest::newRow("the request") << false;
}

void RoleActionsTest::lostAnswersAreLookedUp()
{
    QFETCH(const bool, arrived);
    for (const char *call : {"assignRole", "removeRole"}) {
        if (arrived)
            m_fixture->provider->loseAnswer(QLatin1StringView(call));
        else
            m_fixture->provider->loseRequest(QLatin1StringView(call));
    }
    const auto assigned = assign({m_read});
    QCOMPARE(assigned.has_value(), arrived);
    QCOMPARE(assigned || assigned.error().outcomeUnknown, true);
    const auto removed = remove(held());
    QCOMPARE(removed.has_value(), arrived);
    QCOMPARE(held().contains(m_read), !arrived);
}

QTEST_GUILESS_MAIN(RoleActionsTest)
#include "tst_role_actions.moc"
