#include "core/base/json_reader.h"

#include <QJsonDocument>
#include <QTest>

using namespace keywright;

namespace {

JsonReader readerOf(const QByteArray &json)
{
    return JsonReader(QJsonDocument::fromJson(json).object());
}

} // namespace

class JsonReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNotAnObject_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
        QTest::newRow("blank") << QByteArray(" \n ") << QStringLiteral("empty");
        QTest::newRow("web page") << QByteArray("<!doctype html><p>Sign in")
                                  << QStringLiteral("web page");
        QTest::newRow("truncated")
            << QByteArray("{\"a\": \"half") << QStringLiteral("not valid JSON");
        QTest::newRow("array") << QByteArray("[1]") << QStringLiteral("not a JSON object");
        QTest::newRow("nested") << QByteArray(100000, '[') << QStringLiteral("not valid JSON");
        QTest::newRow("invalid UTF-8")
            << QByteArray("{\"a\":\"\xff\xfe\"}") << QStringLiteral("not valid JSON");
    }

    void refusesWhatIsNotAnObject()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const auto result = parseJsonObject(text);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Protocol);
        QVERIFY2(result.error().message.contains(says), qPrintable(result.error().message));
        QVERIFY(!result.error().hint.isEmpty());
    }

    void findsBothSpellings()
    {
        JsonReader camel = readerOf(R"({"isActive": true, "createdAt": "2026-02-12T08:00:00Z"})");
        JsonReader snake = readerOf(R"({"is_active": true, "created_at": "2026-02-12T08:00:00Z"})");
        for (JsonReader *reader : {&camel, &snake}) {
            QVERIFY(reader->boolean(QStringLiteral("isActive")));
            QCOMPARE(
                reader->optionalTime(QStringLiteral("createdAt")),
                QDateTime(QDate(2026, 2, 12), QTime(8, 0), Qt::UTC));
            QVERIFY(reader->ok());
        }
    }

    void readsWholeNumbersExactly()
    {
        JsonReader reader =
            readerOf(R"({"text": "9007199254740993", "number": 42, "half": 0.5, "word": "x"})");
        QCOMPARE(reader.integer(QStringLiteral("text")), Q_INT64_C(9007199254740993));
        QCOMPARE(reader.integer(QStringLiteral("number")), 42);
        QVERIFY(reader.ok());
        reader.integer(QStringLiteral("half"));
        QVERIFY(!reader.ok());
        JsonReader other = readerOf(R"({"word": "x"})");
        other.integer(QStringLiteral("word"));
        QVERIFY(!other.ok());
    }

    void remembersTheFirstFailureWithItsPath()
    {
        JsonReader reader = readerOf(R"({"accounts": [{"id": "a"}, {"id": 7}], "name": 1})");
        QStringList ids;
        reader.forEach(QStringLiteral("accounts"), [&ids](JsonReader &account) {
            ids += account.string(QStringLiteral("id"));
        });
        reader.string(QStringLiteral("name"));
        QVERIFY(!reader.ok());
        QVERIFY2(
            reader.error().message.contains(QStringLiteral("accounts[1].id should be a text")),
            qPrintable(reader.error().message));
    }

    void nullAndAbsentAreTheSame()
    {
        JsonReader reader = readerOf(R"({"description": null})");
        QCOMPARE(reader.optionalString(QStringLiteral("description")), QString());
        QCOMPARE(reader.optionalString(QStringLiteral("absent")), QString());
        QVERIFY(reader.optionalBoolean(QStringLiteral("absent"), true));
        QVERIFY(!reader.optionalTime(QStringLiteral("absent")).isValid());
        QVERIFY(reader.optionalSecret(QStringLiteral("absent")).isEmpty());
        QVERIFY(reader.ok());
    }

    void aWrongTypeNeverQuotesTheValue()
    {
        JsonReader reader = readerOf(R"({"name": ["made-up-secret-value"]})");
        reader.string(QStringLiteral("name"));
        QVERIFY(!reader.error().message.contains(QStringLiteral("made-up-secret-value")));
    }
};

QTEST_GUILESS_MAIN(JsonReaderTest)
#include "tst_json_reader.moc"
