// The dialog that makes an account, against a MongoDB Atlas organisation of the sandbox.

#include "tests/ui/atlas_world.h"
#include "tests/ui/dialog_probe.h"
#include "ui/new_account/new_account_dialog.h"
#include "ui/roles/role_list.h"
#include "ui/theme/theme_controller.h"

#include <QPointer>
#include <QSignalSpy>

using namespace keywright;
using namespace keywright::test;

class NewAccountAtlasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void rulesAreNamedBesideTheFields();
    void createsWithRolesOfOrganisationAndProject();
    void takesARoleThatIsNotInItsList();
    void projectConnectionOffersProjectRolesOnly();
    void aRoleIsNeeded();
    void anUnfinishedRoleIsNotLeftOut();
    void textsAreChecked_data();
    void textsAreChecked();
    void aNameMayRepeat();
    void lifetimeIsCutToTheOrganisation();
    void hoursAreChecked_data();
    void hoursAreChecked();
    void customHoursAreSent();
    void unreadableSettingsLeaveTheProvidersMaximum();
    void serverRefusalsStandBesideTheField();

private:
    void open(int project = -1);
    DialogProbe dialog() const { return DialogProbe(m_dialog); }
    void fillTexts(const QString &name = QStringLiteral("etl"));
    bool chooseRole(const char *roleId);
    bool addRole(const char *roleId);
    int creations() const;

    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<AtlasWorld> m_world;
    std::unique_ptr<QWidget> m_window;
    QPointer<NewAccountDialog> m_dialog;
};

void NewAccountAtlasTest::initTestCase()
{
    m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light);
}

void NewAccountAtlasTest::cleanup()
{
    m_window.reset();
    m_world.reset();
}

void NewAccountAtlasTest::open(int project)
{
    if (!m_world)
        m_world = std::make_unique<AtlasWorld>(project);
    m_world->inventory.refresh(m_world->connection.id);
    m_window = std::make_unique<QWidget>();
    m_window->resize(1000, 900);
    m_window->show();
    m_dialog = new NewAccountDialog(
        m_world->inventory, m_world->roles, m_world->tasks, m_world->clock, {}, m_window.get());
    m_dialog->open();
    QTRY_VERIFY(dialog().find<QPushButton>("Add role")->isEnabled());
    QTRY_COMPARE(m_world->inventory.snapshot(m_world->connection.id).state, SnapshotState::Ready);
}

void NewAccountAtlasTest::fillTexts(const QString &name)
{
    dialog().line("Name")->setText(name);
    dialog().line("Description")->setText(QStringLiteral("Moves orders"));
}

/// In the row that was added last.
bool NewAccountAtlasTest::chooseRole(const char *roleId)
{
    QComboBox *last = nullptr;
    for (QComboBox *box : m_dialog->findChildren<QComboBox *>()) {
        if (box->accessibleName() == QLatin1StringView("Role") && box->isVisible())
            last = box;
    }
    const int index = last ? last->findData(QString::fromLatin1(roleId)) : -1;
    if (index >= 0)
        last->setCurrentIndex(index);
    return index >= 0;
}

bool NewAccountAtlasTest::addRole(const char *roleId)
{
    return dialog().press("Add role") && chooseRole(roleId);
}

int NewAccountAtlasTest::creations() const
{
    return m_world->server.count(
        QStringLiteral("POST /api/atlas/v2/orgs/%1/serviceAccounts")
            .arg(m_world->server.info().orgId),
        QStringLiteral("201"));
}

void NewAccountAtlasTest::rulesAreNamedBesideTheFields()
{
    open();
    QVERIFY(dialog().field("Name")->hint().startsWith(
        QStringLiteral("Up to 64 characters: letters, digits, spaces")));
    QVERIFY(dialog().field("Description")->hint().startsWith(QStringLiteral("Up to 250")));
    QVERIFY(dialog().shows(QStringLiteral("required")));
    QVERIFY(dialog().shows(QStringLiteral("at least 1")));
    QVERIFY(!dialog().find<QAbstractButton>("API key"));
    // A role of the organisation has one place, and one of a project as many as there are.
    QVERIFY(addRole("ORG_OWNER"));
    QVERIFY(dialog().box("Organization"));
    QVERIFY(!dialog().box("Workspace"));
    QVERIFY(dialog().shows(QStringLiteral("Privileged. Everything in the organization")));
    QVERIFY(chooseRole("GROUP_READ_ONLY"));
    QComboBox *project = dialog().box("Project");
    QVERIFY(project);
    QCOMPARE(project->currentIndex(), -1);
    QCOMPARE(project->itemText(0), QStringLiteral("analytics"));
    QCOMPARE(project->itemData(0, Qt::ToolTipRole).toString(), m_world->server.project(2));
}

