#include "core/workbench/batch_input.h"
#include "core/workbench/batch_output.h"
#include "tests/core/provider_fixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString serviceName = QStringLiteral("fraud_detection_feature_service");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray inputOf(int rows)
{
    QByteArray text("note,user_id,Merchant,amt\r\n");
    for (int i = 0; i < rows; ++i)
        text += "\"n, " + QByteArray::number(i) + "\",u" + QByteArray::number(i) +
                ",9007199254740993," + QByteArray::number(i) + ".5\r\n";
    return text;
}

} // namespace

class TestLookupBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void columnsAreMapped();
    void columnsThatCannotBeMapped_data();
    void columnsThatCannotBeMapped();
    void recordsBecomeRequests();
    void rowsInOrder_data();
    void rowsInOrder();
    void badRowsAreNotSentAndStopNothing();
    void refusedTogetherGoesSingly();
    void whatAllRowsShareEndsIt();
    void goesOnAfterAKill_data();
    void goesOnAfterAKill();
    void aFileOfSomethingElseIsLeftAlone();
    void twoAtOnce();
    void cancelled();
    void connectionsAreEnough();

private:
    struct Run
    {
        Result<void> opened;
        BatchReport report;
        qint64 continued = 0;
    };
    Run run(BatchOptions options = {}, int cancelAfter = -1);
    LookupRequest fixed() const;

    std::unique_ptr<TectonFixture> m_fixture;
    std::shared_ptr<FeatureReader> m_reader;
    LookupSchema m_schema;
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_in;
    QString m_out;
};

void TestLookupBatch::initTestCase()
{
    m_fixture = std::make_unique<TectonFixture>();
    const auto connected = m_fixture->connect(
        m_fixture->settings(), AccountType::ApiKey, {}, secretOf(m_fixture->adminKey()));
    m_reader = connected->provider->featureReader(connected->authorizer);
    m_schema = await(m_reader->schema(QStringLiteral("prod"), serviceName, {})).value();
}

void TestLookupBatch::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_in = m_directory->filePath(QStringLiteral("in.csv"));
    m_out = m_directory->filePath(QStringLiteral("out.csv"));
    QVERIFY(m_fixture->server().setFaults({}));
}

LookupRequest TestLookupBatch::fixed() const
{
    LookupRequest request;
    request.workspace = QStringLiteral("prod");
    request.featureService = serviceName;
    return request;
}

