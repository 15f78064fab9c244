// A batch whose reader and listeners do not do what is usual.

#include "core/workbench/lookup_batch.h"
#include "tests/support/gate.h"

#include <QCoro/QCoroSignal>
#include <QSignalSpy>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

Error sampleError(ErrorKind kind)
{
    return makeError(kind, QStringLiteral("No."));
}

/// Answers at once, from within the call; but for the call that a gate holds back.
class ImmediateReader : public FeatureReader
{
public:
    Async<LookupSchema> schema(QString, QString, CancelToken) override
    {
        co_return Result<LookupSchema>();
    }
    Async<LookupResult> lookup(LookupRequest, CancelToken) override
    {
        ++singles;
        co_return Result<LookupResult>();
    }
    Async<QList<LookupResult>> query(LookupRequest, CancelToken) override
    {
        co_return Result<QList<LookupResult>>();
    }
    Async<QList<LookupResult>> lookupBatch(QList<LookupRequest> rows, CancelToken) override
    {
        using Answer = Result<QList<LookupResult>>;
        ++calls;
        const bool isHeld = gate && calls == 1;
        const std::shared_ptr<Gate> held = gate;
        if (isHeld)
            co_await qCoro(held.get(), &Gate::opened);
        if (isHeld && heldFailure)
            co_return Answer(failure(*heldFailure));
        co_return Answer(QList<LookupResult>(rows.size() - missing));
    }
    const std::shared_ptr<Authorizer> &authorizer() const override { return signer; }

    int missing = 0; ///< answers of each call
    int calls = 0;   ///< of several rows
    int singles = 0;
    std::shared_ptr<Gate> gate;       ///< holds back the first call
    std::optional<Error> heldFailure; ///< how that call ends
    std::shared_ptr<Authorizer> signer;
};

class CountedRows : public BatchRows
{
public:
    explicit CountedRows(int rows)
        : m_left(rows)
    {
    }
    Result<std::optional<BatchRow>> next() override
    {
        if (m_left == 0)
            return std::optional<BatchRow>();
        --m_left;
        return std::optional(BatchRow());
    }

private:
    int m_left;
};

class CountedResults : public BatchResults
{
public:
    Result<void> write(const BatchRow &, const Result<LookupResult> &) override
    {
        ++written;
        return {};
    }
    int written = 0;
};

} // namespace

class tst_BatchCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tooFewAnswersAreAskedForSingly();
    void deletedByWhoHearsOfIt();
    void cancelledByWhoHearsOfIt();
    void waitsForTheFirstCall_data();
    void waitsForTheFirstCall();
    void cancelledWhileTheFirstCallWaits();

private:
    std::unique_ptr<LookupBatch> makeBatch(int rows)
    {
        return std::make_unique<LookupBatch>(
            m_reader, std::make_shared<CountedRows>(rows), m_results, BatchOptions(),
            std::make_shared<SystemClock>());
    }

    std::shared_ptr<ImmediateReader> m_reader;
    std::shared_ptr<CountedResults> m_results;
};

void tst_BatchCalls::init()
{
    m_reader = std::make_shared<ImmediateReader>();
    m_results = std::make_shared<CountedResults>();
}

void tst_BatchCalls::tooFewAnswersAreAskedForSingly()
{
    m_reader->missing = 1;
    const auto batch = makeBatch(20);
    QSignalSpy finished(batch.get(), &LookupBatch::finished);
    batch->start();
    QVERIFY(finished.wait());
    QCOMPARE(m_results->written, 20);
    QCOMPARE(m_reader->singles, 20);
}

void tst_BatchCalls::deletedByWhoHearsOfIt()
{
    auto batch = makeBatch(5000);
    int heard = 0;
    connect(batch.get(), &LookupBatch::progressed, this, [&batch, &heard] {
        ++heard;
        batch.reset();
    });
    batch->start();
    QTRY_COMPARE(heard, 1);
    const int written = m_results->written;
    QVERIFY(written < 5000);
    QCoreApplication::processEvents();
    QCOMPARE(heard, 1);
    QCOMPARE(m_results->written, written);

    batch = makeBatch(3);
    connect(batch.get(), &LookupBatch::finished, this, [&batch] { batch.reset(); });
    batch->start();
    QTRY_VERIFY(!batch);
}

void tst_BatchCalls::cancelledByWhoHearsOfIt()
{
    const auto batch = makeBatch(5000);
    QSignalSpy finished(batch.get(), &LookupBatch::finished);
    connect(batch.get(), &LookupBatch::progressed, batch.get(), &LookupBatch::cancel);
    batch->start();
    QVERIFY(finished.wait());
    const auto report = finished.at(0).at(0).value<BatchReport>();
    QCOMPARE(report.stopped->kind, ErrorKind::Cancelled);
    QCOMPARE(report.progress.written, m_results->written);
    QVERIFY(m_results->written > 0 && m_results->written < 5000);
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
}

void tst_BatchCalls::waitsForTheFirstCall_data()
{
    QTest::addColumn<int>("failure");
    QTest::addColumn<int>("written");
    QTest::newRow("an answer") << -1 << 2000;
    QTest::newRow("a refusal of the rows together") << int(ErrorKind::Limit) << 2000;
    QTest::newRow("a failure that all rows share") << int(ErrorKind::Network) << 0;
}

void tst_BatchCalls::waitsForTheFirstCall()
{
    QFETCH(int, failure);
    QFETCH(int, written);
    m_reader->gate = std::make_shared<Gate>();
    if (failure >= 0)
        m_reader->heldFailure = sampleError(ErrorKind(failure));
    const auto batch = makeBatch(2000);
    QSignalSpy finished(batch.get(), &LookupBatch::finished);
    batch->start();
    // All the others of the window have been answered, and none can be written.
    QTRY_COMPARE(m_reader->calls, 4 * BatchOptions().concurrency);
    QCoreApplication::processEvents();
    QCOMPARE(m_reader->calls, 4 * BatchOptions().concurrency);
    QCOMPARE(m_results->written, 0);
    Q_EMIT m_reader->gate->opened();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_results->written, written);
    const auto report = finished.at(0).at(0).value<BatchReport>();
    QCOMPARE(report.progress.failed, 0);
    QCOMPARE(bool(report.stopped), written == 0);
}

void tst_BatchCalls::cancelledWhileTheFirstCallWaits()
{
    m_reader->gate = std::make_shared<Gate>();
    const auto batch = makeBatch(2000);
    QSignalSpy finished(batch.get(), &LookupBatch::finished);
    batch->start();
    batch->cancel();
    Q_EMIT m_reader->gate->opened();
    QTRY_COMPARE(finished.size(), 1);
    const auto report = finished.at(0).at(0).value<BatchReport>();
    QCOMPARE(report.stopped->kind, ErrorKind::Cancelled);
    // What was answered is kept.
    QCOMPARE(m_results->written, 160);
    QCOMPARE(report.progress.written, 160);
}

QTEST_GUILESS_MAIN(tst_BatchCalls)
#include "tst_batch_calls.moc"
