#include "app/cli/account_json.h"
#include "app/cli/commands/commands.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/provider/events.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTimeZone>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct EventOptions
{
    std::string account;
    std::string since;
    int limit = EventQuery().atMost;
};

/// "7d" and "48h" before `now`, or a time of its own; empty text is an invalid time.
Result<QDateTime> parseSince(const QString &text, const QDateTime &now)
{
    static const QRegularExpression ago(QStringLiteral("\\A([0-9]{1,5})([dh])\\z"));
    if (text.isEmpty())
        return QDateTime();
    const QRegularExpressionMatch match = ago.match(text);
    if (match.hasMatch()) {
        constexpr qint64 secondsPerHour = 3600;
        const qint64 hours =
            match.captured(1).toLongLong() * (match.captured(2) == QLatin1StringView("d") ? 24 : 1);
        return now.addSecs(-hours * secondsPerHour);
    }
    QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid())
        return failure(fieldError(
            QStringLiteral("since"), tr("“%1” is no time.").arg(text),
            tr("Write it like 7d, 48h, 2026-01-31 or 2026-01-31T08:00:00Z.")));
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

QJsonObject eventJson(const RemoteEvent &event)
{
    return {
        {QStringLiteral("id"), event.id},
        {QStringLiteral("type"), event.type},
        {QStringLiteral("at"), timeJson(event.at)},
        {QStringLiteral("actor"), textJson(event.actor)},
        {QStringLiteral("target"), textJson(event.target)},
        {QStringLiteral("remoteAddress"), textJson(event.remoteAddress)},
        {QStringLiteral("projectId"), textJson(event.projectId)}};
}

void printEvents(const Output &output, const QList<RemoteEvent> &events)
{
    QJsonArray documents;
    QList<QStringList> rows;
    for (const RemoteEvent &event : events) {
        documents.append(eventJson(event));
        rows += {timeText(event.at), event.type, event.actor, event.target, event.remoteAddress};
    }
    if (output.isJson())
        output.document(documents);
    else
        output.table({tr("AT"), tr("TYPE"), tr("BY"), tr("TO"), tr("FROM")}, rows);
}

QCoro::Task<int> listEvents(Context cli, std::shared_ptr<const EventOptions> options)
{
    const Output &output = cli->output();
    EventQuery query;
    const Result<QDateTime> since = parseSince(qt(options->since), cli->clock().now());
    if (!since)
        co_return output.fail(since.error());
    query.from = *since;
    query.atMost = options->limit;
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return output.fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    if (!provider->events()) {
        const Error error = notOffered(
            (*session)->connection(), tr("a log of what happened there"),
            tr("keywright-cli accounts show tells when an account was created, and by whom."));
        co_return output.fail(error);
    }
    Result<QList<RemoteEvent>> events =
        co_await provider->events()->list(query, cli->cancelToken());
    if (!events)
        co_return output.fail(events.error());
    if (events->size() >= options->limit)
        output.note(tr("Only the newest %1 events were looked at; --limit changes that.")
                        .arg(options->limit));
    if (const QString account = qt(options->account); !account.isEmpty())
        events->removeIf([&account](const RemoteEvent &event) {
            return event.actor != account && event.target != account;
        });
    printEvents(output, *events);
    co_return Done;
}

} // namespace

void addAccountEventsCommand(CLI::App &group, Command &chosen)
{
    constexpr int mostEvents = 10'000;
    const auto options = std::make_shared<EventOptions>();
    CLI::App *verb = group.add_subcommand(
        "events", "What happened on the server, the newest first, by its own log");
    verb->add_option("ID", options->account, "Only what this service account did or suffered");
    verb->add_option("--since", options->since, "From then on: 7d, 48h, or a date or time (UTC)");
    verb->add_option("--limit", options->limit, "How many of the newest events are looked at")
        ->check(CLI::Range(1, mostEvents));
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return listEvents(cli, options);
        };
    });
}

} // namespace keywright::cli
