#include "app/sandbox/command_line.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"A local server that behaves like a Tecton cluster and an Atlas organization. It prints "
        "one\n"
        "line of JSON that says how to reach it, and stops on SIGTERM, SIGINT or when a pipe at "
        "its standard input ends.\n\n"
        "A fault rule is PATTERN=ACTION[:ARG][@NTH|%PERCENT], where PATTERN is a part of the path "
        "or\n"
        "a glob over it, and ACTION one of status:CODE, retry-after:SECONDS, html, drop-before,\n"
        "drop-after, truncate, garbage, slow-body[:TIME], delay:TIME. GET /_sandbox/stats counts "
        "the\n"
        "requests, POST /_sandbox/faults with a JSON array of rules replaces the faults, and POST\n"
        "/_sandbox/clock with {\"advanceSeconds\": N} lets time pass."_s);
    parser.addOptions({
        {u"port"_s, u"Port of 127.0.0.1; 0 chooses a free one."_s, u"port"_s, u"0"_s},
        {u"tls"_s, u"HTTPS with a throw-away CA, which the line of JSON names."_s},
        {u"data"_s, u"Keep the state in this folder."_s, u"folder"_s},
        {u"seed"_s, u"What it starts with: demo, empty or a file."_s, u"seed"_s, u"demo"_s},
        {u"accounts"_s, u"Seed this many extra accounts."_s, u"count"_s, u"0"_s},
        {u"latency"_s, u"Milliseconds before every answer, for example 50 or 50±20."_s, u"ms"_s,
         u"0"_s},
        {u"fault"_s, u"A fault rule; may be given several times."_s, u"rule"_s},
        {u"clock-skew"_s, u"Seconds that the server's clock runs ahead."_s, u"seconds"_s, u"0"_s},
        {u"propagation"_s, u"Seconds until new credentials and roles take effect."_s, u"seconds"_s,
         u"0"_s},
        {u"token-limit"_s, u"Atlas: token requests that an account may make a minute."_s,
         u"count"_s, u"10"_s},
        {u"request-limit"_s, u"Atlas: calls that a caller may make a minute."_s, u"count"_s,
         u"3000"_s},
        {u"camel-case"_s, u"Management answers as canonical proto JSON: camelCase names, default "
                          "values left out."_s},
        {u"quiet"_s, u"Do not log requests."_s},
        {{u"h"_s, u"help"_s}, u"Show this help."_s},
    });
}

/// "50", "50±20" or "50+-20"
bool readLatency(const QString &text, SandboxOptions &options)
{
    static const QRegularExpression form(u"^(\\d{1,6})(?:(?:±|\\+-)(\\d{1,6}))?$"_s);
    const auto match = form.match(text);
    options.latencyMs = match.captured(1).toInt();
    options.latencyJitterMs = match.captured(2).toInt();
    return match.hasMatch();
}

/// The name of the option that cannot be read, or nothing.
QString readValues(const QCommandLineParser &parser, SandboxOptions &options)
{
    const auto number = [&](const QString &name, int least, int most, int *value) {
        bool ok = false;
        *value = parser.value(name).toInt(&ok);
        return ok && *value >= least && *value <= most;
    };
    int port = 0;
    if (!number(u"port"_s, 0, 65535, &port))
        return u"port"_s;
    options.port = static_cast<quint16>(port);
    if (!number(u"accounts"_s, 0, 1'000'000, &options.extraAccounts))
        return u"accounts"_s;
    if (!number(u"clock-skew"_s, -100'000'000, 100'000'000, &options.clockSkewSeconds))
        return u"clock-skew"_s;
    if (!number(u"propagation"_s, 0, 86400, &options.propagationSeconds))
        return u"propagation"_s;
    if (!number(u"token-limit"_s, 0, 1'000'000, &options.tokensPerMinute))
        return u"token-limit"_s;
    if (!number(u"request-limit"_s, 0, 1'000'000, &options.requestsPerMinute))
        return u"request-limit"_s;
    if (!readLatency(parser.value(u"latency"_s), options))
        return u"latency"_s;
    return QString();
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return {std::nullopt, u"keywright-sandbox: %1\n"_s.arg(parser.errorText()), 2};
    if (parser.isSet(u"help"_s))
        return {std::nullopt, parser.helpText(), 0};
    if (!parser.positionalArguments().isEmpty())
        return {
            std::nullopt,
            u"keywright-sandbox: unexpected argument %1\n"_s.arg(
                parser.positionalArguments().first()),
            2};
    SandboxOptions options;
    const QString unreadable = readValues(parser, options);
    if (!unreadable.isEmpty())
        return {
            std::nullopt,
            u"keywright-sandbox: the value of --%1 cannot be used\n"_s.arg(unreadable), 2};
    options.tls = parser.isSet(u"tls"_s);
    options.dataDir = parser.value(u"data"_s);
    options.seed = parser.value(u"seed"_s);
    options.faults = parser.values(u"fault"_s);
    options.camelCase = parser.isSet(u"camel-case"_s);
    options.logRequests = !parser.isSet(u"quiet"_s);
    return {options, QString(), 0};
}

} // namespace keywright::sandbox
