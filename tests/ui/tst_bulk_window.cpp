// Several accounts rotated in the window, on a system in memory: the selection, the plan, the run,
// and what is left at its end.

#include "tests/support/awaited.h"
#include "tests/ui/accounts_page_fixture.h"
#include "ui/accounts/account_index.h"
#include "ui/widgets/item_roles.h"

#include <QAction>
#include <QCheckBox>
#include <QFile>
#include <QPushButton>
#include <QTemporaryDir>

using namespace keywright;
using namespace keywright::test;

class BulkWindowTest : public AccountsPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init();
    void cleanup();

    void severalAreOfferedWhatFitsThem();
    void selectionOutlivesARefresh();
    void oneStaysSelected();
    void rotatesAll();
    void provesWithPinnedLookups_data();
    void provesWithPinnedLookups();
    void marksWhatIsBeingRotated();
    void saysWhoIsLeftOut();
    void stopsAtAFailure();
    void goesOnWhenTold();
    void stopsAfterThisOne();
    void retiresAfterASecondWord();
    void secretIsNotLostWithTheWindow();
    void planCanBeCancelled();

private:
    void openWith(const QStringList &names);
    void makeAccount(const QString &name);
    AccountTable *table() const { return m_page->findChild<AccountTable *>(); }
    void selectAll() const;
    void openPlan();
    QList<ClientSecret> secretsOf(const QString &name) const
    {
        return m_world->provider->secrets.value(QStringLiteral("id-") + name);
    }
    bool isEnabled(const char *name) const
    {
        const auto *button = named<QPushButton>(dialog(), QString::fromUtf8(name));
        return button && button->isEnabled();
    }
    QAction *action(const QString &text) const;
    QVariant deadline(const QString &name, int role) const;
    void tick(const QString &text) const;

    const QTemporaryDir m_files;
    LookupHistory m_lookups{
        m_files.filePath(QStringLiteral("lookups.sqlite")), std::make_shared<SystemClock>()};
    const QStringList m_three{
        QStringLiteral("one"), QStringLiteral("three"), QStringLiteral("two")};
};

void BulkWindowTest::init()
{
    makeWorld();
    m_world->provider->supported.deactivateSecrets = true;
    m_rotations = std::make_unique<RotationDesk>(
        m_world->inventory,
        std::make_shared<const Rotations>(
            m_world->journal.database, m_world->journal.locks(), std::make_shared<SystemClock>()),
        m_lookups);
}

void BulkWindowTest::cleanup()
{
    m_window.reset();
    m_rotations.reset();
    dropWorld();
}

void BulkWindowTest::makeAccount(const QString &name)
{
    NewAccount account;
    account.name = name;
    const auto made = await(AccountActions::create(m_world->session, account, true, CancelToken()));
    QVERIFY(made && m_world->journal.creations->end(made->journalEntry));
}

void BulkWindowTest::openWith(const QStringList &names)
{
    for (const QString &name : names)
        makeAccount(name);
    open();
    QTRY_COMPARE(table()->model()->rowCount(), int(names.size()));
}

void BulkWindowTest::selectAll() const
{
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
}

void BulkWindowTest::openPlan()
{
    selectAll();
    press("Rotate…");
    QTRY_VERIFY(dialog() && named<QWidget>(dialog(), QStringLiteral("Accounts to rotate")));
}

QAction *BulkWindowTest::action(const QString &text) const
{
    for (QAction *candidate : m_page->commands()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

QVariant BulkWindowTest::deadline(const QString &name, int role) const
{
    const QAbstractItemModel *model = table()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString() == name)
            return model->index(row, int(AccountColumn::Deadline)).data(role);
    }
    return {};
}

void BulkWindowTest::tick(const QString &text) const
{
    auto *box = named<QCheckBox>(dialog(), text);
    QVERIFY2(box, qPrintable(text));
    box->click();
}