void NewAccountAtlasTest::createsWithRolesOfOrganisationAndProject()
{
    open();
    QSignalSpy created(m_dialog.data(), &NewAccountDialog::created);
    fillTexts();
    QVERIFY(addRole("ORG_READ_ONLY"));
    QVERIFY(addRole("GROUP_DATA_ACCESS_READ_ONLY"));
    QVERIFY(dialog().choose("Project", QStringLiteral("staging")));
    QVERIFY(dialog().choose("Secret lifetime", QStringLiteral("30 days")));
    QVERIFY(dialog().press("Create"));
    QTRY_COMPARE(created.size(), 1);
    const auto creation = created.first().at(1).value<AccountCreation>();
    QVERIFY(creation.failedRoles.isEmpty());
    QVERIFY(creation.stored);
    const QList<RoleGrant> expected{
        organizationRole("ORG_READ_ONLY"),
        projectRole("GROUP_DATA_ACCESS_READ_ONLY", m_world->server.project(1))};
    QCOMPARE(await(m_world->provider->rolesOf(creation.account.id, {})).value(), expected);
    const auto secrets = await(m_world->provider->listSecrets(creation.account.id, {})).value();
    QCOMPARE(secrets.size(), 1);
    const qint64 life = secrets.first().createdAt.secsTo(secrets.first().expiresAt);
    QCOMPARE((life + 60) / 3600, 720);
}

void NewAccountAtlasTest::takesARoleThatIsNotInItsList()
{
    open();
    QSignalSpy created(m_dialog.data(), &NewAccountDialog::created);
    fillTexts();
    QVERIFY(addRole(""));
    QVERIFY(dialog().press("Create"));
    QCOMPARE(dialog().error("Roles"), QStringLiteral("Enter the ID of the role."));
    dialog().line("Role ID")->setText(QStringLiteral("GROUP OF"));
    QVERIFY(dialog().press("Create"));
    QVERIFY(dialog().error("Roles").contains(QStringLiteral("no spaces")));
    dialog().line("Role ID")->setText(QStringLiteral("GROUP_OF_TOMORROW"));
    QVERIFY(dialog().choose("Project", QStringLiteral("prod")));
    QVERIFY(dialog().press("Create"));
    QTRY_COMPARE(created.size(), 1);
    const auto creation = created.first().at(1).value<AccountCreation>();
    const auto held = await(m_world->provider->rolesOf(creation.account.id, {})).value();
    QVERIFY(held.contains(projectRole("GROUP_OF_TOMORROW", m_world->server.project(0))));
}

void NewAccountAtlasTest::projectConnectionOffersProjectRolesOnly()
{
    open(1);
    QVERIFY(!addRole("ORG_OWNER"));
    QVERIFY(chooseRole("GROUP_READ_ONLY"));
    QComboBox *project = dialog().box("Project");
    QVERIFY(project);
    QCOMPARE(project->count(), 1);
    QCOMPARE(project->currentText(), QStringLiteral("staging"));
    QSignalSpy created(m_dialog.data(), &NewAccountDialog::created);
    fillTexts();
    QVERIFY(dialog().press("Create"));
    QTRY_COMPARE(created.size(), 1);
    const auto creation = created.first().at(1).value<AccountCreation>();
    const QList<RoleGrant> expected{projectRole("GROUP_READ_ONLY", m_world->server.project(1))};
    QCOMPARE(creation.account.roles, expected);
}

void NewAccountAtlasTest::aRoleIsNeeded()
{
    open();
    fillTexts();
    QVERIFY(dialog().press("Create"));
    QCOMPARE(dialog().error("Roles"), QStringLiteral("The account needs a role. Add one."));
    QVERIFY(addRole("ORG_MEMBER"));
    QVERIFY(dialog().error("Roles").isEmpty());
    QVERIFY(dialog().press("Create"));
    QTRY_COMPARE(creations(), 1);
}

