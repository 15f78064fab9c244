#include "app/sandbox/faults/fault_rule.h"

#include <array>
#include <utility>

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ActionName
{
    QLatin1StringView name;
    FaultAction action;
    bool needsArgument;
};

constexpr std::array actionNames{
    ActionName{"status"_L1, FaultAction::Status, true},
    ActionName{"retry-after"_L1, FaultAction::RetryAfter, true},
    ActionName{"html"_L1, FaultAction::Html, false},
    ActionName{"drop-before"_L1, FaultAction::DropBefore, false},
    ActionName{"drop-after"_L1, FaultAction::DropAfter, false},
    ActionName{"truncate"_L1, FaultAction::Truncate, false},
    ActionName{"garbage"_L1, FaultAction::Garbage, false},
    ActionName{"slow-body"_L1, FaultAction::SlowBody, false},
    ActionName{"delay"_L1, FaultAction::Delay, true},
};

QRegularExpression patternOf(const QString &glob)
{
    if (!glob.contains(u'*') && !glob.contains(u'?'))
        return QRegularExpression(QRegularExpression::escape(glob));
    QString expression;
    for (const QChar character : glob) {
        if (character == u'*')
            expression += ".*"_L1;
        else if (character == u'?')
            expression += u'.';
        else
            expression += QRegularExpression::escape(QString(character));
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(expression));
}

std::optional<std::chrono::milliseconds> parseTime(const QString &text)
{
    static const QRegularExpression form(u"^(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s)?$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const double factor = match.captured(2) == "ms"_L1 ? 1.0 : 1000.0;
    return std::chrono::milliseconds(qRound64(match.captured(1).toDouble() * factor));
}

bool readArgument(FaultRule &rule, const QString &argument)
{
    bool ok = true;
    if (rule.action == FaultAction::Status) {
        rule.status = argument.toInt(&ok);
        return ok && rule.status >= 200 && rule.status <= 599;
    }
    if (rule.action == FaultAction::RetryAfter) {
        rule.retryAfterSeconds = argument.toInt(&ok);
        return ok && rule.retryAfterSeconds >= 0;
    }
    if (rule.action == FaultAction::Delay || rule.action == FaultAction::SlowBody) {
        const auto time = parseTime(argument);
        rule.time = time.value_or(std::chrono::milliseconds{});
        return time.has_value();
    }
    return false;
}

bool readCondition(FaultRule &rule, QString &rest)
{
    static const QRegularExpression form(u"(?:@(\\d{1,9})|%(\\d{1,3}(?:\\.\\d+)?))$"_s);
    const auto match = form.match(rest);
    if (!match.hasMatch())
        return !rest.contains(u'@') && !rest.contains(u'%');
    rest.truncate(match.capturedStart(0));
    if (!match.captured(1).isEmpty()) {
        rule.nth = match.captured(1).toInt();
        return *rule.nth >= 1;
    }
    rule.probability = match.captured(2).toDouble() / 100.0;
    return *rule.probability <= 1.0;
}

} // namespace

bool FaultRule::matches(const QString &path) const
{
    return pattern.match(path).hasMatch();
}

std::optional<FaultRule> parseFaultRule(const QString &text, QString *errorText)
{
    const auto fail = [&](const QString &why) {
        if (errorText != nullptr)
            *errorText = u"Fault rule \"%1\" cannot be read: %2"_s.arg(text, why);
        return std::nullopt;
    };
    const qsizetype equals = text.lastIndexOf(u'=');
    if (equals <= 0)
        return fail(u"it is not PATTERN=ACTION"_s);

    FaultRule rule;
    rule.text = text;
    rule.pattern = patternOf(text.left(equals));
    rule.time = std::chrono::seconds(3);
    QString rest = text.mid(equals + 1);
    if (!readCondition(rule, rest))
        return fail(u"it ends neither in @nth nor in %percent"_s);

    const qsizetype colon = rest.indexOf(u':');
    const QString name = colon < 0 ? rest : rest.left(colon);
    for (const ActionName &known : actionNames) {
        if (known.name != name)
            continue;
        rule.action = known.action;
        if (colon < 0)
            return known.needsArgument ? fail(u"the action needs an argument"_s)
                                       : std::optional(std::move(rule));
        if (!readArgument(rule, rest.mid(colon + 1)))
            return fail(u"the argument does not fit the action"_s);
        return rule;
    }
    return fail(u"there is no action \"%1\""_s.arg(name));
}

} // namespace keywright::sandbox