void BulkWindowTest::severalAreOfferedWhatFitsThem()
{
    openWith(m_three);
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Rotate…")));
    QVERIFY(action(QStringLiteral("Delete"))->isEnabled());
    selectAll();
    QVERIFY(shows(m_page, QStringLiteral("3 accounts selected")));
    // What works on one account would not work on what is seen to be selected.
    QVERIFY(!action(QStringLiteral("Delete"))->isEnabled());
    QVERIFY(!action(QStringLiteral("Rename"))->isEnabled());
    QVERIFY(action(QStringLiteral("Rotate…"))->isEnabled());
    action(QStringLiteral("Copy IDs"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text().split(u'\n').size(), 3);
    action(QStringLiteral("Rotate…"))->trigger();
    QTRY_VERIFY(isEnabled("Rotate 3 accounts"));
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(!dialog());
    press("Clear selection");
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Rotate…")));
    QCOMPARE(table()->selection(), QList<AccountKey>{table()->chosen()});
    QVERIFY(action(QStringLiteral("Delete"))->isEnabled());
}

void BulkWindowTest::selectionOutlivesARefresh()
{
    openWith(m_three);
    choose("one");
    QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
    const QList<AccountKey> selected{m_world->key("one"), m_world->key("three")};
    QCOMPARE(table()->selection(), selected);
    makeAccount(QStringLiteral("an account before them"));
    m_world->inventory.refresh(m_world->id);
    QTRY_COMPARE(table()->model()->rowCount(), 4);
    QCOMPARE(table()->selection(), selected);
    QVERIFY(shows(m_page, QStringLiteral("2 accounts selected")));
    // Who is filtered out is not selected behind one's back.
    qobject_cast<AccountTableModel *>(table()->model())->setFilter(QStringLiteral("three"), 0);
    QCOMPARE(table()->selection(), QList<AccountKey>{m_world->key("three")});
}

void BulkWindowTest::oneStaysSelected()
{
    openWith(m_three);
    choose("one");
    const QRect row = table()->visualRect(table()->currentIndex());
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, Qt::ControlModifier, row.center());
    QCOMPARE(table()->selection(), QList<AccountKey>{m_world->key("one")});
    const QPoint beside(row.center().x(), table()->viewport()->height() - 5);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, beside);
    QCOMPARE(table()->selection(), QList<AccountKey>{m_world->key("one")});
}

void BulkWindowTest::rotatesAll()
{
    openWith(m_three);
    openPlan();
    QVERIFY(shows(dialog(), QStringLiteral("To be rotated: 3")));
    QVERIFY(shows(dialog(), QStringLiteral("A second secret is created; the old one stays.")));
    // The keyboard is on the button already.
    QTest::keyClick(dialog(), Qt::Key_Return);
    QTRY_VERIFY(shows(dialog(), QStringLiteral("3 rotated")));
    for (const QString &name : m_three) {
        QCOMPARE(secretsOf(name).size(), 2);
        QCOMPARE(secretsOf(name).first().status, SecretStatus::Active);
    }
    QTemporaryDir directory;
    m_world->files.path = directory.filePath(QStringLiteral("report.csv"));
    pressInDialog("Save report…");
    QFile file(m_world->files.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray csv = file.readAll();
    QCOMPARE(csv.count("rotated,"), 3);
    QVERIFY(!csv.contains("not-a-real-secret"));
    // Never over a file without a word.
    pressInDialog("Save report…");
    QVERIFY(shows(dialog(), QStringLiteral("Replace the file?")));
    pressInDialog("Replace");
    pressInDialog("Close");
    QVERIFY(!dialog());
    QVERIFY(shows(m_page, QStringLiteral("is to be handed over")));
}

void BulkWindowTest::provesWithPinnedLookups_data()
{
    QTest::addColumn<bool>("wanted");
    QTest::newRow("wanted") << true;
    QTest::newRow("not wanted") << false;
}

void BulkWindowTest::provesWithPinnedLookups()
{
    QFETCH(bool, wanted);
    m_world->provider->supported.lookups = true;
    m_world->provider->supported.readingRoles = {QStringLiteral("consumer")};
    m_world->provider->roles[QStringLiteral("id-one")] = {makeGrant("consumer", "prod")};
    m_world->provider->roles[QStringLiteral("id-two")] = {makeGrant("consumer", "staging")};
    LookupRequest request;
    request.workspace = QStringLiteral("prod");
    request.featureService = QStringLiteral("fraud");
    request.joinKeys = {{QStringLiteral("user_id"), QStringLiteral("user_1")}};
    const auto saved = m_lookups.save(m_world->id, {}, request, QStringLiteral("a lookup"));
    QVERIFY(saved && m_lookups.setPinned(*saved, true));
    openWith({QStringLiteral("one"), QStringLiteral("two")});
    QTRY_VERIFY(m_world->inventory.find(m_world->id, QStringLiteral("id-one"))->roles);
    openPlan();
    QVERIFY(shows(dialog(), QStringLiteral("answered on a lookup in prod/fraud")));
    const QString box = QStringLiteral("Prove with a pinned lookup what may read it (1)");
    QVERIFY(named<QCheckBox>(dialog(), box)->isChecked());
    if (!wanted)
        tick(box);
    QCOMPARE(shows(dialog(), QStringLiteral("answered on a lookup in prod/fraud")), wanted);
    pressInDialog("Rotate 2 accounts");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("2 rotated")));
    const auto rotations = m_rotations->rotations().underWay();
    QCOMPARE(rotations->first().probe.has_value(), wanted);
    QVERIFY(!rotations->last().probe);
    QVERIFY(m_lookups.remove(*saved));
}

