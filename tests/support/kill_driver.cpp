// Creates or rotates, and is killed on the way: after a write of the journal or after a time. Run
// once more, it finishes what the one before it left behind, as a person would.
//
// Arguments: "create" or "rotate", what is created ("oauth" or "api-key") or rotated (the account's
// id), and when it is killed: "write:N" of the journal, "before-keychain:N",
// "in-keychain:N:MICROSECONDS" or "after-keychain:N" of the keychain's writes, "time:MICROSECONDS"
// or "never". KILL_WORLD says where. One that comes to its end prints how many microseconds it
// took.

#include "core/accounts/account_actions.h"
#include "core/accounts/journalled_creation.h"
#include "tests/support/awaited.h"
#include "tests/support/kill_world.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>
#include <unistd.h>

using namespace keywright;
using namespace keywright::test;

namespace {

[[noreturn]] void killMyself()
{
    ::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause();
}

void killMyselfIn(std::chrono::microseconds time)
{
    std::thread([time] {
        std::this_thread::sleep_for(time);
        killMyself();
    }).detach();
}

/// Ends the process at a certain write to the keychain.
class KillingStore : public CredentialStore
{
public:
    KillingStore(std::shared_ptr<CredentialStore> store, const QStringList &end)
        : m_store(std::move(store))
        , m_moment(end.first())
        , m_left(m_moment.endsWith(QLatin1StringView("-keychain")) ? end.value(1).toInt() : 0)
        , m_time(end.value(2).toInt())
    {
    }

    Async<Secret> read(CredentialKey key) override { return m_store->read(std::move(key)); }
    Async<void> remove(CredentialKey key) override { return m_store->remove(std::move(key)); }
    Async<KeychainState> probe() override { return m_store->probe(); }
    Result<QList<StoredCredential>> stored(const QString &connectionId) const override
    {
        return m_store->stored(connectionId);
    }

    Async<void> write(StoredCredential credential, std::shared_ptr<const Secret> secret) override
    {
        const bool isIt = m_left > 0 && --m_left == 0;
        if (isIt && m_moment == QLatin1StringView("before-keychain"))
            killMyself();
        if (isIt && m_moment == QLatin1StringView("in-keychain"))
            killMyselfIn(m_time);
        auto written = co_await m_store->write(std::move(credential), std::move(secret));
        if (isIt)
            killMyself();
        co_return written;
    }

private:
    std::shared_ptr<CredentialStore> m_store;
    QString m_moment;
    int m_left;
    std::chrono::microseconds m_time; ///< into the write
};

/// Ends the process when a certain write is on the disk.
class KillingDatabase : public JournalDatabase
{
public:
    KillingDatabase(QString file, int writes)
        : JournalDatabase(std::move(file))
        , m_left(writes)
    {
    }

