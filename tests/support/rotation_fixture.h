#pragma once

#include "core/accounts/creation_reconciliation.h"
#include "core/provider/feature_reader.h"
#include "core/rotation/rotations.h"
#include "tests/support/actions_fixture.h"
#include "tests/support/fake_clock.h"

#include <deque>

namespace keywright::test {

/// What stands between a new secret and its effect: refusals, one for each try.
struct Refusals
{
    std::deque<Error> tokens;
    std::deque<Error> lookups;
    int triedTokens = 0;
    int triedLookups = 0;
};

class RefusingAuthorizer : public FakeAuthorizer
{
public:
    RefusingAuthorizer(
        const QString &account, AccountType accountType, Secret value,
        std::shared_ptr<Refusals> refusals);

    Async<Secret> authorization(AuthorizationContext context) override;

private:
    std::shared_ptr<Refusals> m_refusals;
};

/// A server whose new secrets may need a while, or never work.
class RotatingProvider : public FakeProvider
{
public:
    using FakeProvider::FakeProvider;

    Async<ServiceAccount>
    introspectApiKey(std::shared_ptr<const Secret> apiKey, CancelToken cancel) override;
    std::shared_ptr<Authorizer>
    authorizerFor(const QString &accountId, AccountType type, Secret secret) const override;
    std::shared_ptr<FeatureReader>
    featureReader(std::shared_ptr<Authorizer> authorizer) const override;
    QString newSecretNotice(const QList<ClientSecret> &, const QDateTime &) const override
    {
        return notice;
    }

    const std::shared_ptr<Refusals> refusals = std::make_shared<Refusals>();
    QString notice;
};

/// Rotations of "build-bot" on a fake server, with a journal on the disk. Time passes only while a
/// rotation waits.
class RotationFixture
{
public:
    RotationFixture();

    /// An OAuth account with one active secret, "secret-1", which is in the keychain.
    void makeOAuthAccount();
    /// An account with an API key, in the keychain, and these roles.
    void makeKeyAccount(const QList<RoleGrant> &roles);
    Result<RotationPlan> plan(const RotationWish &wish = {});
    Result<RotationOutcome> start(const RotationWish &wish = {});
    Result<RotationOutcome> startWith(const RotationPlan &plan, const RotationControls &controls);
    Result<RotationOutcome> resume(qint64 id, Retirement retirement = Retirement::Later);
    Result<RotationOutcome> resumeWith(qint64 id, RotationControls controls);
    RotationControls controls(Retirement retirement = Retirement::Later);
    /// As after a crash: nothing but the journal, the keychain and the server is left.
    void startAnotherProcess();

    QList<ClientSecret> &secrets() { return provider->secrets[accountId]; }
    QStringList secretIds();
    QStringList storedItems(const QString &owner) const;
    bool hasUnfinishedCreations() const;
    /// What a start so much later finds of creations.
    QList<ReconciledCreation> leftBehind(std::chrono::milliseconds later = std::chrono::hours(1));
    /// A start an hour later finds nothing, and the one after it has nothing to look for.
    bool isNothingLeftLater();

    const QString accountId = QStringLiteral("id-build-bot");
    const std::shared_ptr<QStringList> log = std::make_shared<QStringList>();
    const std::shared_ptr<RotatingProvider> provider = std::make_shared<RotatingProvider>(log);
    const std::shared_ptr<FaultyCredentialStore> credentials =
        std::make_shared<FaultyCredentialStore>(log);
    const std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    const TemporaryJournal journal{clock};
    Connection connection;
    std::shared_ptr<Session> session;
    std::unique_ptr<Rotations> rotations;
    QList<RotationStep> steps; ///< as they were reached
    QList<PendingRefusal> waits;
};

} // namespace keywright::test