void BulkWindowTest::marksWhatIsBeingRotated()
{
    openWith({QStringLiteral("one")});
    QVERIFY(deadline(QStringLiteral("one"), Qt::DisplayRole).toString() != u"rotating");
    const auto &core = m_rotations->rotations();
    const QString id = QStringLiteral("id-one");
    const auto plan = await(core.plan(m_world->session, id, RotationWish(), CancelToken()));
    const auto started =
        await(core.start(m_world->session, *plan, RotationControls(), CancelToken()));
    QVERIFY(started && !started->problem);
    m_rotations->wentOn(started->rotation);
    const QString name = QStringLiteral("one");
    QCOMPARE(deadline(name, Qt::DisplayRole).toString(), QStringLiteral("rotating"));
    QCOMPARE(deadline(name, ToneRole).toInt(), int(Tone::Accent));
    QVERIFY(deadline(name, Qt::ToolTipRole).toString().contains(u"is to be handed over"));
    // What ends tomorrow asks for more attention.
    m_world->provider->secrets[id].first().expiresAt = m_world->clock->now().addSecs(3600);
    m_world->inventory.reloadDetails(m_world->id, id);
    QTRY_COMPARE(deadline(name, ToneRole).toInt(), int(Tone::Bad));
    QVERIFY(deadline(name, Qt::ToolTipRole).toString().contains(u"is to be handed over"));
    m_world->provider->secrets[id].first().expiresAt = {};
    m_world->inventory.reloadDetails(m_world->id, id);
    QTRY_COMPARE(deadline(name, Qt::DisplayRole).toString(), QStringLiteral("rotating"));
    const auto abandoned = await(
        core.abandon(m_world->session, started->rotation.id, RotationControls(), CancelToken()));
    QVERIFY(abandoned);
    m_rotations->wentOn(*abandoned);
    QVERIFY(deadline(name, Qt::DisplayRole).toString() != u"rotating");
}

void BulkWindowTest::saysWhoIsLeftOut()
{
    openWith(m_three);
    ClientSecret spent;
    spent.id = QStringLiteral("spent");
    spent.status = SecretStatus::Expired;
    m_world->provider->secrets[QStringLiteral("id-one")].append(spent);
    m_world->provider->secrets[QStringLiteral("id-two")].clear();
    openPlan();
    QVERIFY(shows(dialog(), QStringLiteral("To be rotated: 1, left out: 2")));
    QVERIFY(isEnabled("Rotate one account"));
    tick(QStringLiteral("Delete secrets that do not work any more, to make room (1)"));
    QVERIFY(shows(dialog(), QStringLiteral("To be rotated: 2, left out: 1")));
    pressInDialog("Rotate 2 accounts");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("2 rotated, 1 left out")));
    QCOMPARE(secretsOf(QStringLiteral("one")).size(), 2);
    QVERIFY(secretsOf(QStringLiteral("two")).isEmpty());
}

