#pragma once

#include "core/base/cancel.h"
#include "core/connection/session.h"
#include "core/lookup/lookup_schema.h"

#include <QBasicTimer>
#include <QObject>

namespace keywright {

/// Which service's keys are wanted, and as whom to ask.
struct SchemaWish
{
    std::shared_ptr<Session> session;
    QString accountId;
    QString workspace;
    QString featureService;

    bool isComplete() const { return session && !workspace.isEmpty() && !featureService.isEmpty(); }
    /// Whether both ask for the keys of the same service.
    bool sameService(const SchemaWish &other) const
    {
        return session == other.session && workspace == other.workspace &&
               featureService == other.featureService;
    }
};

/// Reads the keys of the service that was asked for last, a moment after the last change, so that
/// typing a name sends one request.
class SchemaLoader : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~SchemaLoader() override;

    /// An incomplete wish stops what is under way. One for a service whose keys are known changes
    /// nothing.
    void want(const SchemaWish &wish);
    /// Whether the keys of the wanted service have been told.
    bool isKnown() const { return m_known; }
    /// Reads again, whether known or not.
    void reload();

Q_SIGNALS:
    void cleared();
    void loading();
    void loaded(const keywright::LookupSchema &schema);
    void failed(const keywright::Error &error);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void load();
    void end(int load, Result<LookupSchema> schema);

    SchemaWish m_wish;
    QBasicTimer m_delay;
    CancelSource m_cancel;
    int m_load = 0; ///< answers of earlier loads are not heard
    bool m_known = false;
};

} // namespace keywright
