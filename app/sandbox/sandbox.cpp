#include "app/sandbox/sandbox.h"

#include "app/sandbox/atlas/atlas_server.h"
#include "app/sandbox/atlas/seed.h"
#include "app/sandbox/http/front.h"
#include "app/sandbox/http/tls.h"
#include "app/sandbox/request_pipeline.h"
#include "app/sandbox/seed_document.h"
#include "app/sandbox/tecton/tecton_server.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

#include <utility>

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

/// Everything that a running sandbox consists of. The order of the members is the order in which
/// they need each other; the front comes last, so that its threads end first.
class Sandbox::Private
{
public:
    explicit Private(const SandboxOptions &options)
        : m_clock(options.clockSkewSeconds)
        , m_pipeline(
              {std::chrono::milliseconds(options.latencyMs),
               std::chrono::milliseconds(options.latencyJitterMs), options.logRequests},
              m_router, m_clock, m_faults, m_stopFlag)
    {
    }

    bool start(const SandboxOptions &options, QString *errorText)
    {
        return m_faults.setRules(options.faults, errorText) && openProviders(options, errorText) &&
               openTls(options, errorText) && listen(options, errorText);
    }

    SandboxInfo info() const
    {
        const QString scheme = m_tls ? u"https"_s : u"http"_s;
        const QString url = u"%1://127.0.0.1:%2"_s.arg(scheme).arg(m_front->port());
        return {
            url,
            {url, m_tecton->adminApiKey(), QString(url + "/oauth2/default/v1/token"_L1)},
            atlasEndpoint(url),
            m_caFile};
    }

    FaultEngine &faults() { return m_faults; }
    ServerClock &clock() { return m_clock; }
    QJsonObject stats() const { return m_pipeline.stats(); }

private:
    bool openProviders(const SandboxOptions &options, QString *errorText);
    bool openTecton(const SandboxOptions &options, const QJsonObject &seed, QString *errorText);
    bool openAtlas(const SandboxOptions &options, const QJsonObject &seed, QString *errorText);
    AtlasEndpoint atlasEndpoint(const QString &url) const;
    bool openTls(const SandboxOptions &options, QString *errorText);
    bool listen(const SandboxOptions &options, QString *errorText);

    ServerClock m_clock;
    FaultEngine m_faults;
    StopFlag m_stopFlag;
    Router m_router;
    std::unique_ptr<tecton::TectonServer> m_tecton;
    std::unique_ptr<atlas::AtlasServer> m_atlas;
    RequestPipeline m_pipeline;
    std::optional<QTemporaryDir> m_caFolder;
    QString m_caFile;
    std::optional<ThrowAwayTls> m_tls;
    std::unique_ptr<Front> m_front;
};

bool Sandbox::Private::openProviders(const SandboxOptions &options, QString *errorText)
{
    const auto document = readSeedDocument(options.seed, errorText);
    return document && openTecton(options, *document, errorText) &&
           openAtlas(options, *document, errorText);
}

bool Sandbox::Private::openTecton(
    const SandboxOptions &options, const QJsonObject &document, QString *errorText)
{
    tecton::Seed seed = tecton::makeSeed(document, m_clock.nowMs());
    const tecton::StateStore store(options.dataDir);
    std::optional<tecton::State> kept;
    if (!store.load(&kept, errorText))
        return false;
    if (kept)
        seed.state = *std::move(kept);
    else
        tecton::addExtraAccounts(seed, options.extraAccounts, m_clock.nowMs());
    m_tecton = std::make_unique<tecton::TectonServer>(
        std::move(seed), store,
        tecton::ServerOptions{options.propagationSeconds, options.camelCase, options.tls}, m_clock);
    m_tecton->addRoutes(m_router);
    return m_tecton->save(errorText);
}

