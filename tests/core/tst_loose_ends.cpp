// What of a connection waits for a person.

#include "core/rotation/loose_ends.h"
#include "tests/support/rotation_fixture.h"

#include <QDir>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

class LooseEndsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RotationFixture>(); }

    void noneOfWhatIsFinished();
    void secretsThatNobodyAcknowledged();
    void rotationsLookAfterTheirOwn();
    void accountsThatAreReplaced();
    void journalThatCannotBeRead();

private:
    Result<LooseEnds> ends(const QString &connectionId = QStringLiteral("c1")) const
    {
        return looseEnds(*m_fixture->journal.creations, *m_fixture->rotations, connectionId);
    }
    void begin(const QString &accountName, const QString &connectionId = QStringLiteral("c1")) const
    {
        CreationIntent intent;
        intent.connectionId = connectionId;
        intent.accountName = accountName;
        QVERIFY(m_fixture->journal.creations->begin(intent));
    }

    std::unique_ptr<RotationFixture> m_fixture;
};

void LooseEndsTest::noneOfWhatIsFinished()
{
    m_fixture->makeOAuthAccount();
    QCOMPARE(ends(), Result<LooseEnds>(LooseEnds()));
    QVERIFY(lossOf(LooseEnds()).isEmpty());
}

void LooseEndsTest::secretsThatNobodyAcknowledged()
{
    begin(QStringLiteral("fraud"));
    begin(QStringLiteral("fraud"));
    begin(QStringLiteral("elsewhere"), QStringLiteral("c2"));
    const auto found = ends();
    QVERIFY(found);
    QCOMPARE(found->secrets, QStringList(QStringLiteral("fraud")));
    QVERIFY(found->rotations.isEmpty());
    const QStringList sentences = lossOf(*found);
    QCOMPARE(sentences.size(), 1);
    QVERIFY(sentences.constFirst().contains(QStringLiteral("fraud")));
}

void LooseEndsTest::rotationsLookAfterTheirOwn()
{
    m_fixture->makeOAuthAccount();
    m_fixture->credentials->refuseWrites = true;
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && outcome->problem);
    QVERIFY(m_fixture->hasUnfinishedCreations());
    const auto found = ends();
    QVERIFY(found);
    QVERIFY(found->secrets.isEmpty());
    QCOMPARE(found->rotations, QStringList(QStringLiteral("build-bot")));
    QVERIFY(ends(QStringLiteral("c2"))->isEmpty());
    // What a person has asked for in the meantime is not the rotation's.
    CreationIntent byHand;
    byHand.connectionId = QStringLiteral("c1");
    byHand.kind = CreationKind::Secret;
    byHand.accountId = m_fixture->accountId;
    byHand.accountName = QStringLiteral("build-bot");
    QVERIFY(m_fixture->journal.creations->begin(byHand));
    QCOMPARE(ends()->secrets, QStringList(QStringLiteral("build-bot")));
}

void LooseEndsTest::accountsThatAreReplaced()
{
    m_fixture->makeKeyAccount({});
    m_fixture->credentials->refuseWrites = true;
    QVERIFY(m_fixture->start());
    begin(QStringLiteral("another"));
    const auto found = ends();
    QVERIFY(found);
    QCOMPARE(found->secrets, QStringList(QStringLiteral("another")));
    QCOMPARE(found->rotations, QStringList(QStringLiteral("build-bot")));
    QCOMPARE(lossOf(*found).size(), 2);
}

void LooseEndsTest::journalThatCannotBeRead()
{
    const QString file = m_fixture->journal.directory.filePath(QStringLiteral("journal.sqlite"));
    QVERIFY(QDir().mkpath(file));
    const auto found = ends();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Storage);
}

QTEST_GUILESS_MAIN(LooseEndsTest)
#include "tst_loose_ends.moc"
