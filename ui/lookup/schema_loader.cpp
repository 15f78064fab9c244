#include "ui/lookup/schema_loader.h"

#include "core/base/deliver.h"
#include "ui/lookup/reader_access.h"

#include <QTimerEvent>

namespace keywright {

namespace {

constexpr int typingPauseMs = 250;

} // namespace

SchemaLoader::~SchemaLoader()
{
    m_cancel.cancel();
}

void SchemaLoader::want(const SchemaWish &wish)
{
    const bool same = wish.sameService(m_wish);
    if (same && (m_known || wish.accountId == m_wish.accountId))
        return;
    m_wish = wish;
    m_known = false;
    m_cancel.cancel();
    ++m_load;
    if (wish.isComplete()) {
        m_delay.start(typingPauseMs, this);
    } else {
        m_delay.stop();
        Q_EMIT cleared();
    }
}

void SchemaLoader::reload()
{
    m_known = false;
    m_cancel.cancel();
    ++m_load;
    if (m_wish.isComplete())
        load();
}

void SchemaLoader::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_delay.timerId())
        return QObject::timerEvent(event);
    m_delay.stop();
    load();
}

void SchemaLoader::load()
{
    m_cancel = CancelSource();
    const int load = m_load;
    const CancelToken cancel = m_cancel.token();
    Q_EMIT loading();
    deliver(
        openReader(m_wish.session, m_wish.accountId), this,
        [this, load, cancel, wish = m_wish](Result<std::shared_ptr<FeatureReader>> reader) {
            if (!reader)
                return end(load, failure(std::move(reader).error()));
            deliver(
                (*reader)->schema(wish.workspace, wish.featureService, cancel), this,
                [this, load](Result<LookupSchema> schema) { end(load, std::move(schema)); });
        });
}

void SchemaLoader::end(int load, Result<LookupSchema> schema)
{
    if (load != m_load)
        return;
    m_known = schema.has_value();
    if (schema)
        Q_EMIT loaded(*schema);
    else
        Q_EMIT failed(schema.error());
}

} // namespace keywright
