// Batches of files at the sandbox, as the page runs them.

#include "tests/core/provider_fixture.h"
#include "tests/support/faulty_credential_store.h"
#include "ui/lookup/batch_runner.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

class tst_BatchSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cancelledHalfWayAndContinued();
    void failuresAreToldByKind();
    void changedColumnsAreNoticed();
    void oneSlowCallHoldsUpNothingForGood();
    void endsWithItsRunner();

private:
    BatchPlan plan(int rows);
    BatchOutcome run(BatchRunner &runner, const BatchPlan &plan);
    QList<QByteArray> linesWritten() const;

    std::unique_ptr<TectonFixture> m_fixture;
    std::shared_ptr<Session> m_session;
    LookupSchema m_schema;
    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_BatchSandbox::initTestCase()
{
    m_fixture = std::make_unique<TectonFixture>();
    const auto connected = m_fixture->connect(
        m_fixture->settings(), AccountType::ApiKey, {}, secretOf(m_fixture->adminKey()));
    Connection connection;
    connection.id = QStringLiteral("c1");
    m_session = std::make_shared<Session>(
        connection, connected->provider, connected->authorizer,
        std::make_shared<FaultyCredentialStore>(std::make_shared<QStringList>()));
    const auto reader = connected->provider->featureReader(connected->authorizer);
    m_schema =
        await(reader->schema(
                  QStringLiteral("prod"), QStringLiteral("fraud_detection_feature_service"), {}))
            .value();
}

void tst_BatchSandbox::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_fixture->server().setFaults({}));
}

BatchPlan tst_BatchSandbox::plan(int rows)
{
    BatchPlan plan;
    plan.session = m_session;
    plan.schema = m_schema;
    plan.fixed.workspace = QStringLiteral("prod");
    plan.fixed.featureService = QStringLiteral("fraud_detection_feature_service");
    plan.inputPath = m_directory->filePath(QStringLiteral("in.csv"));
    plan.outputPath = m_directory->filePath(QStringLiteral("out.csv"));
    plan.rows = rows;
    QFile file(plan.inputPath);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("The input cannot be written");
    file.write("user_id,merchant,amt\n");
    for (int i = 0; i < rows; ++i)
        file.write("u" + QByteArray::number(i) + "," + QByteArray::number(i) + ",1.5\n");
    plan.columns =
        mapColumns(
            {QStringLiteral("user_id"), QStringLiteral("merchant"), QStringLiteral("amt")},
            m_schema, {})
            .value();
    return plan;
}

BatchOutcome tst_BatchSandbox::run(BatchRunner &runner, const BatchPlan &plan)
{
    QSignalSpy finished(&runner, &BatchRunner::finished);
    connect(&runner, &BatchRunner::failed, &finished, [](const Error &error) {
        qFatal("%s", qPrintable(error.message));
    });
    runner.run(plan);
    if (!finished.wait(60'000))
        qFatal("The batch did not end");
    return finished.at(0).at(0).value<BatchOutcome>();
}

QList<QByteArray> tst_BatchSandbox::linesWritten() const
{
    QFile file(m_directory->filePath(QStringLiteral("out.csv")));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
}

void tst_BatchSandbox::cancelledHalfWayAndContinued()
{
    constexpr int rows = 600;
    const BatchPlan batch = plan(rows);
    BatchRunner runner(std::make_shared<SystemClock>());
    connect(&runner, &BatchRunner::progressed, &runner, [&runner](const BatchState &state) {
        if (state.doneRows() > 0)
            runner.cancel();
    });
    QVERIFY(m_fixture->server().setFaults({QStringLiteral("get-features=delay:20ms")}));
    const BatchOutcome half = run(runner, batch);
    QCOMPARE(half.stopped->kind, ErrorKind::Cancelled);
    const qint64 done = half.state.doneRows();
    QVERIFY(done > 0 && done < rows);
    QCOMPARE(linesWritten().size(), done + 2);

    QVERIFY(m_fixture->server().setFaults({}));
    disconnect(&runner, &BatchRunner::progressed, &runner, nullptr);
    const BatchOutcome rest = run(runner, batch);
    QVERIFY(!rest.stopped);
    QCOMPARE(rest.state.continuedRows, done);
    QCOMPARE(rest.state.doneRows(), rows);
    QCOMPARE(rest.state.progress.failed, 0);
    const QList<QByteArray> lines = linesWritten();
    QCOMPARE(lines.size(), rows + 2);
    for (int i = 0; i < rows; ++i) {
        const QByteArray number = QByteArray::number(i);
        QVERIFY2(
            lines.at(i + 1).startsWith("u" + number + "," + number + ",1.5,ok,,"),
            lines.at(i + 1).constData());
    }
}

void tst_BatchSandbox::failuresAreToldByKind()
{
    BatchPlan batch = plan(40);
    batch.options = {1, 1, false};
    QVERIFY(m_fixture->server().setFaults({QStringLiteral("get-features=status:404@7")}));
    BatchRunner runner(std::make_shared<SystemClock>());
    const BatchOutcome outcome = run(runner, batch);
    QVERIFY(!outcome.stopped);
    QCOMPARE(outcome.state.progress.failed, 1);
    QCOMPARE(outcome.failures.size(), 1);
    QCOMPARE(outcome.failures.constFirst().kind, ErrorKind::NotFound);
    QCOMPARE(outcome.failures.constFirst().firstLines, QList<qint64>{8});
}

void tst_BatchSandbox::changedColumnsAreNoticed()
{
    BatchPlan batch = plan(3);
    batch.columns.removeLast();
    BatchRunner runner(std::make_shared<SystemClock>());
    QSignalSpy failed(&runner, &BatchRunner::failed);
    runner.run(batch);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!QFile::exists(batch.outputPath));
    QVERIFY(!runner.isRunning());
}

void tst_BatchSandbox::oneSlowCallHoldsUpNothingForGood()
{
    constexpr int rows = 2000;
    const BatchPlan batch = plan(rows);
    // Long enough for its neighbours to fill all the room there is.
    QVERIFY(m_fixture->server().setFaults({QStringLiteral("get-features-batch=delay:2s@20")}));
    BatchRunner runner(std::make_shared<SystemClock>());
    const BatchOutcome outcome = run(runner, batch);
    QVERIFY(!outcome.stopped);
    QCOMPARE(outcome.state.doneRows(), rows);
    QCOMPARE(outcome.state.progress.failed, 0);
    QCOMPARE(linesWritten().size(), rows + 2);
}

void tst_BatchSandbox::endsWithItsRunner()
{
    const BatchPlan batch = plan(200);
    QVERIFY(m_fixture->server().setFaults({QStringLiteral("get-features=delay:30ms")}));
    {
        BatchRunner runner(std::make_shared<SystemClock>());
        QSignalSpy progressed(&runner, &BatchRunner::progressed);
        runner.run(batch);
        QTRY_VERIFY(!progressed.isEmpty());
    }
    const qsizetype written = linesWritten().size();
    QVERIFY(written < 202);
    // Nobody holds the file any longer.
    BatchRunner runner(std::make_shared<SystemClock>());
    QVERIFY(!run(runner, batch).stopped);
    QCOMPARE(linesWritten().size(), 202);
}

QTEST_GUILESS_MAIN(tst_BatchSandbox)
#include "tst_batch_sandbox.moc"
