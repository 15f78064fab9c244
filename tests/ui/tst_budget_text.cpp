// What a server still allows, in the words of the status bar.

#include "ui/connections/budget_text.h"

#include <QTest>

using namespace keywright;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2030, 1, 1), QTime(12, 0), Qt::UTC);

CallBudget calls(int remaining, int limit = 3000)
{
    CallBudget budget;
    budget.limit = limit;
    budget.remaining = remaining;
    budget.toldAt = now;
    return budget;
}

CallBudget tokens(int left, const QDateTime &moreAt = {})
{
    CallBudget budget;
    budget.tokensLeft = left;
    budget.tokenLimit = 10;
    budget.moreTokensAt = moreAt;
    return budget;
}

} // namespace

class BudgetTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void nothingToldSaysNothing();
    void oldNewsIsNoNews();
    void allOfItIsExplained();
    void secondsAreCountedDown();
};

void BudgetTextTest::words_data()
{
    QTest::addColumn<CallBudget>("budget");
    QTest::addColumn<QString>("calm");
    QTest::addColumn<QString>("warning");
    QTest::addColumn<Tone>("tone");
    const QString none;
    QTest::newRow("many calls") << calls(2940) << QStringLiteral("2,940 calls left") << none
                                << Tone::Neutral;
    QTest::newRow("few calls") << calls(300) << none << QStringLiteral("300 calls left")
                               << Tone::Warn;
    QTest::newRow("one call") << calls(1) << none << QStringLiteral("1 call left") << Tone::Warn;
    QTest::newRow("no calls") << calls(0) << none << QStringLiteral("no calls left") << Tone::Bad;
    QTest::newRow("many tokens") << tokens(9, now.addSecs(30))
                                 << QStringLiteral("9 of 10 tokens left") << none << Tone::Neutral;
    QTest::newRow("few tokens") << tokens(2, now.addSecs(30)) << none
                                << QStringLiteral("2 of 10 tokens left") << Tone::Warn;
    QTest::newRow("no tokens") << tokens(0, now.addMSecs(11'500)) << none
                               << QStringLiteral("no tokens left for 12 s") << Tone::Bad;
    CallBudget refused = calls(0);
    refused.retryAt = now.addSecs(20);
    QTest::newRow("refused") << refused << none << QStringLiteral("wait 20 s · no calls left")
                             << Tone::Bad;
    CallBudget both = calls(12);
    both.tokensLeft = 8;
    both.tokenLimit = 10;
    QTest::newRow("both") << both << QStringLiteral("8 of 10 tokens left")
                          << QStringLiteral("12 calls left") << Tone::Warn;
    CallBudget manyLive = tokens(9);
    manyLive.tokensLive = 81;
    manyLive.mostTokensLive = 100;
    QTest::newRow("many live") << manyLive << QStringLiteral("9 of 10 tokens left")
                               << QStringLiteral("81 of 100 tokens live") << Tone::Warn;
    CallBudget unlimited = calls(5);
    unlimited.limit.reset();
    QTest::newRow("no limit told")
        << unlimited << QStringLiteral("5 calls left") << none << Tone::Neutral;
}

void BudgetTextTest::words()
{
    QFETCH(const CallBudget, budget);
    QFETCH(const QString, calm);
    QFETCH(const QString, warning);
    QFETCH(const Tone, tone);
    QLocale::setDefault(QLocale(QLocale::English));
    const BudgetText text = BudgetText::of(budget, now);
    QCOMPARE(text.calm, calm);
    QCOMPARE(text.warning, warning);
    QCOMPARE(text.tone, tone);
    QVERIFY(text.explanation.endsWith(QLatin1Char('.')));
}

void BudgetTextTest::nothingToldSaysNothing()
{
    QCOMPARE(BudgetText::of(CallBudget(), now), BudgetText());
}

void BudgetTextTest::oldNewsIsNoNews()
{
    const CallBudget budget = calls(1);
    QVERIFY(BudgetText::of(budget, now.addSecs(20)).validFor == 40s);
    QCOMPARE(BudgetText::of(budget, now.addSecs(60)), BudgetText());
    CallBudget refused;
    refused.retryAt = now.addSecs(5);
    QCOMPARE(BudgetText::of(refused, now.addSecs(5)), BudgetText());
}

void BudgetTextTest::allOfItIsExplained()
{
    CallBudget budget = calls(12);
    budget.tokensLeft = 1;
    budget.tokenLimit = 10;
    budget.tokensLive = 2;
    budget.mostTokensLive = 100;
    budget.retryAt = now.addSecs(3);
    const QStringList sentences = BudgetText::of(budget, now).explanation.split(QLatin1Char('\n'));
    QCOMPARE(sentences.size(), 4);
    QVERIFY(sentences.at(0).contains(QStringLiteral("another 3 seconds")));
    QVERIFY(sentences.at(1).contains(QStringLiteral("12 of 3,000 calls")));
    QVERIFY(sentences.at(2).contains(QStringLiteral("10 access tokens")));
    QVERIFY(sentences.at(3).contains(QStringLiteral("lets 100 of its tokens live at once")));
    QVERIFY(sentences.at(3).contains(QStringLiteral("holds 2")));
}

void BudgetTextTest::secondsAreCountedDown()
{
    const CallBudget budget = tokens(0, now.addMSecs(2'300));
    const BudgetText first = BudgetText::of(budget, now);
    QCOMPARE(first.warning, QStringLiteral("no tokens left for 3 s"));
    QVERIFY(first.validFor == 300ms);
    const BudgetText second = BudgetText::of(budget, now.addMSecs(300));
    QCOMPARE(second.warning, QStringLiteral("no tokens left for 2 s"));
    QVERIFY(second.validFor == 1000ms);
}

QTEST_GUILESS_MAIN(BudgetTextTest)
#include "tst_budget_text.moc"
