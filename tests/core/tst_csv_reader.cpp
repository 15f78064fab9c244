#include "core/transfer/csv_reader.h"

#include <QBuffer>
#include <QTest>

using namespace keywright;

namespace {

struct Reading
{
    QList<QStringList> rows;
    QList<qint64> lines;
    QString error;
    qint64 end = 0;
    bool terminated = true;
};

Reading readAll(QByteArray text)
{
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    CsvReader reader(buffer);
    Reading reading;
    for (;;) {
        const auto record = reader.next();
        if (!record) {
            reading.error = record.error().message;
            return reading;
        }
        if (!*record)
            return reading;
        reading.rows.append((**record).cells);
        reading.lines.append((**record).line);
        reading.end = (**record).end;
        reading.terminated = (**record).terminated;
    }
}

} // namespace

class TestCsvReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void tellsWhereRecordsEnd();
    void longFilesInChunks();
};

void TestCsvReader::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QStringList>>("rows");
    QTest::addColumn<QList<qint64>>("lines");
    using Rows = QList<QStringList>;
    using Lines = QList<qint64>;
    const auto cells = [](const char *text) {
        return QString::fromUtf8(text).split(QLatin1Char('|'));
    };
    QTest::newRow("nothing") << QByteArray() << Rows{} << Lines{};
    QTest::newRow("plain") << QByteArray("a,b\r\n1,2\r\n") << Rows{cells("a|b"), cells("1|2")}
                           << Lines{1, 2};
    QTest::newRow("no last break")
        << QByteArray("a,b\n1,2") << Rows{cells("a|b"), cells("1|2")} << Lines{1, 2};
    QTest::newRow("returns") << QByteArray("a\rb\r") << Rows{cells("a"), cells("b")} << Lines{1, 2};
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF"
                                        "é,b")
                          << Rows{cells("é|b")} << Lines{1};
    QTest::newRow("empty cells") << QByteArray(",\n,,\n") << Rows{cells("|"), cells("||")}
                                 << Lines{1, 2};
    QTest::newRow("blank lines") << QByteArray("\n\na\n\r\nb\n") << Rows{cells("a"), cells("b")}
                                 << Lines{3, 5};
    QTest::newRow("quoted") << QByteArray("\"a,\"\"b\"\"\",c\n") << Rows{cells("a,\"b\"|c")}
                            << Lines{1};
    QTest::newRow("break in a cell") << QByteArray("\"a\r\nb\nc\",d\ne\n")
                                     << Rows{cells("a\r\nb\nc|d"), cells("e")} << Lines{1, 4};
    QTest::newRow("empty in quotes") << QByteArray("\"\",\"\"\n") << Rows{cells("|")} << Lines{1};
    QTest::newRow("spaces stay") << QByteArray(" a , b\n") << Rows{cells(" a | b")} << Lines{1};
}

void TestCsvReader::reads()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QStringList>, rows);
    QFETCH(QList<qint64>, lines);
    const Reading reading = readAll(text);
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.rows, rows);
    QCOMPARE(reading.lines, lines);
}

void TestCsvReader::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &text, const char *message) {
        QTest::newRow(name) << text << QString::fromLatin1(message);
    };
    row("open quote", "a\n\"b\nc\n", "Line 2 cannot be read: a quotation mark is missing.");
    row("quote in a cell", "a\nb\"c\"\n",
        "Line 2 cannot be read: a quotation mark stands in a cell that is not quoted.");
    row("text after a quote", "\"a\"b\n",
        "Line 1 cannot be read: text follows the quotation mark that ends a cell.");
    row("no UTF-8", "a\n\n\xE9\n", "Line 3 cannot be read: it is not UTF-8.");
    row("endless", "\"" + QByteArray(CsvReader::recordCap + 2, 'x'),
        "Line 1 cannot be read: it is longer than 1048576 bytes.");
}

void TestCsvReader::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    QCOMPARE(readAll(text).error, message);
}

void TestCsvReader::tellsWhereRecordsEnd()
{
    QCOMPARE(readAll("ab\r\ncd\r\n").end, 8);
    QVERIFY(readAll("ab\r\ncd\r\n").terminated);
    QVERIFY(!readAll("ab\r\ncd").terminated);
    // It may be half of a line break.
    QVERIFY(!readAll("ab\r\ncd\r").terminated);
    QVERIFY(!readAll("ab\r\n\"cd\"").terminated);
    QCOMPARE(
        readAll("\xEF\xBB\xBF"
                "ab\n")
            .end,
        6);
}

void TestCsvReader::longFilesInChunks()
{
    QByteArray text;
    constexpr int rows = 30'000;
    for (int i = 0; i < rows; ++i)
        text += QByteArray::number(i) + ",\"\xC3\xA9\n\"\"\"\r\n";
    const Reading reading = readAll(text);
    QCOMPARE(reading.rows.size(), rows);
    QCOMPARE(reading.rows.last(), QStringList({QStringLiteral("29999"), QStringLiteral("é\n\"")}));
    QCOMPARE(reading.lines.last(), 2 * rows - 1);
    QCOMPARE(reading.end, text.size());
}

QTEST_GUILESS_MAIN(TestCsvReader)
#include "tst_csv_reader.moc"
