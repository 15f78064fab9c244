#pragma once

#include "app/sandbox/faults/fault_rule.h"

#include <QStringList>

#include <mutex>
#include <random>
#include <vector>

namespace keywright::sandbox {

/// Decides which request fails in which way. Safe to use from several threads.
class FaultEngine
{
public:
    /// Replaces all rules and starts counting anew. Refuses the whole list when one cannot be read.
    bool setRules(const QStringList &rules, QString *errorText);
    QStringList rules() const;

    /// The first rule that strikes this request; every rule that matches counts it.
    std::optional<FaultRule> strike(const QString &path);

private:
    struct Counted
    {
        FaultRule rule;
        int seen = 0;
    };
    mutable std::mutex m_mutex;
    std::vector<Counted> m_rules;
    std::mt19937 m_random{20220714U}; // fixed, so that a percentage gives the same run again
};

} // namespace keywright::sandbox
