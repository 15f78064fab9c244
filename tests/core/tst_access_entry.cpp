#include "core/identity/access_entry.h"
#include "core/identity/account_rules.h"

#include <QTest>

using namespace keywright;

class TestAccessEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void coverage_data();
    void coverage();
    void textsOfAPattern();
};

void TestAccessEntry::addresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::addRow("%s", text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
    };
    row("203.0.113.7", "203.0.113.7");
    row(" 203.0.113.7\n", "203.0.113.7");
    row("198.51.100.0/24", "198.51.100.0/24");
    row("198.51.100.77/24", "198.51.100.0/24");
    row("10.0.0.1/32", "10.0.0.1/32");
    row("0.0.0.0/0", "0.0.0.0/0");
    row("2001:DB8::1", "2001:db8::1");
    row("2001:0db8:0:0:0:0:0:1", "2001:db8::1");
    row("2001:db8:1:2:3::/33", "2001:db8::/33");
    row("2001:db8::ff/128", "2001:db8::ff/128");
    for (const char *wrong :
         {"", " ", "10.1", "256.1.1.1", "1.2.3.4.5", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/",
          "1.2.3.4/24/24", "fe80::1%eth0", "2001:db8::/129", "example.org", "::1/x", "/8"})
        row(wrong, "");
}

void TestAccessEntry::addresses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    const auto address = parseAccessAddress(text);
    if (expected.isEmpty()) {
        QVERIFY(!address);
        QCOMPARE(address.error().field, QStringLiteral("address"));
        return;
    }
    QVERIFY(address);
    QCOMPARE(*address, expected);
}

void TestAccessEntry::coverage_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("ip");
    QTest::addColumn<bool>("covered");
    const auto row = [](const char *entry, const char *ip, bool covered) {
        QTest::addRow("%s %s", entry, ip)
            << QString::fromLatin1(entry) << QString::fromLatin1(ip) << covered;
    };
    row("203.0.113.7", "203.0.113.7", true);
    row("203.0.113.7", "203.0.113.8", false);
    row("203.0.113.0/24", "203.0.113.255", true);
    row("203.0.113.0/24", "203.0.114.0", false);
    row("2001:db8::/32", "2001:db8:ffff::1", true);
    row("2001:db8::1", "2001:0db8::0001", true);
    row("2001:db8::/32", "203.0.113.7", false);
    row("0.0.0.0/0", "203.0.113.7", true);
    row("nonsense/24", "203.0.113.7", false);
    row("203.0.113.7", "", false);
}

void TestAccessEntry::coverage()
{
    QFETCH(const QString, entry);
    QFETCH(const QString, ip);
    AccessEntry accessEntry;
    accessEntry.address = entry;
    QTEST(coversAddress(accessEntry, ip), "covered");
}

void TestAccessEntry::textsOfAPattern()
{
    TextRules rules;
    rules.nameMaxLength = 64;
    rules.descriptionMaxLength = 250;
    rules.descriptionRequired = true;
    rules.pattern = QStringLiteral("[\\p{L}\\p{N}\\-_.,' ]*");
    rules.patternInWords = QStringLiteral("letters and digits");
    QVERIFY(!nameProblem(QStringLiteral("Größe-1_a.b, it's"), rules));
    QVERIFY(!nameProblem(QString::fromUcs4(U"\U00010400"), rules));
    QVERIFY(nameProblem(QStringLiteral("a/b"), rules));
    QVERIFY(nameProblem(QStringLiteral("a\nb"), rules));
    const auto wrong = descriptionProblem(QStringLiteral("a; b"), rules);
    QVERIFY(wrong);
    QCOMPARE(wrong->field, QStringLiteral("description"));
    QVERIFY(wrong->hint.contains(QStringLiteral("letters and digits")));
    QVERIFY(descriptionProblem(QStringLiteral(" "), rules));
    rules.descriptionRequired = false;
    QVERIFY(!descriptionProblem(QString(), rules));
}

QTEST_GUILESS_MAIN(TestAccessEntry)
#include "tst_access_entry.moc"
