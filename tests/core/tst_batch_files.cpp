// The files of a batch before and while it runs: checking the input, the state of the output, and
// what is counted of failures.

#include "core/workbench/batch_check.h"
#include "core/workbench/batch_output.h"
#include "core/workbench/batch_tally.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;

namespace {

LookupSchema schema()
{
    LookupSchema result;
    SchemaField user{QStringLiteral("user_id"), {}};
    user.type.kind = DataKind::String;
    SchemaField merchant{QStringLiteral("merchant"), {}};
    merchant.type.kind = DataKind::Int64;
    SchemaField feature{QStringLiteral("count"), {}};
    feature.type.kind = DataKind::Int64;
    result.joinKeys = {user, merchant};
    result.features = {feature};
    return result;
}

QByteArray inputOf(int rows)
{
    QByteArray text("user_id,merchant\r\n");
    for (int i = 0; i < rows; ++i)
        text += "u" + QByteArray::number(i) + "," + QByteArray::number(i) + "\r\n";
    return text;
}

class RefusingResults : public BatchResults
{
public:
    Result<void> write(const BatchRow &, const Result<LookupResult> &) override
    {
        return failure(makeError(ErrorKind::Storage, QStringLiteral("The disk is full.")));
    }
};

class GladResults : public BatchResults
{
public:
    Result<void> write(const BatchRow &, const Result<LookupResult> &) override { return {}; }
};

BatchRow rowAt(qint64 line)
{
    BatchRow row;
    row.line = line;
    return row;
}

} // namespace

class tst_BatchFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void checksEveryRowInParts();
    void checkNamesTheFirstWrongRows();
    void checkTellsWhatCannotBeRead();
    void aNewCheckEndsTheOneBefore();
    void placesOfTheOutput();
    void aForeignFileIsReplacedWhenAsked();
    void passesOverInParts();
    void failuresAreCountedByKind();
    void whatIsNotWrittenIsNotCounted();

private:
    void put(const QString &path, const QByteArray &content);
    QByteArray contentOf(const QString &path) const;
    std::shared_ptr<BatchInput> input() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_in;
    QString m_out;
};

void tst_BatchFiles::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_in = m_directory->filePath(QStringLiteral("in.csv"));
    m_out = m_directory->filePath(QStringLiteral("out.csv"));
}

