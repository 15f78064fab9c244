#pragma once

#include <QCoro/QCoroSignal>
#include <QCoro/QCoroTask>
#include <QObject>

#include <memory>

namespace keywright {

/// Lets one coroutine through at a time.
class Turnstile : public QObject
{
    Q_OBJECT

public:
    /// Held while inside; the next may enter when it is gone.
    class Turn
    {
    public:
        explicit Turn(std::shared_ptr<Turnstile> turnstile);
        Turn(Turn &&) noexcept = default;
        Turn &operator=(Turn &&) = delete;
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;
        ~Turn();

    private:
        std::shared_ptr<Turnstile> m_turnstile;
    };

    static QCoro::Task<Turn> enter(std::shared_ptr<Turnstile> turnstile);

Q_SIGNALS:
    void freed();

private:
    bool m_busy = false;
};

} // namespace keywright
