#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>

namespace keywright::sandbox {

/// What a sandbox is started with. Times are seconds unless the name says milliseconds.
struct SandboxOptions
{
    quint16 port = 0; ///< 0 lets the system choose a free one
    bool tls = false; ///< HTTPS with a throw-away CA, see SandboxInfo::caFile
    QString dataDir;  ///< state is kept here between starts; empty keeps it in memory
    QString seed = QStringLiteral("demo"); ///< "demo", "empty" or the path of a JSON file
    int extraAccounts = 0;                 ///< added to both providers, for tests of scale
    int latencyMs = 0;
    int latencyJitterMs = 0;
    QStringList faults;           ///< rules as in Fault, for example "*get-features=status:503@2"
    int clockSkewSeconds = 0;     ///< the server's clock runs this much ahead of the real one
    int propagationSeconds = 0;   ///< new credentials and changed roles take effect this much later
    bool camelCase = false;       ///< management answers use camelCase keys instead of snake_case
    int tokensPerMinute = 10;     ///< Atlas: token requests of an account from one address
    int requestsPerMinute = 3000; ///< Atlas: calls of a caller, per set of endpoints
    bool logRequests = false;     ///< one line per request on standard error, without credentials
};

struct TectonEndpoint
{
    QString url;
    QString adminApiKey; ///< made at the first start, never a constant
    QString tokenUrl;
};

/// An organisation and two ways to sign in to it, both with the role Organization Owner. The client
/// secret and the private key are made at the first start, never constants.
struct AtlasEndpoint
{
    QString url; ///< what "https://cloud.mongodb.com" is for the real one
    QString orgId;
    QStringList projectIds;
    QString clientId;
    QString clientSecret;
    QString publicKey;
    QString privateKey;
    QString tokenUrl;
};

struct SandboxInfo
{
    QString url;
    TectonEndpoint tecton;
    AtlasEndpoint atlas;
    QString caFile; ///< PEM of the CA to trust; empty without TLS
};

/// A local server that behaves like a Tecton cluster and an Atlas organisation on one port. It
/// listens on 127.0.0.1 only and runs in its own threads, so one process can hold several. Nothing
/// is allocated or read before start().
class Sandbox
{
public:
    explicit Sandbox(SandboxOptions options);
    ~Sandbox();
    Sandbox(const Sandbox &) = delete;
    Sandbox &operator=(const Sandbox &) = delete;

    /// Returns when the server accepts connections. On failure @p errorText says what and why.
    bool start(QString *errorText);
    /// Valid between start() and stop().
    SandboxInfo info() const;
    /// Ends every connection, a delayed one too, and returns in less than a second.
    void stop();

    /// Lets time pass on the server at once: secrets and tokens end, limits are counted anew.
    void advanceClock(std::chrono::seconds time);

    /// Requests seen so far: {"total": n, "requests": {"POST /path": {"200": n, …}, …}}. A request
    /// whose answer was suppressed by a fault is counted as "dropped".
    QJsonObject stats() const;
    /// Replaces the faults. Rules that cannot be read are refused as a whole; returns false then.
    bool setFaults(const QStringList &rules, QString *errorText = nullptr);

private:
    class Private;
    SandboxOptions m_options;
    std::unique_ptr<Private> d;
};

/// The one line that the program prints when it listens.
QJsonObject toJson(const SandboxInfo &info);

} // namespace keywright::sandbox