TestLookupBatch::Run TestLookupBatch::run(BatchOptions options, int cancelAfter)
{
    Run result;
    const auto input = BatchInput::open(m_in).value();
    input->setColumns(mapColumns(input->headers(), m_schema, {}).value(), fixed());
    const auto output = BatchOutput::open(m_out, *input, m_schema);
    if (!output) {
        result.opened = failure(output.error());
        return result;
    }
    result.continued = (*output)->continuedRows();
    LookupBatch batch(m_reader, input, *output, options, std::make_shared<SystemClock>());
    QSignalSpy finished(&batch, &LookupBatch::finished);
    if (cancelAfter >= 0)
        connect(&batch, &LookupBatch::progressed, &batch, [&](const BatchProgress &progress) {
            if (progress.written >= cancelAfter)
                batch.cancel();
        });
    batch.start();
    if (finished.isEmpty() && !finished.wait(60'000))
        qFatal("The batch did not end");
    result.report = finished.at(0).at(0).value<BatchReport>();
    return result;
}

void TestLookupBatch::columnsAreMapped()
{
    const QStringList headers{
        QStringLiteral("who"), QStringLiteral(" MERCHANT"), QStringLiteral("amt"),
        QStringLiteral("note")};
    const auto columns =
        mapColumns(headers, m_schema, {{QStringLiteral("who"), QStringLiteral("user_id")}});
    QVERIFY(columns);
    QCOMPARE(columns->at(0).use, ColumnUse::JoinKey);
    QCOMPARE(columns->at(0).field.name, QStringLiteral("user_id"));
    QCOMPARE(columns->at(1).field.type.kind, DataKind::Int64);
    QCOMPARE(columns->at(2).use, ColumnUse::RequestContext);
    QCOMPARE(columns->at(3).use, ColumnUse::Ignored);
    QVERIFY(!mappingProblem(*columns, m_schema, fixed()));
    const auto without = mapColumns(headers, m_schema, {});
    const auto problem = mappingProblem(*without, m_schema, fixed());
    QCOMPARE(problem->message, QStringLiteral("No column of the file gives user_id."));
    LookupRequest withUser = fixed();
    withUser.joinKeys.insert(QStringLiteral("user_id"), QStringLiteral("u"));
    QVERIFY(!mappingProblem(*without, m_schema, withUser));
}

void TestLookupBatch::columnsThatCannotBeMapped_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("message");
    QTest::newRow("no such column")
        << QStringLiteral("a,b") << QStringLiteral("c") << QStringLiteral("user_id")
        << QStringLiteral("The file has no column “c”.");
    QTest::newRow("no such input")
        << QStringLiteral("a,b") << QStringLiteral("a") << QStringLiteral("nobody")
        << QStringLiteral("The feature service does not take nobody.");
    QTest::newRow("twice") << QStringLiteral("a,user_id") << QStringLiteral("a")
                           << QStringLiteral("user_id")
                           << QStringLiteral("Two columns give the value of user_id.");
}

void TestLookupBatch::columnsThatCannotBeMapped()
{
    QFETCH(QString, header);
    QFETCH(QString, column);
    QFETCH(QString, input);
    QFETCH(QString, message);
    const auto columns = mapColumns(header.split(QLatin1Char(',')), m_schema, {{column, input}});
    QVERIFY(!columns);
    QCOMPARE(columns.error().message, message);
    QVERIFY(!columns.error().hint.isEmpty() || message.startsWith(QLatin1String("Two")));
}

void TestLookupBatch::recordsBecomeRequests()
{
    const auto columns = mapColumns(
        {QStringLiteral("user_id"), QStringLiteral("merchant"), QStringLiteral("amt")}, m_schema,
        {});
    CsvRecord record;
    record.line = 7;
    record.cells = {QString(), QString(), QStringLiteral("1e3")};
    const auto request = requestFromRecord(record, *columns, fixed());
    QVERIFY(request);
    QCOMPARE(request->joinKeys[QStringLiteral("user_id")], QJsonValue(QString()));
    QCOMPARE(request->joinKeys[QStringLiteral("merchant")], QJsonValue(QJsonValue::Null));
    QCOMPARE(request->requestContext[QStringLiteral("amt")], QJsonValue(1000));
    record.cells[2] = QString();
    QCOMPARE(
        requestFromRecord(record, *columns, fixed()).error().message,
        QStringLiteral("Line 7, column amt: The value is missing."));
    record.cells.removeLast();
    QCOMPARE(
        requestFromRecord(record, *columns, fixed()).error().message,
        QStringLiteral("Line 7 has 2 cells, the header has 3."));
}

void TestLookupBatch::rowsInOrder_data()
{
    QTest::addColumn<int>("concurrency");
    QTest::addColumn<int>("rowsPerCall");
    QTest::newRow("one by one") << 1 << 1;
    QTest::newRow("five at once") << 8 << 5;
    QTest::newRow("as wide as it goes") << 100 << 100;
}

void TestLookupBatch::rowsInOrder()
{
    QFETCH(int, concurrency);
    QFETCH(int, rowsPerCall);
    constexpr int rows = 203;
    write(m_in, inputOf(rows));
    // Some calls take longer than those that follow them.
    QVERIFY(m_fixture->server().setFaults({QStringLiteral("get-features=delay:30ms%20")}));
    const Run done = run({concurrency, rowsPerCall, false});
    QVERIFY(done.opened && !done.report.stopped);
    QCOMPARE(done.report.progress.written, rows);
    QCOMPARE(done.report.progress.failed, 0);
    const int perCall = std::min(rowsPerCall, 5);
    QCOMPARE(done.report.calls, (rows + perCall - 1) / perCall);
    const QList<QByteArray> lines = contentOf(m_out).split('\n');
    QCOMPARE(lines.size(), rows + 2);
    QVERIFY(lines.first().startsWith("note,user_id,Merchant,amt,lookup_status,lookup_error,"));
    for (int i = 0; i < rows; ++i) {
        const QByteArray number = QByteArray::number(i);
        QVERIFY2(
            lines.at(i + 1).startsWith(
                "\"n, " + number + "\",u" + number + ",9007199254740993," + number + ".5,ok,,"),
            lines.at(i + 1).constData());
    }
    // The same as a single lookup says.
    LookupRequest single = fixed();
    single.joinKeys = {
        {QStringLiteral("user_id"), QStringLiteral("u3")},
        {QStringLiteral("merchant"), QStringLiteral("9007199254740993")}};
    single.requestContext = {{QStringLiteral("amt"), 3.5}};
    const LookupResult result = await(m_reader->lookup(single, {})).value();
    for (const FeatureValue &feature : result.features) {
        if (feature.type.kind == DataKind::Int64 && !feature.value.isNull())
            QVERIFY(lines.at(4).contains(feature.value.toString().toUtf8()));
    }
}

void TestLookupBatch::badRowsAreNotSentAndStopNothing()
{
    QByteArray text = inputOf(20);
    text.replace(",u3,9007199254740993", ",u3,12a");
    text.replace(",u7,9007199254740993,7.5", ",u7");
    write(m_in, text);
    const Run done = run();
    QVERIFY(!done.report.stopped);
    QCOMPARE(done.report.progress.written, 20);
    QCOMPARE(done.report.progress.failed, 2);
    const QList<QByteArray> lines = contentOf(m_out).split('\n');
    QVERIFY(
        lines.at(4).contains(",invalid-input,\"Line 5, column Merchant: Not a whole number.\","));
    QVERIFY(lines.at(8).contains("invalid-input,\"Line 9 has 2 cells, the header has 4.\","));
    QVERIFY(lines.at(9).contains(",ok,,"));
}

void TestLookupBatch::refusedTogetherGoesSingly()
{
    write(m_in, inputOf(60));
    QVERIFY(m_fixture->server().setFaults({QStringLiteral("get-features-batch=status:400")}));
    const Run done = run({1, 5, false});
    QCOMPARE(done.report.progress.failed, 0);
    QCOMPARE(done.report.progress.written, 60);
    QVERIFY(done.report.singly);
    // Three calls were refused before it stopped trying.
    QCOMPARE(done.report.calls, 60 + 3);
}

void TestLookupBatch::whatAllRowsShareEndsIt()
{
    write(m_in, inputOf(60));
    QVERIFY(m_fixture->server().setFaults({QStringLiteral("get-features-batch=status:403@4")}));
    const Run done = run({1, 5, false});
    QVERIFY(done.report.stopped);
    QCOMPARE(done.report.stopped->kind, ErrorKind::NotPermitted);
    QCOMPARE(done.report.progress.written, 15);
    QVERIFY(m_fixture->server().setFaults({}));
    const Run rest = run();
    QCOMPARE(rest.continued, 15);
    QCOMPARE(rest.report.progress.written, 45);
    QCOMPARE(contentOf(m_out).count("\r\n"), 61);
}

void TestLookupBatch::goesOnAfterAKill_data()
{
    QTest::addColumn<int>("percent");
    for (const int percent : {0, 1, 17, 50, 83, 99, 100})
        QTest::addRow("%d percent", percent) << percent;
}

void TestLookupBatch::goesOnAfterAKill()
{
    QFETCH(int, percent);
    QByteArray text = inputOf(40);
    text.replace("n, 7", "n\r\né\"\"7");
    write(m_in, text);
    run();
    const QByteArray whole = contentOf(m_out);
    const qsizetype from = whole.size() * percent / 100;
    // Wherever the kill cut it, in the middle of a line break or a letter too.
    for (qsizetype cut = from; cut < std::min(from + 25, whole.size() + 1); ++cut) {
        write(m_out, whole.first(cut));
        const Run rest = run();
        QVERIFY2(rest.opened, qPrintable(QString::number(cut)));
        QCOMPARE(rest.continued + rest.report.progress.written, 40);
        const QByteArray again = contentOf(m_out);
        // The cached status may differ, so rows are compared by what the input gave.
        QCOMPARE(again.count("\r\n"), whole.count("\r\n"));
        QVERIFY(again.startsWith(whole.first(cut).first(whole.first(cut).lastIndexOf("\r\n") + 1)));
        for (int i = 0; i < 40; ++i)
            QCOMPARE(again.count(",u" + QByteArray::number(i) + ","), 1);
    }
}

void TestLookupBatch::aFileOfSomethingElseIsLeftAlone()
{
    write(m_in, inputOf(5));
    run();
    const QByteArray good = contentOf(m_out);
    QByteArray other = good;
    other.replace(",u2,", ",u9,");
    const QByteArray longer = good + good.mid(good.indexOf('\n') + 1);
    QByteArray broken = good;
    broken.insert(good.indexOf(",u1,"), '"');
    for (const QByteArray &content :
         {other, longer, broken, QByteArray("a,b\r\n"), QByteArray("x").repeated(10'000)}) {
        write(m_out, content);
        const Run refused = run();
        QVERIFY(!refused.opened);
        QCOMPARE(refused.opened.error().kind, ErrorKind::Conflict);
        QCOMPARE(contentOf(m_out), content);
    }
}

void TestLookupBatch::twoAtOnce()
{
    write(m_in, inputOf(5));
    const auto input = BatchInput::open(m_in).value();
    const auto first = BatchOutput::open(m_out, *input, m_schema);
    QVERIFY(first);
    const Run second = run();
    QVERIFY(!second.opened);
    QVERIFY(second.opened.error().message.contains(QLatin1String("another process")));
}

void TestLookupBatch::cancelled()
{
    write(m_in, inputOf(400));
    const Run done = run({2, 5, false}, 50);
    QVERIFY(done.report.stopped);
    QCOMPARE(done.report.stopped->kind, ErrorKind::Cancelled);
    QVERIFY(done.report.progress.written >= 50);
    QVERIFY(done.report.progress.written < 400);
    QCOMPARE(contentOf(m_out).count("\r\n"), done.report.progress.written + 1);
    const Run rest = run();
    QCOMPARE(rest.continued + rest.report.progress.written, 400);
}

void TestLookupBatch::connectionsAreEnough()
{
    // 64 calls of half a second, 32 at once; six connections would take more than 5 s.
    write(m_in, inputOf(64));
    QVERIFY(m_fixture->server().setFaults({QStringLiteral("get-features=delay:500ms")}));
    const Run done = run({32, 1, true});
    QCOMPARE(done.report.progress.failed, 0);
    QVERIFY2(
        done.report.progress.elapsed.count() < 4000,
        qPrintable(QString::number(done.report.progress.elapsed.count())));
}

QTEST_GUILESS_MAIN(TestLookupBatch)
#include "tst_lookup_batch.moc"