void tst_BatchFiles::put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray tst_BatchFiles::contentOf(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::shared_ptr<BatchInput> tst_BatchFiles::input() const
{
    auto opened = BatchInput::open(m_in).value();
    opened->setColumns(mapColumns(opened->headers(), schema(), {}).value(), LookupRequest());
    return opened;
}

void tst_BatchFiles::checksEveryRowInParts()
{
    constexpr int rows = 25'000;
    put(m_in, inputOf(rows));
    BatchCheck check;
    QSignalSpy progressed(&check, &BatchCheck::progressed);
    QSignalSpy finished(&check, &BatchCheck::finished);
    check.start(input());
    QVERIFY(check.isRunning());
    QCOMPARE(check.report().rows, 0);
    // The event loop has its turn all the while.
    int turns = 0;
    while (finished.isEmpty()) {
        QCoreApplication::processEvents();
        ++turns;
    }
    QVERIFY2(turns > 20, qPrintable(QString::number(turns)));
    QVERIFY(!check.isRunning());
    QCOMPARE(check.report(), (BatchCheckReport{rows, 0, {}, {}}));
    QCOMPARE(progressed.size(), 2);
}

void tst_BatchFiles::checkNamesTheFirstWrongRows()
{
    QByteArray text = inputOf(20);
    for (int i = 3; i < 12; ++i)
        text.replace(
            "u" + QByteArray::number(i) + "," + QByteArray::number(i) + "\r",
            "u" + QByteArray::number(i) + ",x\r");
    put(m_in, text);
    BatchCheck check;
    QSignalSpy finished(&check, &BatchCheck::finished);
    check.start(input());
    QVERIFY(finished.wait());
    QCOMPARE(check.report().rows, 20);
    QCOMPARE(check.report().wrong, 9);
    QCOMPARE(check.report().problems.size(), BatchCheck::problemsKept);
    QCOMPARE(
        check.report().problems.constFirst(),
        QStringLiteral("Line 5, column merchant: Not a whole number."));
}

void tst_BatchFiles::checkTellsWhatCannotBeRead()
{
    put(m_in, inputOf(3) + "u\"4,4\r\n" + "u5,5\r\n");
    BatchCheck check;
    QSignalSpy finished(&check, &BatchCheck::finished);
    check.start(input());
    QVERIFY(finished.wait());
    QCOMPARE(check.report().rows, 3);
    QVERIFY(check.report().unreadable);
    QVERIFY(check.report().unreadable->message.contains(QLatin1String("Line 5")));
}

void tst_BatchFiles::aNewCheckEndsTheOneBefore()
{
    put(m_in, inputOf(5000));
    BatchCheck check;
    QSignalSpy finished(&check, &BatchCheck::finished);
    check.start(input());
    QCoreApplication::processEvents();
    put(m_in, inputOf(7));
    check.start(input());
    QVERIFY(finished.wait());
    QCOMPARE(check.report().rows, 7);
    check.start(input());
    check.stop();
    QVERIFY(!check.isRunning());
    QCOMPARE(finished.size(), 1);
}

void tst_BatchFiles::placesOfTheOutput()
{
    put(m_in, inputOf(2));
    const auto file = input();
    QCOMPARE(BatchOutput::placeAt(m_out, *file, schema()), OutputPlace::Free);
    QCOMPARE(BatchOutput::placeAt(m_in, *file, schema()), OutputPlace::Input);
    const QString link = m_directory->filePath(QStringLiteral("link.csv"));
    QVERIFY(QFile::link(m_in, link));
    QCOMPARE(BatchOutput::placeAt(link, *file, schema()), OutputPlace::Input);
    QVERIFY(BatchOutput::open(m_out, *file, schema()));
    QCOMPARE(BatchOutput::placeAt(m_out, *file, schema()), OutputPlace::Begun);
    const QByteArray header = contentOf(m_out);
    put(m_out, header.first(9));
    QCOMPARE(BatchOutput::placeAt(m_out, *file, schema()), OutputPlace::Begun);
    put(m_out, QByteArray());
    QCOMPARE(BatchOutput::placeAt(m_out, *file, schema()), OutputPlace::Free);
    put(m_out, "Dear diary,\r\n");
    QCOMPARE(BatchOutput::placeAt(m_out, *file, schema()), OutputPlace::Foreign);
    QCOMPARE(contentOf(m_out), QByteArray("Dear diary,\r\n"));
}

void tst_BatchFiles::aForeignFileIsReplacedWhenAsked()
{
    put(m_in, inputOf(2));
    put(m_out, QByteArray("x").repeated(10'000));
    const auto file = input();
    QVERIFY(!BatchOutput::begin(m_out, *file, schema(), ExistingOutput::Continue));
    QCOMPARE(contentOf(m_out).size(), 10'000);
    {
        const auto output = BatchOutput::begin(m_out, *file, schema(), ExistingOutput::Replace);
        QVERIFY(output);
        // Nobody replaces what is being written.
        QVERIFY(!BatchOutput::begin(m_out, *file, schema(), ExistingOutput::Replace));
        QCOMPARE((*output)->passOver(*file, 1), Result<bool>(true));
        QVERIFY((*output)->write(*file->next().value(), LookupResult()));
    }
    QCOMPARE(
        contentOf(m_out),
        QByteArray("user_id,merchant,lookup_status,lookup_error,count\r\nu0,0,ok,,\r\n"));
}

void tst_BatchFiles::passesOverInParts()
{
    put(m_in, inputOf(30));
    {
        const auto file = input();
        const auto output = BatchOutput::open(m_out, *file, schema()).value();
        for (int i = 0; i < 25; ++i)
            QVERIFY(output->write(*file->next().value(), LookupResult()));
        const auto failed = failure(makeError(ErrorKind::Timeout, QStringLiteral("Too slow.")));
        QVERIFY(output->write(*file->next().value(), failed));
    }
    const auto file = input();
    const auto output =
        BatchOutput::begin(m_out, *file, schema(), ExistingOutput::Continue).value();
    QCOMPARE(output->passOver(*file, 10), Result<bool>(false));
    QCOMPARE(output->continuedRows(), 10);
    QCOMPARE(output->passOver(*file, 10), Result<bool>(false));
    QCOMPARE(output->passOver(*file, 10), Result<bool>(true));
    QCOMPARE(output->continuedRows(), 26);
    QCOMPARE(output->continuedFailures(), 1);
    QCOMPARE(file->next().value()->cells.constFirst(), QStringLiteral("u26"));
}

void tst_BatchFiles::failuresAreCountedByKind()
{
    BatchTally tally(std::make_shared<GladResults>());
    QVERIFY(tally.write(rowAt(2), LookupResult()));
    for (int line = 3; line < 10; ++line)
        QVERIFY(tally.write(
            rowAt(line), failure(makeError(ErrorKind::Timeout, QStringLiteral("Too slow.")))));
    QVERIFY(tally.write(
        rowAt(10), failure(makeError(ErrorKind::InvalidInput, QStringLiteral("Line 10: x")))));
    const QList<BatchFailure> expected{
        {ErrorKind::Timeout, 7, {3, 4, 5, 6, 7}, QStringLiteral("Too slow.")},
        {ErrorKind::InvalidInput, 1, {10}, QStringLiteral("Line 10: x")}};
    QCOMPARE(tally.failures(), expected);
}

void tst_BatchFiles::whatIsNotWrittenIsNotCounted()
{
    BatchTally tally(std::make_shared<RefusingResults>());
    const auto written =
        tally.write(rowAt(2), failure(makeError(ErrorKind::Timeout, QStringLiteral("Too slow."))));
    QCOMPARE(written.error().kind, ErrorKind::Storage);
    QVERIFY(tally.failures().isEmpty());
}

QTEST_GUILESS_MAIN(tst_BatchFiles)
#include "tst_batch_files.moc"
