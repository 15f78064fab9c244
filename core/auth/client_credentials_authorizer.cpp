#include "core/auth/client_credentials_authorizer.h"

#include "core/auth/header_value.h"
#include "core/net/wake_up.h"

#include <QCoreApplication>
#include <QObject>

#include <algorithm>
#include <vector>

namespace keywright {

namespace {

/// One caller who waits for a token request.
struct Waiter
{
    explicit Waiter(const CancelToken &cancel)
    {
        // Later, so that nobody continues inside the call that cancels.
        cancel.onCancelled(&context, [this] {
            QMetaObject::invokeMethod(&context, [this] { wakeUp.wake(); }, Qt::QueuedConnection);
        });
    }

    QObject context;
    WakeUp wakeUp;
};

/// One token request and those who wait for it.
struct Flight
{
    CancelSource cancel;
    std::vector<Waiter *> waiters;
    std::optional<Result<Secret>> outcome; ///< the header's value
};

Error cancelled()
{
    return makeError(
        ErrorKind::Cancelled,
        QCoreApplication::translate("ClientCredentialsAuthorizer", "Signing in was cancelled."));
}

} // namespace

/// Outlives the authorizer as long as a request is in flight.
class ClientCredentialsAuthorizer::State
    : public std::enable_shared_from_this<ClientCredentialsAuthorizer::State>
{
public:
    State(
        std::shared_ptr<TokenEndpoint> endpoint, QString clientId, Secret clientSecret,
        std::shared_ptr<const Clock> clock)
        : m_endpoint(std::move(endpoint))
        , m_clientId(std::move(clientId))
        , m_clientSecret(std::make_shared<const Secret>(std::move(clientSecret)))
        , m_clock(std::move(clock))
    {
    }

    const QString &clientId() const { return m_clientId; }
    const std::shared_ptr<const Secret> &clientSecret() const { return m_clientSecret; }
    const std::shared_ptr<TokenEndpoint> &endpoint() const { return m_endpoint; }
    const std::shared_ptr<const Clock> &clock() const { return m_clock; }
    const std::optional<QDateTime> &expiresAt() const { return m_expiresAt; }

    bool hasToken() const { return !m_header.isEmpty() && m_clock->elapsed() < m_renewAt; }
    const Secret &header() const { return m_header; }

    /// The request that is under way, begun if there is none.
    std::shared_ptr<Flight> flight();
    void leave(const std::shared_ptr<Flight> &flight, Waiter *waiter);

    bool isCurrent(const Secret &header) const { return m_header == header; }
    void forgetToken();
    /// The current token, which is forgotten; null without one.
    std::shared_ptr<const Secret> giveUpToken();
    void forgetFlight() { m_flight.reset(); }

private:
    static QCoro::Task<void> fly(std::shared_ptr<State> state, std::shared_ptr<Flight> flight);
    void keep(const AccessToken &token, std::chrono::milliseconds askedAt);

    std::shared_ptr<TokenEndpoint> m_endpoint;
    QString m_clientId;
    std::shared_ptr<const Secret> m_clientSecret;
    std::shared_ptr<const Clock> m_clock;
    Secret m_header;
    std::chrono::milliseconds m_renewAt{0};
    std::optional<QDateTime> m_expiresAt;
    std::shared_ptr<Flight> m_flight;
};

std::shared_ptr<Flight> ClientCredentialsAuthorizer::State::flight()
{
    if (m_flight)
        return m_flight;
    const auto started = std::make_shared<Flight>();
    m_flight = started;
    fly(shared_from_this(), started);
    return started;
}

QCoro::Task<void> ClientCredentialsAuthorizer::State::fly(
    std::shared_ptr<State> state, std::shared_ptr<Flight> flight)
{
    const auto askedAt = state->m_clock->elapsed();
    const auto token = co_await state->m_endpoint->fetch(
        state->m_clientId, state->m_clientSecret, flight->cancel.token());
    if (token)
        flight->outcome.emplace(headerValue("Bearer", token->value));
    else
        flight->outcome.emplace(failure(token.error()));
    // Tokens that were forgotten while the request was under way stay forgotten.
    if (state->m_flight == flight) {
        state->m_flight.reset();
        if (token)
            state->keep(*token, askedAt);
    }
    // A waiter leaves the list when it is woken.
    while (!flight->waiters.empty()) {
        Waiter *waiter = flight->waiters.back();
        flight->waiters.pop_back();
        waiter->wakeUp.wake();
    }
}

void ClientCredentialsAuthorizer::State::keep(
    const AccessToken &token, std::chrono::milliseconds askedAt)
{
    const std::chrono::milliseconds lifetime = token.lifetime;
    const std::chrono::milliseconds margin = renewBefore;
    m_header = headerValue("Bearer", token.value);
    m_renewAt = askedAt + std::max(lifetime - margin, lifetime / 2);
    m_expiresAt = m_clock->now().addSecs(token.lifetime.count());
}

void ClientCredentialsAuthorizer::State::leave(
    const std::shared_ptr<Flight> &flight, Waiter *waiter)
{
    std::erase(flight->waiters, waiter);
    if (!flight->waiters.empty() || flight->outcome)
        return;
    if (m_flight == flight)
        m_flight.reset();
    flight->cancel.cancel();
}

void ClientCredentialsAuthorizer::State::forgetToken()
{
    m_header = Secret();
    m_expiresAt.reset();
}

std::shared_ptr<const Secret> ClientCredentialsAuthorizer::State::giveUpToken()
{
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view value = m_header.expose();
    if (!value.starts_with(scheme))
        return nullptr;
    const std::string_view token = value.substr(scheme.size());
    auto given = std::make_shared<const Secret>(QByteArray(token.data(), qsizetype(token.size())));
    forgetToken();
    return given;
}

ClientCredentialsAuthorizer::ClientCredentialsAuthorizer(
    std::shared_ptr<TokenEndpoint> endpoint, QString clientId, Secret clientSecret,
    std::shared_ptr<const Clock> clock)
    : m_state(std::make_shared<State>(
          std::move(endpoint), std::move(clientId), std::move(clientSecret), std::move(clock)))
{
}

ClientCredentialsAuthorizer::~ClientCredentialsAuthorizer() = default;

Async<Secret> ClientCredentialsAuthorizer::authorization(AuthorizationContext context)
{
    const auto state = m_state;
    if (context.cancel.isCancelled())
        co_return failure(cancelled());
    if (state->hasToken())
        co_return Result<Secret>(state->header().duplicate());

    const auto flight = state->flight();
    if (!flight->outcome) {
        Waiter waiter(context.cancel);
        flight->waiters.push_back(&waiter);
        co_await waiter.wakeUp.sleep();
        state->leave(flight, &waiter);
        if (context.cancel.isCancelled())
            co_return failure(cancelled());
    }
    if (!*flight->outcome)
        co_return failure(flight->outcome->error());
    co_return Result<Secret>(flight->outcome->value().duplicate());
}

bool ClientCredentialsAuthorizer::rejected(const Secret &used, const HttpResponse &)
{
    // Another caller may have dropped it already and a newer one be in place.
    if (m_state->isCurrent(used))
        m_state->forgetToken();
    return true;
}

std::optional<QDateTime> ClientCredentialsAuthorizer::tokenExpiresAt() const
{
    return m_state->expiresAt();
}

Async<void> ClientCredentialsAuthorizer::revoke(CancelToken cancel)
{
    const auto state = m_state;
    state->forgetFlight();
    const auto token = state->giveUpToken();
    if (!token)
        co_return Result<void>();
    auto revoked = co_await state->endpoint()->revoke(
        state->clientId(), state->clientSecret(), token, std::move(cancel));
    co_return revoked;
}

void ClientCredentialsAuthorizer::dropTokens()
{
    m_state->forgetToken();
    m_state->forgetFlight();
}

std::shared_ptr<Authorizer> ClientCredentialsAuthorizer::withOwnToken()
{
    return std::make_shared<ClientCredentialsAuthorizer>(
        m_state->endpoint(), m_state->clientId(), m_state->clientSecret()->duplicate(),
        m_state->clock());
}

const QString &ClientCredentialsAuthorizer::clientId() const
{
    return m_state->clientId();
}

} // namespace keywright