    Result<JournalChange> change(const QString &statement, const QVariantList &values) override
    {
        auto changed = JournalDatabase::change(statement, values);
        if (m_left > 0 && --m_left == 0)
            killMyself();
        return changed;
    }

private:
    int m_left;
};

bool tell(const Error &error)
{
    qWarning("%s %s", qUtf8Printable(error.message), qUtf8Printable(error.hint));
    return false;
}

bool createOnce(KillWorld &world, const QString &type)
{
    NewAccount account;
    account.name = QStringLiteral("created");
    account.description = QStringLiteral("Made by a test");
    account.type = type == QLatin1StringView("api-key") ? AccountType::ApiKey : AccountType::OAuth;
    if (world.session->provider()->capabilities().minRolesAtCreation > 0) {
        RoleGrant grant;
        grant.roleId = QStringLiteral("ORG_READ_ONLY");
        grant.scope.kind = ScopeKind::Organization;
        account.roles = {grant};
        account.secretLifetimeHours = 720;
    }
    const auto created = await(AccountActions::create(world.session, account, true, CancelToken()));
    if (!created)
        return tell(created.error());
    const JournalledCreation journalled(*world.session, created->journalEntry);
    journalled.shown();
    journalled.end();
    return true;
}

bool create(KillWorld &world, const QString &type)
{
    const auto left = await(reconcileCreations(world.session, CancelToken()));
    if (!left)
        return tell(left.error());
    for (const ReconciledCreation &creation : *left) {
        if (creation.fate == CreationFate::Kept) {
            const auto secret = await(secretToShow(world.session, creation));
            if (!secret || !endCreation(*world.session, creation))
                return false;
            return true;
        }
        if (creation.fate != CreationFate::Lost)
            continue;
        const auto deleted = await(deleteOrphan(world.session, creation, CancelToken()));
        if (!deleted)
            return tell(deleted.error());
    }
    const auto accounts =
        await(world.session->provider()->listAccounts(QStringLiteral("created"), CancelToken()));
    if (!accounts)
        return tell(accounts.error());
    // The one before was killed after everything was done.
    return accounts->isEmpty() ? createOnce(world, type) : true;
}

Result<RotationOutcome> reachHandOver(KillWorld &world, const QString &accountId)
{
    const auto underWay = world.rotations->underWay();
    if (!underWay)
        return failure(underWay.error());
    if (underWay->isEmpty()) {
        const auto plan =
            await(world.rotations->plan(world.session, accountId, RotationWish(), CancelToken()));
        if (!plan)
            return failure(plan.error());
        return await(
            world.rotations->start(world.session, *plan, RotationControls(), CancelToken()));
    }
    const qint64 id = underWay->first().id;
    auto outcome =
        await(world.rotations->resume(world.session, id, RotationControls(), CancelToken()));
    if (!outcome || outcome->rotation.orphanId.isEmpty())
        return outcome;
    RotationControls controls;
    controls.mayDiscard = outcome->rotation.orphanId;
    return await(world.rotations->resume(world.session, id, controls, CancelToken()));
}

bool rotate(KillWorld &world, const QString &accountId)
{
    const auto all = world.rotations->all();
    if (!all)
        return tell(all.error());
    if (!all->isEmpty() && all->first().isOver())
        return true;
    const auto outcome = reachHandOver(world, accountId);
    if (!outcome)
        return tell(outcome.error());
    if (outcome->problem)
        return tell(*outcome->problem);
    const qint64 id = outcome->rotation.id;
    const auto handedOver = world.rotations->handedOver(id);
    if (!handedOver)
        return tell(handedOver.error());
    RotationControls controls;
    controls.retirement = Retirement::Delete;
    const auto retired = await(world.rotations->resume(world.session, id, controls, CancelToken()));
    if (!retired)
        return tell(retired.error());
    return !retired->problem || tell(*retired->problem);
}

} // namespace

int main(int argc, char **argv)
{
    const auto begun = std::chrono::steady_clock::now();
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString verb = arguments.value(1);
    const QString subject = arguments.value(2);
    const QStringList end = arguments.value(3).split(QLatin1Char(':'));
    const QJsonObject place =
        QJsonDocument::fromJson(qEnvironmentVariable("KILL_WORLD").toUtf8()).object();
    const bool afterWrites = end.first() == QLatin1StringView("write");
    if (end.first() == QLatin1StringView("time"))
        killMyselfIn(std::chrono::microseconds(end.value(1).toInt()));
    const auto around = [&end](std::shared_ptr<CredentialStore> store) {
        return std::make_shared<KillingStore>(std::move(store), end);
    };
    KillWorld world(
        place,
        std::make_shared<KillingDatabase>(
            KillWorld::journalFile(place), afterWrites ? end.value(1).toInt() : 0),
        around);
    const bool done =
        verb == QLatin1StringView("create") ? create(world, subject) : rotate(world, subject);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begun);
    std::printf("%lld\n", static_cast<long long>(took.count()));
    return done ? 0 : 1;
}
