#include "tests/support/rotation_fixture.h"

#include <utility>

namespace keywright::test {

namespace {

/// Takes the next refusal, if there is one left.
std::optional<Error> next(std::deque<Error> &refusals)
{
    if (refusals.empty())
        return std::nullopt;
    Error error = refusals.front();
    refusals.pop_front();
    return error;
}

QCoro::Task<void> atOnce()
{
    co_return;
}

class FakeReader : public FeatureReader
{
public:
    FakeReader(std::shared_ptr<Authorizer> authorizer, std::shared_ptr<Refusals> refusals)
        : m_authorizer(std::move(authorizer))
        , m_refusals(std::move(refusals))
    {
    }

    Async<LookupSchema> schema(QString, QString, CancelToken) override
    {
        co_return Result<LookupSchema>();
    }
    Async<LookupResult> lookup(LookupRequest, CancelToken) override
    {
        ++m_refusals->triedLookups;
        if (auto refusal = next(m_refusals->lookups))
            co_return failure(*std::move(refusal));
        co_return Result<LookupResult>();
    }
    Async<QList<LookupResult>> query(LookupRequest, CancelToken) override
    {
        co_return Result<QList<LookupResult>>();
    }
    Async<QList<LookupResult>> lookupBatch(QList<LookupRequest>, CancelToken) override
    {
        co_return Result<QList<LookupResult>>();
    }
    const std::shared_ptr<Authorizer> &authorizer() const override { return m_authorizer; }

private:
    std::shared_ptr<Authorizer> m_authorizer;
    std::shared_ptr<Refusals> m_refusals;
};

} // namespace

RefusingAuthorizer::RefusingAuthorizer(
    const QString &account, AccountType accountType, Secret value,
    std::shared_ptr<Refusals> refusals)
    : FakeAuthorizer(account, accountType, std::move(value))
    , m_refusals(std::move(refusals))
{
}

Async<Secret> RefusingAuthorizer::authorization(AuthorizationContext)
{
    ++m_refusals->triedTokens;
    if (auto refusal = next(m_refusals->tokens))
        co_return failure(*std::move(refusal));
    co_return Result<Secret>(secret.duplicate());
}

Async<ServiceAccount>
RotatingProvider::introspectApiKey(std::shared_ptr<const Secret> apiKey, CancelToken)
{
    ++refusals->triedTokens;
    if (auto refusal = next(refusals->tokens))
        co_return failure(*std::move(refusal));
    for (const ServiceAccount &account : std::as_const(accounts)) {
        if (*apiKey == fakeSecret(account.name))
            co_return Result<ServiceAccount>(account);
    }
    co_return failure(makeError(ErrorKind::NotFound, QStringLiteral("No such key.")));
}

std::shared_ptr<Authorizer>
RotatingProvider::authorizerFor(const QString &accountId, AccountType type, Secret secret) const
{
    return std::make_shared<RefusingAuthorizer>(accountId, type, std::move(secret), refusals);
}

std::shared_ptr<FeatureReader>
RotatingProvider::featureReader(std::shared_ptr<Authorizer> authorizer) const
{
    return std::make_shared<FakeReader>(std::move(authorizer), refusals);
}

RotationFixture::RotationFixture()
{
    connection.id = QStringLiteral("c1");
    connection.name = QStringLiteral("Tecton prod");
    startAnotherProcess();
}

void RotationFixture::startAnotherProcess()
{
    session =
        std::make_shared<Session>(connection, provider, nullptr, credentials, journal.creations);
    rotations = std::make_unique<Rotations>(journal.database, journal.locks(), clock);
    log->clear();
    steps.clear();
    waits.clear();
}

void RotationFixture::makeOAuthAccount()
{
    const auto made =
        await(AccountActions::create(session, newAccount(AccountType::OAuth), true, CancelToken()));
    if (!made || !journal.creations->end(made->journalEntry))
        qFatal("The account was not made.");
    log->clear();
}

void RotationFixture::makeKeyAccount(const QList<RoleGrant> &roles)
{
    const auto made = await(AccountActions::create(
        session, newAccount(AccountType::ApiKey, roles), true, CancelToken()));
    if (!made || !journal.creations->end(made->journalEntry))
        qFatal("The account was not made.");
    log->clear();
}

RotationControls RotationFixture::controls(Retirement retirement)
{
    RotationControls controls;
    controls.retirement = retirement;
    controls.changed = [this](const Rotation &rotation) {
        if (steps.isEmpty() || steps.last() != rotation.step)
            steps.append(rotation.step);
    };
    controls.refused = [this](const PendingRefusal &refusal) {
        waits.append(refusal);
    };
    controls.wait = [time = clock](std::chrono::milliseconds pause, CancelToken) {
        time->advance(pause);
        return atOnce();
    };
    return controls;
}

Result<RotationPlan> RotationFixture::plan(const RotationWish &wish)
{
    return await(rotations->plan(session, accountId, wish, CancelToken()));
}

Result<RotationOutcome> RotationFixture::start(const RotationWish &wish)
{
    const auto planned = plan(wish);
    if (!planned)
        return failure(planned.error());
    return startWith(*planned, controls());
}

Result<RotationOutcome>
RotationFixture::startWith(const RotationPlan &plan, const RotationControls &controls)
{
    return await(rotations->start(session, plan, controls, CancelToken()));
}

Result<RotationOutcome> RotationFixture::resume(qint64 id, Retirement retirement)
{
    return resumeWith(id, controls(retirement));
}

Result<RotationOutcome> RotationFixture::resumeWith(qint64 id, RotationControls controls)
{
    return await(rotations->resume(session, id, std::move(controls), CancelToken()));
}

QStringList RotationFixture::secretIds()
{
    QStringList ids;
    for (const ClientSecret &secret : std::as_const(secrets()))
        ids.append(secret.id);
    return ids;
}

QStringList RotationFixture::storedItems(const QString &owner) const
{
    QStringList items;
    const auto known = credentials->stored(connection.id).value();
    for (const StoredCredential &stored : known) {
        if (stored.key.owner == owner)
            items.append(stored.key.item);
    }
    return items;
}

bool RotationFixture::hasUnfinishedCreations() const
{
    return !journal.creations->underWay(connection.id)->isEmpty();
}

QList<ReconciledCreation> RotationFixture::leftBehind(std::chrono::milliseconds later)
{
    const auto nextStart = std::make_shared<Session>(
        connection, provider, nullptr, credentials, journal.seenFromAnotherProcess(later));
    return await(reconcileCreations(nextStart, CancelToken())).value();
}

bool RotationFixture::isNothingLeftLater()
{
    for (const ReconciledCreation &creation : leftBehind()) {
        if (creation.fate != CreationFate::Nothing)
            return false;
    }
    return !hasUnfinishedCreations();
}

} // namespace keywright::test
