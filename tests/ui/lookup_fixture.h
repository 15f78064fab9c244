#pragma once

#include "core/net/pause.h"
#include "core/provider/feature_reader.h"
#include "tests/ui/accounts_fixture.h"
#include "ui/lookup/lookup_memory.h"
#include "ui/lookup/lookup_page.h"

#include <QSettings>
#include <QTemporaryDir>

namespace keywright::test {

inline DataType typeOf(DataKind kind)
{
    DataType type;
    type.kind = kind;
    return type;
}

inline FeatureValue makeFeature(const char *name, DataType type, QJsonValue value)
{
    FeatureValue feature;
    feature.name = QString::fromLatin1(name);
    feature.type = std::move(type);
    feature.value = std::move(value);
    feature.status = FeatureStatus::Present;
    return feature;
}

/// Answers with what it was given, and remembers what it was asked.
class FakeReader : public FeatureReader
{
public:
    Async<LookupSchema> schema(QString, QString featureService, CancelToken) override
    {
        schemasAsked.append(featureService);
        if (schemaError)
            co_return failure(*schemaError);
        co_return Result<LookupSchema>(keys);
    }
    Async<LookupResult> lookup(LookupRequest request, CancelToken cancel) override
    {
        requests.append(request);
        if (held)
            co_await pause(std::chrono::hours(1), cancel);
        if (cancel.isCancelled())
            co_return failure(makeError(ErrorKind::Cancelled, QStringLiteral("Cancelled.")));
        if (!refusals.isEmpty())
            co_return failure(refusals.takeFirst());
        if (requests.size() > 1 && !laterRefusals.isEmpty())
            co_return failure(laterRefusals.takeFirst());
        if (requests.size() > 1 && !laterAnswers.isEmpty())
            co_return Result<LookupResult>(laterAnswers.takeFirst());
        co_return Result<LookupResult>(answer);
    }
    Async<QList<LookupResult>> query(LookupRequest, CancelToken) override
    {
        co_return Result<QList<LookupResult>>();
    }
    Async<QList<LookupResult>> lookupBatch(QList<LookupRequest> rows, CancelToken cancel) override
    {
        requests += rows;
        if (held)
            co_await pause(std::chrono::hours(1), cancel);
        if (cancel.isCancelled())
            co_return failure(makeError(ErrorKind::Cancelled, QStringLiteral("Cancelled.")));
        if (!refusals.isEmpty())
            co_return failure(refusals.takeFirst());
        co_return Result<QList<LookupResult>>(QList<LookupResult>(rows.size(), answer));
    }
    const std::shared_ptr<Authorizer> &authorizer() const override { return signer; }
    QList<LookupSnippet> snippets(const LookupRequest &, SnippetCredential wanted) const override
    {
        asked = wanted;
        return code;
    }

    QList<LookupSnippet> code;
    mutable std::optional<SnippetCredential> asked;
    LookupSchema keys;
    LookupResult answer;
    std::optional<Error> schemaError;
    QList<Error> refusals;
    QList<Error> laterRefusals;       ///< not of the first request
    QList<LookupResult> laterAnswers; ///< instead of `answer`, not of the first request
    bool held = false;
    QStringList schemasAsked;
    QList<LookupRequest> requests;
    std::shared_ptr<Authorizer> signer;
};

class LookupProvider : public AccountsProvider
{
public:
    using AccountsProvider::AccountsProvider;
    std::shared_ptr<FeatureReader> featureReader(std::shared_ptr<Authorizer>) const override
    {
        return reader;
    }
    std::shared_ptr<FakeReader> reader = std::make_shared<FakeReader>();
};

/// A connection with one service whose keys are user_id (string) and merchant (int64).
struct LookupWorld
{
    LookupWorld()
    {
        provider->supported.lookups = true;
        provider->places = {{ScopeKind::Workspace, QStringLiteral("prod")}};
        reader->keys.joinKeys = {
            {QStringLiteral("user_id"), typeOf(DataKind::String)},
            {QStringLiteral("merchant"), typeOf(DataKind::Int64)}};
        reader->keys.requestContext = {{QStringLiteral("amt"), typeOf(DataKind::Float64)}};
        reader->answer.features = {
            makeFeature("count", typeOf(DataKind::Int64), QStringLiteral("12"))};
        reader->answer.raw = "{\"result\":{}}";
        reader->answer.timing.wait = std::chrono::milliseconds(38);
        connection.id = QStringLiteral("c1");
        session = std::make_shared<Session>(
            connection, provider,
            std::make_shared<FakeAuthorizer>(QString(), AccountType::ApiKey, Secret()),
            credentials);
    }
    std::unique_ptr<LookupPage> makePage()
    {
        const LookupServices services{inventory, memory, settings, tasks, openFiles, files};
        return std::make_unique<LookupPage>(services, clock);
    }

    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    std::shared_ptr<QStringList> log = std::make_shared<QStringList>();
    std::shared_ptr<LookupProvider> provider = std::make_shared<LookupProvider>(log);
    std::shared_ptr<FakeReader> reader = provider->reader;
    std::shared_ptr<FaultyCredentialStore> credentials =
        std::make_shared<FaultyCredentialStore>(log);
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    Connection connection;
    std::shared_ptr<Session> session;
    LookupHistory history{directory.filePath(QStringLiteral("lookups.sqlite")), clock};
    LookupMemory memory{history, settings};
    Inventory inventory{clock};
    TaskList tasks;
    FixedFileOpener openFiles;
    FixedPathChooser files;
};

} // namespace keywright::test
