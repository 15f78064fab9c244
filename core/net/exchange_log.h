#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>

#include <chrono>
#include <deque>

namespace keywright {

/// What is remembered of one HTTP call: never a header value, never a body.
struct Exchange
{
    QDateTime at;
    QString method;
    QString url; ///< without query, redacted
    int status = 0;
    QString failure; ///< error kind when there was no answer
    std::chrono::milliseconds duration{0};
    int attempts = 1;
};

/// The last calls of this process, in memory only, for diagnosis.
class ExchangeLog : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t capacity = 500;

    void append(Exchange exchange);
    const std::deque<Exchange> &exchanges() const { return m_exchanges; }

Q_SIGNALS:
    void appended();
    /// A call was answered, and waits to be sent again.
    void waiting();

private:
    std::deque<Exchange> m_exchanges;
};

} // namespace keywright