bool Sandbox::Private::openAtlas(
    const SandboxOptions &options, const QJsonObject &document, QString *errorText)
{
    const atlas::StateStore store(options.dataDir);
    std::optional<atlas::State> state;
    if (!store.load(&state, errorText))
        return false;
    if (!state) {
        state = atlas::makeState(document, m_clock.nowMs());
        atlas::addExtraAccounts(*state, options.extraAccounts, m_clock.nowMs());
    }
    m_atlas = std::make_unique<atlas::AtlasServer>(
        *std::move(state), store,
        atlas::DispatchOptions{
            qint64(options.propagationSeconds) * 1000, options.requestsPerMinute,
            options.tokensPerMinute, options.tls},
        m_clock, m_stopFlag);
    m_atlas->addRoutes(m_router);
    return m_atlas->save(errorText);
}

AtlasEndpoint Sandbox::Private::atlasEndpoint(const QString &url) const
{
    const atlas::ConsoleCredentials console = m_atlas->console();
    return {
        url,
        m_atlas->organizationId(),
        m_atlas->projectIds(),
        console.clientId,
        console.clientSecret,
        console.publicKey,
        console.privateKey,
        QString(url + "/api/oauth/token"_L1)};
}

bool Sandbox::Private::openTls(const SandboxOptions &options, QString *errorText)
{
    if (!options.tls)
        return true;
    m_tls = makeThrowAwayTls();
    m_caFolder.emplace();
    m_caFile = m_caFolder->filePath(u"ca.pem"_s);
    QFile file(m_caFile);
    if (!m_tls || !file.open(QIODevice::WriteOnly) ||
        file.write(m_tls->caPem) != m_tls->caPem.size()) {
        *errorText = u"The TLS certificate cannot be made"_s;
        return false;
    }
    return true;
}

bool Sandbox::Private::listen(const SandboxOptions &options, QString *errorText)
{
    m_front =
        std::make_unique<Front>(m_pipeline, m_stopFlag, m_tls ? m_tls->context.get() : nullptr);
    return m_front->listen(options.port, errorText);
}

Sandbox::Sandbox(SandboxOptions options)
    : m_options(std::move(options))
{
}

Sandbox::~Sandbox() = default;

bool Sandbox::start(QString *errorText)
{
    QString ignored;
    auto started = std::make_unique<Private>(m_options);
    if (!started->start(m_options, errorText != nullptr ? errorText : &ignored))
        return false;
    d = std::move(started);
    return true;
}

SandboxInfo Sandbox::info() const
{
    return d ? d->info() : SandboxInfo();
}

void Sandbox::stop()
{
    d.reset();
}

void Sandbox::advanceClock(std::chrono::seconds time)
{
    if (d)
        d->clock().advance(time);
}

QJsonObject Sandbox::stats() const
{
    return d ? d->stats() : QJsonObject();
}

bool Sandbox::setFaults(const QStringList &rules, QString *errorText)
{
    return d && d->faults().setRules(rules, errorText);
}

namespace {

QJsonObject toJson(const AtlasEndpoint &atlas)
{
    return {
        {u"url"_s, atlas.url},
        {u"orgId"_s, atlas.orgId},
        {u"projectIds"_s, QJsonArray::fromStringList(atlas.projectIds)},
        {u"clientId"_s, atlas.clientId},
        {u"clientSecret"_s, atlas.clientSecret},
        {u"publicKey"_s, atlas.publicKey},
        {u"privateKey"_s, atlas.privateKey},
        {u"tokenUrl"_s, atlas.tokenUrl},
    };
}

} // namespace

QJsonObject toJson(const SandboxInfo &info)
{
    QJsonObject line{
        {u"url"_s, info.url},
        {u"tecton"_s,
         QJsonObject{
             {u"url"_s, info.tecton.url},
             {u"adminApiKey"_s, info.tecton.adminApiKey},
             {u"tokenUrl"_s, info.tecton.tokenUrl}}},
        {u"atlas"_s, toJson(info.atlas)},
    };
    if (!info.caFile.isEmpty())
        line.insert("caFile"_L1, info.caFile);
    return line;
}

} // namespace keywright::sandbox
