// What is asked, and told, before a connection is removed.

#include "core/rotation/rotation_journal.h"
#include "tests/ui/connections_fixture.h"
#include "ui/widgets/dialog_frame.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

using namespace keywright;
using namespace keywright::test;

class tst_ConnectionRemoval : public ConnectionsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { dropWorld(); }
    void namesWhatIsNotFinished();
    void leadsToWhatIsToBeFinished();
    void offersNothingWhereNothingIsBegun();
    void saysThatTheJournalIsNotKnown();
    void forgetsItsLookups();

private:
    void beginSecret(const QString &accountName);
    void beginRotation(const QString &accountName);
    void ask();

    QString m_id;
};

void tst_ConnectionRemoval::init()
{
    makeWorld();
    openNew();
    fill(QStringLiteral("Prod"), QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    m_id = m_world->store.connections().constFirst().id;
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
    QTRY_VERIFY(m_world->keeper.session(m_id));
}

void tst_ConnectionRemoval::beginSecret(const QString &accountName)
{
    CreationIntent intent;
    intent.connectionId = m_id;
    intent.accountName = accountName;
    QVERIFY(m_world->journal.creations->begin(intent));
}

void tst_ConnectionRemoval::beginRotation(const QString &accountName)
{
    Rotation rotation;
    rotation.connectionId = m_id;
    rotation.accountId = QStringLiteral("id-") + accountName;
    rotation.accountName = accountName;
    rotation.step = RotationStep::Proved;
    QVERIFY(RotationJournal(m_world->journal.database, m_world->clock).add(rotation));
}

void tst_ConnectionRemoval::ask()
{
    press(QStringLiteral("Remove Prod"));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Remove")));
}

void tst_ConnectionRemoval::namesWhatIsNotFinished()
{
    beginSecret(QStringLiteral("fraud"));
    beginRotation(QStringLiteral("nightly"));
    ask();
    QVERIFY(sees(QStringLiteral("nobody has confirmed to have them: those of fraud")));
    QVERIFY(sees(QStringLiteral("cannot be continued: those of nightly")));
    QCOMPARE(m_world->store.connections().size(), 1);
    press(QStringLiteral("Remove"));
    QTRY_VERIFY(m_world->store.connections().isEmpty());
}

void tst_ConnectionRemoval::leadsToWhatIsToBeFinished()
{
    beginRotation(QStringLiteral("nightly"));
    ask();
    QSignalSpy finishing(m_page, &ConnectionsPage::finishingRequested);
    press(QStringLiteral("Finish these first"));
    QCOMPARE(finishing.size(), 1);
    QCOMPARE(finishing.constFirst().constFirst().toString(), m_id);
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
    QCOMPARE(m_world->store.connections().size(), 1);
    QVERIFY(!m_world->credentials->stored(m_id)->isEmpty());
}

void tst_ConnectionRemoval::offersNothingWhereNothingIsBegun()
{
    ask();
    QVERIFY(!named<QPushButton>(QStringLiteral("Finish these first")));
    QVERIFY(!sees(QStringLiteral("lost")));
}

void tst_ConnectionRemoval::saysThatTheJournalIsNotKnown()
{
    const QString file = m_world->journal.directory.filePath(QStringLiteral("journal.sqlite"));
    QVERIFY(QDir().mkpath(file));
    ask();
    QVERIFY(sees(QStringLiteral("It is not known whether new secrets or rotations")));
    press(QStringLiteral("Remove"));
    QTRY_VERIFY(m_world->store.connections().isEmpty());
}

void tst_ConnectionRemoval::forgetsItsLookups()
{
    LookupRequest request;
    request.workspace = QStringLiteral("prod");
    request.featureService = QStringLiteral("fraud");
    LookupHistory &lookups = m_world->lookups;
    QVERIFY(lookups.remember(m_id, {}, request, LookupOutcome(), true));
    ask();
    QVERIFY(!sees(QStringLiteral("lookups")));
    press(QStringLiteral("Cancel"));
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
    QVERIFY(lookups.save(m_id, {}, request, QStringLiteral("Mine")));
    ask();
    QVERIFY(sees(QStringLiteral("Its lookups are forgotten, also those that you saved.")));
    press(QStringLiteral("Remove"));
    QTRY_VERIFY(m_world->store.connections().isEmpty());
    QVERIFY(lookups.find(m_id, {})->isEmpty());
}

QTEST_MAIN(tst_ConnectionRemoval)
#include "tst_connection_removal.moc"
