// The dialog that makes one more client secret, against a MongoDB Atlas organisation of the
// sandbox.

#include "tests/ui/atlas_world.h"
#include "tests/ui/dialog_probe.h"
#include "ui/accounts/create_secret_dialog.h"
#include "ui/theme/theme_controller.h"

#include <QPointer>
#include <QSignalSpy>

using namespace keywright;
using namespace keywright::test;

class CreateSecretAtlasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void tellsWhatBecomesOfTheOthersFirst();
    void theOthersEndSooner();
    void lifetimeIsCutToTheOrganisation();
    void wrongHoursAreNotSent();
    void aLifetimeTheServerRefusesStandsBesideTheField();
    void otherRefusalsStandAbove();

private:
    void open();
    DialogProbe dialog() const { return DialogProbe(m_dialog); }
    QList<ClientSecret> secrets() const
    {
        return await(m_world->server.admin()->listSecrets(m_account.id, {})).value();
    }

    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<AtlasWorld> m_world;
    std::unique_ptr<QWidget> m_window;
    ServiceAccount m_account;
    QPointer<CreateSecretDialog> m_dialog;
};

void CreateSecretAtlasTest::initTestCase()
{
    m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light);
}

void CreateSecretAtlasTest::cleanup()
{
    m_window.reset();
    m_world.reset();
}

void CreateSecretAtlasTest::open()
{
    if (!m_world)
        m_world = std::make_unique<AtlasWorld>();
    const NewAccount account =
        newAtlasAccount(QStringLiteral("etl"), {organizationRole("ORG_MEMBER")});
    auto created = await(m_world->provider->createAccount(account, {}));
    QVERIFY(created);
    m_account = created->account;
    m_account.secrets = secrets();
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 700);
    m_window->show();
    m_dialog = new CreateSecretDialog(m_world->session, m_account, m_world->clock, m_window.get());
    m_dialog->open();
}

void CreateSecretAtlasTest::tellsWhatBecomesOfTheOthersFirst()
{
    open();
    QVERIFY(dialog().shows(QStringLiteral("will then end on")));
    QVERIFY(dialog().shows(QStringLiteral("seven days from now")));
    QCOMPARE(secrets().size(), 1);
    QVERIFY(dialog().field("Secret lifetime")->hint().startsWith(QStringLiteral("Until ")));
}

void CreateSecretAtlasTest::theOthersEndSooner()
{
    open();
    QSignalSpy created(m_dialog.data(), &CreateSecretDialog::created);
    QVERIFY(dialog().choose("Secret lifetime", QStringLiteral("Custom hours")));
    dialog().line("Custom hours")->setText(QStringLiteral("100"));
    QVERIFY(dialog().press("Create secret"));
    QTRY_COMPARE(created.size(), 1);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QList<ClientSecret> all = secrets();
    QCOMPARE(all.size(), 2);
    for (const ClientSecret &secret : all) {
        const bool isOld = secret.id == m_account.secrets->first().id;
        const qint64 hours = isOld ? 7 * 24 : 100;
        QVERIFY(qAbs(now.secsTo(secret.expiresAt) - hours * 3600) < 120);
    }
}

void CreateSecretAtlasTest::lifetimeIsCutToTheOrganisation()
{
    m_world = std::make_unique<AtlasWorld>();
    QVERIFY(m_world->server.allowSecretHours(720));
    open();
    const FormField *lifetime = dialog().field("Secret lifetime");
    QTRY_VERIFY(
        lifetime->hint().contains(QStringLiteral("The organization allows 30 days at most.")));
    // Nobody has chosen anything yet.
    QVERIFY(!lifetime->hint().contains(QStringLiteral("The choice was cut")));
    QCOMPARE(dialog().box("Secret lifetime")->currentText(), QStringLiteral("30 days"));
}

void CreateSecretAtlasTest::wrongHoursAreNotSent()
{
    open();
    QVERIFY(dialog().choose("Secret lifetime", QStringLiteral("Custom hours")));
    dialog().line("Custom hours")->setText(QStringLiteral("4"));
    QVERIFY(dialog().press("Create secret"));
    QVERIFY(dialog().error("Custom hours").contains(QStringLiteral("at least 8")));
    QCOMPARE(secrets().size(), 1);
}

void CreateSecretAtlasTest::aLifetimeTheServerRefusesStandsBesideTheField()
{
    open();
    const QString settings =
        QStringLiteral("GET /api/atlas/v2/orgs/%1/settings").arg(m_world->server.info().orgId);
    QTRY_COMPARE(m_world->server.count(settings, QStringLiteral("200")), 1);
    QVERIFY(m_world->server.allowSecretHours(24));
    QVERIFY(dialog().press("Create secret"));
    QTRY_VERIFY(dialog().error("Secret lifetime").contains(QStringLiteral("from 8 to 24")));
    QCOMPARE(secrets().size(), 1);
    QVERIFY(dialog().choose("Secret lifetime", QStringLiteral("1 day")));
    QVERIFY(dialog().error("Secret lifetime").isEmpty());
    QVERIFY(dialog().press("Create secret"));
    QTRY_COMPARE(secrets().size(), 2);
}

void CreateSecretAtlasTest::otherRefusalsStandAbove()
{
    open();
    QVERIFY(m_world->server.server().setFaults({QStringLiteral("*/secrets=status:403")}));
    QVERIFY(dialog().press("Create secret"));
    QTRY_VERIFY(dialog().shows(QStringLiteral("could not be created")));
    QVERIFY(dialog().shows(QStringLiteral("Organization Owner")));
    QVERIFY(m_dialog->isOpen());
}

QTEST_MAIN(CreateSecretAtlasTest)
#include "tst_create_secret_atlas.moc"
