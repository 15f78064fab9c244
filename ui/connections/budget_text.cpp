#include "ui/connections/budget_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace keywright {
namespace {

using namespace std::chrono_literals;

/// A count of calls is of the server's period, which it does not tell: afterwards it says nothing.
constexpr std::chrono::milliseconds believedFor = 60s;
constexpr int fewTokens = 2;
constexpr int fewCallsShare = 10; ///< a tenth of what is allowed is few
constexpr int manyLiveShare = 80; ///< per cent of what is allowed

struct BudgetTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(BudgetText)
};

QString number(int count)
{
    return QLocale().toString(count);
}

qint64 secondsUntil(const QDateTime &time, const QDateTime &now)
{
    return (std::max<qint64>(0, now.msecsTo(time)) + 999) / 1000;
}

/// Collects the words, and when the first of them is out of date.
class Words
{
public:
    explicit Words(const QDateTime &now)
        : m_now(now)
    {
    }

    void calm(const QString &text) { m_calm += text; }
    void warn(Tone tone, const QString &text)
    {
        m_warnings += text;
        m_text.tone = std::max(m_text.tone, tone); // Bad is the last
    }
    void explain(const QString &sentence) { m_sentences += sentence; }
    void validUntil(const QDateTime &time)
    {
        validFor(std::chrono::milliseconds(m_now.msecsTo(time)));
    }
    void validForSecondsUntil(const QDateTime &time)
    {
        validFor(std::chrono::milliseconds((m_now.msecsTo(time) - 1) % 1000 + 1));
    }

    BudgetText text()
    {
        const QString dot = QStringLiteral(" · ");
        m_text.calm = m_calm.join(dot);
        m_text.warning = m_warnings.join(dot);
        m_text.explanation = m_sentences.join(QLatin1Char('\n'));
        return m_text;
    }

private:
    void validFor(std::chrono::milliseconds time)
    {
        m_text.validFor = std::min(m_text.validFor.value_or(time), std::max(time, 1ms));
    }

    QDateTime m_now;
    QStringList m_calm;
    QStringList m_warnings;
    QStringList m_sentences;
    BudgetText m_text;
};

void sayWait(Words &words, const CallBudget &budget, const QDateTime &now)
{
    if (!budget.retryAt.isValid() || budget.retryAt <= now)
        return;
    const qint64 seconds = secondsUntil(budget.retryAt, now);
    words.warn(Tone::Bad, BudgetTextMessages::tr("wait %1 s").arg(seconds));
    words.explain(
        BudgetTextMessages::tr("The server takes no calls for another %1 seconds.").arg(seconds));
    words.validForSecondsUntil(budget.retryAt);
}

void sayCalls(Words &words, const CallBudget &budget, const QDateTime &now)
{
    const QDateTime doubtfulAt = budget.toldAt.addMSecs(believedFor.count());
    if (!budget.remaining || !budget.toldAt.isValid() || doubtfulAt <= now)
        return;
    const int left = *budget.remaining;
    const QString text = left == 0   ? BudgetTextMessages::tr("no calls left")
                         : left == 1 ? BudgetTextMessages::tr("1 call left")
                                     : BudgetTextMessages::tr("%1 calls left").arg(number(left));
    if (left == 0)
        words.warn(Tone::Bad, text);
    else if (budget.limit && left <= *budget.limit / fewCallsShare)
        words.warn(Tone::Warn, text);
    else
        words.calm(text);
    words.explain(
        budget.limit
            ? BudgetTextMessages::tr(
                  "With its last answer the server still allowed %1 of %2 calls.")
                  .arg(number(left), number(*budget.limit))
            : BudgetTextMessages::tr("With its last answer the server still allowed %1 calls.")
                  .arg(number(left)));
    words.validUntil(doubtfulAt);
}

void sayTokens(Words &words, const CallBudget &budget, const QDateTime &now)
{
    if (!budget.tokensLeft || !budget.tokenLimit)
        return;
    const int left = *budget.tokensLeft;
    const bool grows = budget.moreTokensAt.isValid() && budget.moreTokensAt > now;
    if (left == 0 && grows) {
        words.warn(
            Tone::Bad, BudgetTextMessages::tr("no tokens left for %1 s")
                           .arg(secondsUntil(budget.moreTokensAt, now)));
        words.validForSecondsUntil(budget.moreTokensAt);
    } else {
        const QString text =
            BudgetTextMessages::tr("%1 of %2 tokens left").arg(left).arg(*budget.tokenLimit);
        if (left <= fewTokens)
            words.warn(Tone::Warn, text);
        else
            words.calm(text);
        if (grows)
            words.validUntil(budget.moreTokensAt);
    }
    words.explain(BudgetTextMessages::tr(
                      "Within a minute %1 access tokens can be fetched; %2 are left of these.")
                      .arg(*budget.tokenLimit)
                      .arg(left));
    if (!budget.mostTokensLive)
        return;
    if (budget.tokensLive > *budget.mostTokensLive * manyLiveShare / 100)
        words.warn(
            Tone::Warn, BudgetTextMessages::tr("%1 of %2 tokens live")
                            .arg(budget.tokensLive)
                            .arg(*budget.mostTokensLive));
    words.explain(BudgetTextMessages::tr(
                      "The server lets %1 of its tokens live at once; this program holds %2.")
                      .arg(*budget.mostTokensLive)
                      .arg(budget.tokensLive));
}

} // namespace

BudgetText BudgetText::of(const CallBudget &budget, const QDateTime &now)
{
    Words words(now);
    sayWait(words, budget, now);
    sayCalls(words, budget, now);
    sayTokens(words, budget, now);
    return words.text();
}

} // namespace keywright