void NewAccountAtlasTest::anUnfinishedRoleIsNotLeftOut()
{
    open();
    fillTexts();
    QVERIFY(addRole("ORG_MEMBER"));
    QVERIFY(dialog().press("Add role"));
    QVERIFY(dialog().press("Create"));
    QCOMPARE(dialog().error("Roles"), QStringLiteral("Choose a role."));
    QVERIFY(chooseRole("GROUP_READ_ONLY"));
    QVERIFY(dialog().press("Create"));
    QVERIFY(dialog().error("Roles").contains(QStringLiteral("Choose the project")));
    QCOMPARE(creations(), 0);
}

void NewAccountAtlasTest::textsAreChecked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("description");
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<QString>("says");
    const QString good = QStringLiteral("etl");
    QTest::newRow("no description")
        << good << QString() << QStringLiteral("Description") << QStringLiteral("is empty");
    QTest::newRow("slash in name")
        << QStringLiteral("etl/1") << good << QStringLiteral("Name") << QStringLiteral("digits");
    QTest::newRow("colon in description")
        << good << QStringLiteral("a:b") << QStringLiteral("Description")
        << QStringLiteral("digits");
    QTest::newRow("long name") << QString(65, u'x') << good << QStringLiteral("Name")
                               << QStringLiteral("at most 64");
    QTest::newRow("long description") << good << QString(251, u'x') << QStringLiteral("Description")
                                      << QStringLiteral("at most 250");
}

void NewAccountAtlasTest::textsAreChecked()
{
    QFETCH(const QString, name);
    QFETCH(const QString, description);
    QFETCH(const QString, wrong);
    QFETCH(const QString, says);
    open();
    QVERIFY(addRole("ORG_MEMBER"));
    dialog().line("Name")->setText(name);
    dialog().line("Description")->setText(description);
    QVERIFY(dialog().press("Create"));
    const QString error = dialog().error(wrong.toLatin1().constData());
    QVERIFY2(error.contains(says), qPrintable(error));
    // What the server would have said.
    NewAccount account = newAtlasAccount(name, {organizationRole("ORG_MEMBER")});
    account.description = description;
    const Error refusal = errorOf(await(m_world->provider->createAccount(account, {})));
    QCOMPARE(refusal.kind, ErrorKind::InvalidInput);
    QCOMPARE(refusal.fieldProblems.keys(), QStringList(wrong.toLower()));
    QCOMPARE(creations(), 0);
}

void NewAccountAtlasTest::aNameMayRepeat()
{
    open();
    QSignalSpy created(m_dialog.data(), &NewAccountDialog::created);
    fillTexts(QStringLiteral("terraform"));
    QVERIFY(dialog().field("Name")->hint().contains(QStringLiteral("of this name already")));
    QVERIFY(addRole("ORG_MEMBER"));
    QVERIFY(dialog().press("Create"));
    QTRY_COMPARE(created.size(), 1);
}

void NewAccountAtlasTest::lifetimeIsCutToTheOrganisation()
{
    m_world = std::make_unique<AtlasWorld>();
    QVERIFY(m_world->server.allowSecretHours(720));
    open();
    FormField *lifetime = dialog().field("Secret lifetime");
    QTRY_VERIFY(
        lifetime->hint().contains(QStringLiteral("The organization allows 30 days at most.")));
    // Nobody has chosen anything yet.
    QVERIFY(!lifetime->hint().contains(QStringLiteral("The choice was cut")));
    QVERIFY(lifetime->hint().startsWith(QStringLiteral("Until ")));
    QComboBox *box = dialog().box("Secret lifetime");
    QCOMPARE(box->currentText(), QStringLiteral("30 days"));
    QCOMPARE(box->findText(QStringLiteral("90 days")), -1);
    QVERIFY(dialog().choose("Secret lifetime", QStringLiteral("Custom hours")));
    dialog().line("Custom hours")->setText(QStringLiteral("721"));
    QVERIFY(dialog().press("Create"));
    QCOMPARE(
        dialog().error("Custom hours"), QStringLiteral("A secret lives at most 720 hours here."));
    const auto showsCommand = [this] {
        return dialog().shows(QStringLiteral("atlas api serviceAccounts"));
    };
    QVERIFY(!showsCommand());
    dialog().line("Custom hours")->setText(QStringLiteral("719"));
    QVERIFY(showsCommand());
    QVERIFY(dialog().shows(QStringLiteral("\"secretExpiresAfterHours\":719")));
}

