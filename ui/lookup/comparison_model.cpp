#include "ui/lookup/comparison_model.h"

#include "ui/widgets/item_roles.h"

namespace keywright {

namespace {

/// The value, and what else of it is not the same on both sides.
QString sideText(const std::optional<FeatureValue> &side, FeatureDifferences differences)
{
    if (!side)
        return QStringLiteral("—");
    QStringList parts{valueText(side->value, side->type)};
    if (differences.testFlag(FeatureDifference::Type))
        parts += dataTypeText(side->type);
    if (differences.testFlag(FeatureDifference::Status))
        parts += featureStatusText(side->status);
    return parts.join(QStringLiteral(" · "));
}

Tone differenceTone(const ComparedFeature &feature)
{
    if (!feature.isDifferent())
        return Tone::Neutral;
    return feature.left && feature.right ? Tone::Warn : Tone::Bad;
}

} // namespace

void ComparisonModel::setComparison(
    LookupComparison comparison, const QString &leftTitle, const QString &rightTitle)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    m_leftTitle = leftTitle;
    m_rightTitle = rightTitle;
    pickRows();
    endResetModel();
}

void ComparisonModel::setOnlyDifferences(bool only)
{
    if (m_onlyDifferences == only)
        return;
    beginResetModel();
    m_onlyDifferences = only;
    pickRows();
    endResetModel();
}

void ComparisonModel::pickRows()
{
    m_rows.clear();
    for (qsizetype place = 0; place < m_comparison.features.size(); ++place) {
        if (!m_onlyDifferences || m_comparison.features.at(place).isDifferent())
            m_rows.append(place);
    }
}

QString ComparisonModel::rowText(int row) const
{
    const ComparedFeature &feature = m_comparison.features.at(m_rows.at(row));
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells += display(feature, column);
    return cells.join(QLatin1Char('\t'));
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ComparisonModel::display(const ComparedFeature &feature, int column) const
{
    switch (column) {
    case NameColumn:
        return feature.name;
    case LeftColumn:
        return sideText(feature.left, feature.differences);
    case RightColumn:
        return sideText(feature.right, feature.differences);
    case DifferenceColumn:
        return differencesText(feature.differences);
    default:
        return {};
    }
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ComparedFeature &feature = m_comparison.features.at(m_rows.at(index.row()));
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return display(feature, index.column());
    case ToneRole:
        return index.column() == DifferenceColumn && feature.differences
                   ? QVariant(int(differenceTone(feature)))
                   : QVariant();
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Feature");
    case LeftColumn:
        return m_leftTitle;
    case RightColumn:
        return m_rightTitle;
    case DifferenceColumn:
        return tr("Differs in");
    default:
        return {};
    }
}

} // namespace keywright
