#include "tests/cli/keyring_fixture.h"

#include <QTest>

using namespace keywright::test;

/// What removing a connection would lose sight of. The keyring is real.
class CliConnectionRemovalTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KeyringFixture> m_cli;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<KeyringFixture>();
        QCOMPARE(m_cli->start(), QString());
        QCOMPARE(m_cli->addAtlas().status, 0);
    }

    void saysNothingOfWhatIsFinished()
    {
        QVERIFY(!m_cli->createStored(QStringLiteral("nightly")).isEmpty());
        const Outcome refused = m_cli->bare(words("connections remove atlas"));
        QCOMPARE(refused.status, 2);
        QVERIFY(!refused.err.contains("nightly"));
        QVERIFY(!refused.err.contains("Rotations"));
        QCOMPARE(m_cli->bare(words("connections remove atlas --yes")).status, 0);
        QCOMPARE(m_cli->bare(words("--json connections list")).array().size(), 0);
    }

    void namesTheRotationsInProgress()
    {
        const QString id =
            m_cli->createStored(QStringLiteral("nightly"))[QStringLiteral("id")].toString();
        const Outcome rotated = m_cli->stored(words("rotate start") + QStringList(id));
        QVERIFY2(rotated.status == 0, rotated.err.constData());
        const Outcome refused = m_cli->bare(words("connections remove atlas"));
        QCOMPARE(refused.status, 2);
        QVERIFY2(
            refused.err.contains("cannot be continued: those of nightly"), refused.err.constData());
        QVERIFY(refused.err.contains("rotate list"));
        QCOMPARE(m_cli->bare(words("--json connections list")).array().size(), 1);

        const Outcome removed = m_cli->bare(words("--json connections remove atlas --yes"));
        QCOMPARE(removed.status, 0);
        QCOMPARE(removed.object()[QStringLiteral("removed")].toString(), QStringLiteral("atlas"));
        QVERIFY(removed.err.contains("nightly"));
    }
};

QTEST_GUILESS_MAIN(CliConnectionRemovalTest)
#include "tst_cli_connection_removal.moc"