void BulkWindowTest::stopsAtAFailure()
{
    openWith(m_three);
    openPlan();
    m_world->provider->failNext(
        QStringLiteral("createSecret"),
        makeError(ErrorKind::NotPermitted, QStringLiteral("A role is missing.")));
    pressInDialog("Rotate 3 accounts");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("1 failed, 2 not reached")));
    QVERIFY(shows(dialog(), QStringLiteral("A role is missing.")));
    QCOMPARE(secretsOf(QStringLiteral("two")).size(), 1);
}

void BulkWindowTest::goesOnWhenTold()
{
    openWith(m_three);
    openPlan();
    m_world->provider->failNext(
        QStringLiteral("createSecret"),
        makeError(ErrorKind::NotPermitted, QStringLiteral("A role is missing.")));
    tick(QStringLiteral("Go on after a failure"));
    pressInDialog("Rotate 3 accounts");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("2 rotated, 1 failed")));
}

void BulkWindowTest::stopsAfterThisOne()
{
    openWith(m_three);
    openPlan();
    m_world->provider->hold(QStringLiteral("createSecret"));
    pressInDialog("Rotate 3 accounts");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("1 of 3: one")));
    // The window itself must not go away now.
    QVERIFY(!ModalOverlay::allMayClose(m_window.get()));
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(named<QPushButton>(dialog(), QStringLiteral("Stopping…")));
    m_world->provider->release(QStringLiteral("createSecret"));
    QTRY_VERIFY(shows(dialog(), QStringLiteral("1 rotated, 2 not reached")));
    QCOMPARE(secretsOf(QStringLiteral("one")).size(), 2);
    QCOMPARE(secretsOf(QStringLiteral("two")).size(), 1);
    QVERIFY(ModalOverlay::allMayClose(m_window.get()));
}

void BulkWindowTest::retiresAfterASecondWord()
{
    openWith(m_three);
    openPlan();
    tick(QStringLiteral("Retire the old ones after the proof"));
    QVERIFY(shows(dialog(), QStringLiteral("Whatever still uses an old one is refused at once")));
    pressInDialog("Rotate 3 accounts");
    QVERIFY(shows(dialog(), QStringLiteral("Retire the old ones at once?")));
    QCOMPARE(secretsOf(QStringLiteral("one")).size(), 1);
    pressInDialog("Rotate and retire");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("3 rotated")));
    QCOMPARE(secretsOf(QStringLiteral("two")).first().status, SecretStatus::Deactivated);
    QCOMPARE(secretsOf(QStringLiteral("two")).last().status, SecretStatus::Active);
}

void BulkWindowTest::secretIsNotLostWithTheWindow()
{
    openWith(m_three);
    openPlan();
    m_world->credentials->refuseWrites = true;
    pressInDialog("Rotate 3 accounts");
    QTRY_VERIFY(
        shows(dialog(), QStringLiteral("The keychain has not taken the new secret of one")));
    QVERIFY(shows(dialog(), QStringLiteral("1 failed, 2 not reached")));
    pressInDialog("Close");
    QVERIFY(dialog());
    m_world->credentials->refuseWrites = false;
    pressInDialog("Continue with it");
    QTRY_VERIFY(isEnabled("Continue"));
    pressInDialog("Continue");
    QTRY_VERIFY(isEnabled("Copy"));
    pressInDialog("Retire later");
    QVERIFY(shows(dialog(), QStringLiteral("1 rotated, 2 not reached")));
    pressInDialog("Close");
    QVERIFY(!dialog());
    QCOMPARE(m_world->credentials->stored(m_world->id)->size(), 4);
}

void BulkWindowTest::planCanBeCancelled()
{
    openWith(m_three);
    selectAll();
    m_world->provider->hold(QStringLiteral("listSecrets"));
    press("Rotate…");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("Looking at 3 accounts")));
    pressInDialog("Cancel");
    QVERIFY(!dialog());
    m_world->provider->release(QStringLiteral("listSecrets"));
    QVERIFY(m_rotations->rotations().all()->isEmpty());
}

QTEST_MAIN(BulkWindowTest)
#include "tst_bulk_window.moc"
