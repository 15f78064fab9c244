#include "core/inventory/details_loader.h"

#include "core/base/deliver.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

Async<AccountDetails> readDetails(
    std::shared_ptr<Session> session, QString accountId, DetailsWish wish, CancelToken cancel)
{
    const auto provider = session->provider();
    AccountDetails details;
    std::optional<Async<QList<RoleGrant>>> rolesUnderWay;
    if (wish.roles)
        rolesUnderWay = provider->rolesOf(accountId, cancel);
    if (wish.secrets) {
        auto secrets = co_await provider->listSecrets(accountId, cancel);
        if (secrets)
            details.secrets = *std::move(secrets);
        else
            details.error = std::move(secrets).error();
    }
    if (rolesUnderWay) {
        auto roles = co_await *rolesUnderWay;
        if (roles)
            details.roles = *std::move(roles);
        else if (!details.error)
            details.error = std::move(roles).error();
    }
    co_return Result<AccountDetails>(std::move(details));
}

DetailsWish everythingOf(const ServiceAccount &account)
{
    DetailsWish wish;
    wish.secrets = account.type == AccountType::OAuth;
    return wish;
}

} // namespace

void DetailsLoader::load(std::shared_ptr<Session> session, const ServiceAccount &account)
{
    if (find(*session, account.id))
        return;
    // Some providers tell a part of it with the list.
    DetailsWish wish = everythingOf(account);
    wish.roles = !account.roles;
    wish.secrets = wish.secrets && !account.secrets;
    add(std::move(session), account.id, wish);
}

void DetailsLoader::reload(std::shared_ptr<Session> session, const ServiceAccount &account)
{
    if (const auto job = find(*session, account.id)) {
        job->wish = everythingOf(account);
        job->again = true;
    } else {
        add(std::move(session), account.id, everythingOf(account));
    }
}

void DetailsLoader::add(
    std::shared_ptr<Session> session, const QString &accountId, DetailsWish wish)
{
    auto job = std::make_shared<Job>();
    job->session = std::move(session);
    job->accountId = accountId;
    job->wish = wish;
    m_waiting.push_back(std::move(job));
    startNext();
}

void DetailsLoader::drop(const QString &connectionId)
{
    const auto ofConnection = [&connectionId](const std::shared_ptr<Job> &job) {
        return job->session->connection().id == connectionId;
    };
    std::erase_if(m_waiting, ofConnection);
    // Out of the list before they are cancelled, which may end them at once.
    const auto running = m_running;
    std::erase_if(m_running, ofConnection);
    for (const auto &job : running) {
        if (ofConnection(job))
            job->cancel.cancel();
    }
    startNext();
}

std::shared_ptr<DetailsLoader::Job>
DetailsLoader::find(const Session &session, const QString &accountId) const
{
    const auto same = [&](const std::shared_ptr<Job> &job) {
        return job->session.get() == &session && job->accountId == accountId;
    };
    if (const auto job = std::find_if(m_running.begin(), m_running.end(), same);
        job != m_running.end())
        return *job;
    const auto job = std::find_if(m_waiting.begin(), m_waiting.end(), same);
    return job == m_waiting.end() ? nullptr : *job;
}

void DetailsLoader::startNext()
{
    while (!m_waiting.empty() && m_running.size() < concurrency) {
        const std::shared_ptr<Job> job = m_waiting.front();
        m_waiting.pop_front();
        m_running.push_back(job);
        job->again = false;
        auto task = readDetails(job->session, job->accountId, job->wish, job->cancel.token());
        deliver(std::move(task), this, [this, job](Result<AccountDetails> details) {
            finish(job, *details);
        });
    }
}

void DetailsLoader::finish(const std::shared_ptr<Job> &job, const AccountDetails &details)
{
    if (std::erase(m_running, job) == 0)
        return; // dropped
    const bool outdated = job->again;
    if (outdated)
        m_waiting.push_front(job);
    startNext();
    if (!outdated)
        Q_EMIT loaded(job->session->connection().id, job->accountId, details);
}

} // namespace keywright