void NewAccountAtlasTest::hoursAreChecked_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << QString() << QStringLiteral("Enter how many hours");
    QTest::newRow("words") << QStringLiteral("a day") << QStringLiteral("whole number");
    QTest::newRow("fraction") << QStringLiteral("8.5") << QStringLiteral("whole number");
    QTest::newRow("negative") << QStringLiteral("-9") << QStringLiteral("at least 8");
    QTest::newRow("too few") << QStringLiteral("7") << QStringLiteral("at least 8");
    QTest::newRow("too many") << QStringLiteral("8761") << QStringLiteral("at most 8760");
    QTest::newRow("huge") << QStringLiteral("99999999999") << QStringLiteral("at most 8760");
}

void NewAccountAtlasTest::hoursAreChecked()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, says);
    open();
    fillTexts();
    QVERIFY(addRole("ORG_MEMBER"));
    QVERIFY(dialog().choose("Secret lifetime", QStringLiteral("Custom hours")));
    dialog().line("Custom hours")->setText(typed);
    QVERIFY(dialog().press("Create"));
    const QString error = dialog().error("Custom hours");
    QVERIFY2(error.contains(says), qPrintable(error));
    QCOMPARE(creations(), 0);
}

void NewAccountAtlasTest::customHoursAreSent()
{
    open();
    QSignalSpy created(m_dialog.data(), &NewAccountDialog::created);
    fillTexts();
    QVERIFY(addRole("ORG_MEMBER"));
    QVERIFY(dialog().choose("Secret lifetime", QStringLiteral("Custom hours")));
    dialog().line("Custom hours")->setText(QStringLiteral(" 36 "));
    QVERIFY(dialog().press("Create"));
    QTRY_COMPARE(created.size(), 1);
    const auto creation = created.first().at(1).value<AccountCreation>();
    const auto secrets = await(m_world->provider->listSecrets(creation.account.id, {})).value();
    const qint64 life = secrets.first().createdAt.secsTo(secrets.first().expiresAt);
    QCOMPARE((life + 60) / 3600, 36);
}

void NewAccountAtlasTest::unreadableSettingsLeaveTheProvidersMaximum()
{
    m_world = std::make_unique<AtlasWorld>();
    QVERIFY(m_world->server.server().setFaults({QStringLiteral("*/settings=status:403")}));
    open();
    QTRY_VERIFY(
        dialog().field("Secret lifetime")->hint().contains(QStringLiteral("may allow less")));
    QCOMPARE(dialog().box("Secret lifetime")->currentText(), QStringLiteral("90 days"));
    QVERIFY(dialog().choose("Secret lifetime", QStringLiteral("365 days")));
}

void NewAccountAtlasTest::serverRefusalsStandBesideTheField()
{
    open();
    QTRY_VERIFY(
        m_world->server.count(
            QStringLiteral("GET /api/atlas/v2/orgs/%1/settings").arg(m_world->server.info().orgId),
            QStringLiteral("200")) == 1);
    fillTexts();
    // The organisation changes its mind while the dialog is open.
    QVERIFY(m_world->server.allowSecretHours(24));
    QVERIFY(addRole(""));
    dialog().line("Role ID")->setText(QStringLiteral("NO_SUCH_KIND"));
    auto *place = dialog().box("Project");
    QVERIFY(place);
    place->setCurrentIndex(0); // the organisation
    QCOMPARE(place->currentText(), QStringLiteral("Organization"));
    QVERIFY(dialog().press("Create"));
    QTRY_VERIFY(dialog().error("Roles").contains(QStringLiteral("The server refused it")));
    QVERIFY(dialog().error("Secret lifetime").contains(QStringLiteral("from 8 to 24")));
    QVERIFY(dialog().error("Name").isEmpty());
    QCOMPARE(dialog().line("Name")->text(), QStringLiteral("etl"));
    QCOMPARE(creations(), 0);
}

QTEST_MAIN(NewAccountAtlasTest)
#include "tst_new_account_atlas.moc"
