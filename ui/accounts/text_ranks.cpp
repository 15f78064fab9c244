#include "ui/accounts/text_ranks.h"

#include <algorithm>

namespace keywright {
namespace {

/// A text with the number it sorts by first: its first four characters. The whole text decides only
/// between equal numbers.
struct TextKey
{
    quint64 head;
    const QString *text;
    quint32 index;
};

TextKey textKey(const QString &text, qsizetype skip, quint32 index)
{
    quint64 head = 0;
    for (qsizetype i = skip; i < skip + 4; ++i)
        head = (head << 16) | (i < text.size() ? text.at(i).unicode() : 0u);
    return {head, &text, index};
}

/// How many characters all texts have in common at their beginning. Names often share one, and
/// skipping it keeps the short keys telling.
qsizetype commonPrefix(const std::vector<const QString *> &texts)
{
    if (texts.empty())
        return 0;
    qsizetype common = texts.front()->size();
    for (const QString *text : texts) {
        common = std::min(common, text->size());
        qsizetype i = 0;
        while (i < common && text->at(i) == texts.front()->at(i))
            ++i;
        common = i;
    }
    return common;
}

} // namespace

std::vector<quint32> textRanks(const std::vector<const QString *> &texts, bool equalShare)
{
    const qsizetype skip = commonPrefix(texts);
    std::vector<TextKey> keys;
    keys.reserve(texts.size());
    for (quint32 i = 0; i < texts.size(); ++i)
        keys.push_back(textKey(*texts[i], skip, i));
    std::sort(keys.begin(), keys.end(), [](const TextKey &a, const TextKey &b) {
        if (a.head != b.head)
            return a.head < b.head;
        const int order = a.text->compare(*b.text);
        return order != 0 ? order < 0 : a.index < b.index;
    });
    std::vector<quint32> ranks(texts.size());
    quint32 rank = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const bool same = i > 0 && equalShare && *keys[i].text == *keys[i - 1].text;
        if (i > 0 && !same)
            ++rank;
        ranks[keys[i].index] = rank;
    }
    return ranks;
}

} // namespace keywright
