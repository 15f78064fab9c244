#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/connection/session.h"
#include "core/lookup/pending.h"
#include "core/provider/feature_reader.h"

#include <QObject>
#include <QSet>

namespace keywright {

/// As whom a lookup is made.
struct LookupCredential
{
    QString accountId; ///< empty: the connection's own
    QString name;
    /// When the credential was made, if that is known and it may be too young to be in effect.
    QDateTime freshSince;
};

/// Runs one lookup at a time. A refusal of a credential that is younger than a minute and never
/// worked before counts as pending and is tried again.
class LookupRunner : public QObject
{
    Q_OBJECT
public:
    explicit LookupRunner(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~LookupRunner() override;

    bool isRunning() const { return m_running; }
    void run(std::shared_ptr<Session> session, LookupCredential credential, LookupRequest request);
    /// finished() or failed() still follows.
    void cancel();

    /// When the token of this credential ends, as far as lookups here have used it.
    std::optional<QDateTime>
    tokenExpiresAt(const QString &connectionId, const QString &accountId) const;

Q_SIGNALS:
    void started();
    void pending(const keywright::PendingRefusal &refusal);
    void finished(const keywright::LookupResult &result);
    void failed(const keywright::Error &error);

private:
    void send(
        std::shared_ptr<FeatureReader> reader, const LookupCredential &credential,
        LookupRequest request);
    void end(Result<LookupResult> result);
    PendingPolicy policyFor(const LookupCredential &credential) const;

    std::shared_ptr<const Clock> m_clock;
    CancelSource m_cancel;
    bool m_running = false;
    QString m_key; ///< connection and account of the lookup under way
    QHash<QString, std::weak_ptr<Authorizer>> m_authorizers;
    QSet<QString> m_proven; ///< credentials that worked, which are not fresh any more
};

} // namespace keywright
