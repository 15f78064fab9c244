#include "core/transfer/migration_plan.h"

#include <QTest>

using namespace keywright;

namespace {

Capabilities someCapabilities()
{
    Capabilities capabilities;
    capabilities.expiry = ExpiryRules{8, 8760, 2160};
    capabilities.text.nameMaxLength = 64;
    capabilities.text.descriptionMaxLength = 250;
    capabilities.text.descriptionRequired = true;
    capabilities.text.pattern = QStringLiteral("[\\p{L}\\p{N}\\-_.,' ]*");
    return capabilities;
}

ApiKeyInfo someKey(const QString &description)
{
    ApiKeyInfo key;
    key.id = QStringLiteral("32b6e34b3d91647abb20e7b8");
    key.publicKey = QStringLiteral("abcdefgh");
    key.description = description;
    const RoleGrant member{QStringLiteral("ORG_MEMBER"), Scope{ScopeKind::Organization, {}}, {}};
    const RoleGrant future{
        QStringLiteral("GROUP_OF_TOMORROW"),
        Scope{ScopeKind::Project, QStringLiteral("5f9c0c3d1a2b4e6d8f7a9b0c")},
        {}};
    key.roles = {member, future, member};
    return key;
}

} // namespace

class TestImportMigration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAccountLikeTheKey()
    {
        const ApiKeyInfo key = someKey(QStringLiteral("Grafana (prod) / metrics\u2028"));
        const MigrationPlan plan = planMigration(key, someCapabilities(), OrganizationRules());
        QCOMPARE(plan.account.name, QStringLiteral("Grafana prod metrics"));
        QVERIFY(!nameProblem(plan.account.name, someCapabilities().text));
        QVERIFY(!descriptionProblem(plan.account.description, someCapabilities().text));
        QVERIFY(plan.account.description.contains(key.publicKey));
        QCOMPARE(plan.account.roles, key.roles.first(2));
        QCOMPARE(plan.account.secretLifetimeHours, 2160);
        QVERIFY(plan.removalAdvice.contains(key.id));
    }

    void namesThatDoNotFit()
    {
        const auto nameFor = [](const QString &description) {
            return planMigration(someKey(description), someCapabilities(), OrganizationRules())
                .account.name;
        };
        QCOMPARE(nameFor(QStringLiteral("///")), QStringLiteral("key-abcdefgh"));
        QCOMPARE(nameFor(QString(300, QLatin1Char('a'))).size(), 64);
    }

    void organisationsMayAllowLess()
    {
        OrganizationRules rules;
        rules.maxSecretHours = 24;
        rules.accessListRequired = true;
        ApiKeyInfo key = someKey(QStringLiteral("k"));
        key.roles.clear();
        const MigrationPlan plan = planMigration(key, someCapabilities(), rules);
        QCOMPARE(plan.account.secretLifetimeHours, 24);
        QCOMPARE(plan.notices.size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestImportMigration)
#include "tst_import_migration.moc"
