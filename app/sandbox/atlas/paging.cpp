#include "app/sandbox/atlas/paging.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int usualItemsPerPage = 100;
constexpr int mostItemsPerPage = 500;

int numberOf(
    const Query &query, const QString &name, int whenMissing, int most,
    QList<FieldViolation> *violations)
{
    if (!query.contains(name))
        return whenMissing;
    bool isNumber = false;
    const int number = query.value(name).toInt(&isNumber);
    if (isNumber && number >= 1 && number <= most)
        return number;
    violations->append({name, u"has to be a number from 1 to %1"_s.arg(most)});
    return whenMissing;
}

QJsonObject link(const Call &call, const QString &rel, int pageNum, int itemsPerPage)
{
    QUrlQuery query;
    for (auto field = call.query.cbegin(); field != call.query.cend(); ++field) {
        if (field.key() != "pageNum"_L1 && field.key() != "itemsPerPage"_L1)
            query.addQueryItem(field.key(), QString::fromLatin1(QUrl::toPercentEncoding(*field)));
    }
    query.addQueryItem(u"pageNum"_s, QString::number(pageNum));
    query.addQueryItem(u"itemsPerPage"_s, QString::number(itemsPerPage));
    return {
        {u"href"_s, QString(call.url + u'?' + query.toString(QUrl::FullyEncoded))},
        {u"rel"_s, rel}};
}

} // namespace

CallResult
pageOf(const Call &call, qsizetype count, const std::function<QJsonValue(qsizetype)> &item)
{
    QList<FieldViolation> violations;
    const int pageNum = numberOf(call.query, u"pageNum"_s, 1, 1'000'000, &violations);
    const int itemsPerPage =
        numberOf(call.query, u"itemsPerPage"_s, usualItemsPerPage, mostItemsPerPage, &violations);
    if (!violations.isEmpty())
        return invalid(violations);

    const qsizetype begin = std::min(count, (qsizetype(pageNum) - 1) * itemsPerPage);
    const qsizetype end = std::min(count, begin + itemsPerPage);
    QJsonArray results;
    for (qsizetype i = begin; i < end; ++i)
        results.append(item(i));
    QJsonArray links{link(call, u"self"_s, pageNum, itemsPerPage)};
    if (pageNum > 1)
        links.append(link(call, u"previous"_s, pageNum - 1, itemsPerPage));
    if (end < count)
        links.append(link(call, u"next"_s, pageNum + 1, itemsPerPage));
    QJsonObject page{{u"links"_s, links}, {u"results"_s, results}};
    if (call.flag("includeCount"_L1, true))
        page.insert("totalCount"_L1, count);
    return Reply{200, page, true};
}

} // namespace keywright::sandbox::atlas
