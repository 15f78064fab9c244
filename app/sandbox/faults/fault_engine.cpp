#include "app/sandbox/faults/fault_engine.h"

#include <utility>

namespace keywright::sandbox {

bool FaultEngine::setRules(const QStringList &rules, QString *errorText)
{
    std::vector<Counted> parsed;
    for (const QString &text : rules) {
        std::optional<FaultRule> rule = parseFaultRule(text, errorText);
        if (!rule)
            return false;
        parsed.push_back({*std::move(rule)});
    }
    const std::lock_guard lock(m_mutex);
    m_rules = std::move(parsed);
    return true;
}

QStringList FaultEngine::rules() const
{
    const std::lock_guard lock(m_mutex);
    QStringList texts;
    for (const Counted &counted : m_rules)
        texts.append(counted.rule.text);
    return texts;
}

std::optional<FaultRule> FaultEngine::strike(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    std::optional<FaultRule> struck;
    for (Counted &counted : m_rules) {
        if (!counted.rule.matches(path))
            continue;
        ++counted.seen;
        const bool due = !counted.rule.nth || counted.seen == *counted.rule.nth;
        const bool unlucky =
            !counted.rule.probability ||
            std::uniform_real_distribution<>(0.0, 1.0)(m_random) < *counted.rule.probability;
        if (!struck && due && unlucky)
            struck = counted.rule;
    }
    return struck;
}

} // namespace keywright::sandbox
