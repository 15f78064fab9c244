#include "ui/shell/command_registry.h"

#include <QAction>

#include <algorithm>
#include <utility>
#include <vector>

namespace keywright {

namespace {

/// 0 does not match; otherwise better matches are larger: start of the name, start of a word,
/// anywhere.
int rank(const QString &name, const QStringList &words)
{
    int result = 1;
    for (const QString &word : words) {
        const qsizetype at = name.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return 0;
        if (at == 0)
            result += 4;
        else if (name.at(at - 1).isSpace())
            result += 2;
    }
    return result;
}

} // namespace

void CommandRegistry::add(QAction *action)
{
    m_actions.removeAll(QPointer<QAction>());
    if (!m_actions.contains(action))
        m_actions.append(action);
}

QList<QAction *> CommandRegistry::matching(const QString &filter) const
{
    const QStringList words = filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<std::pair<int, QAction *>> found;
    for (const QPointer<QAction> &action : m_actions) {
        if (!action || !action->isEnabled() || !action->isVisible())
            continue;
        if (const int score = rank(action->text(), words); score > 0)
            found.emplace_back(score, action.data());
    }
    std::sort(found.begin(), found.end(), [](const auto &first, const auto &second) {
        if (first.first != second.first)
            return first.first > second.first;
        return first.second->text().localeAwareCompare(second.second->text()) < 0;
    });
    QList<QAction *> result;
    for (const auto &[score, action] : found)
        result.append(action);
    return result;
}

} // namespace keywright
