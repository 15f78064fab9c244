#include "ui/lookup/feature_model.h"

#include "ui/lookup/lookup_text.h"
#include "ui/widgets/item_roles.h"

#include <QJsonArray>
#include <QJsonObject>

namespace keywright {

namespace {

bool hasParts(const QJsonValue &value)
{
    return (value.isArray() && !value.toArray().isEmpty()) ||
           (value.isObject() && !value.toObject().isEmpty());
}

QString sizeText(qsizetype count, const QString &brackets)
{
    const QString text =
        count == 1 ? FeatureModel::tr("1 value") : FeatureModel::tr("%1 values").arg(count);
    return brackets.arg(text);
}

/// Long values are told by their size; structs are short and read well in full.
QString summary(const QJsonValue &value, const DataType &type)
{
    if (type.kind == DataKind::Array && value.isArray())
        return sizeText(value.toArray().size(), QStringLiteral("[%1]"));
    if (type.kind == DataKind::Map && value.isObject())
        return sizeText(value.toObject().size(), QStringLiteral("{%1}"));
    return valueText(value, type);
}

Tone statusTone(FeatureStatus status)
{
    switch (status) {
    case FeatureStatus::Present:
        return Tone::Ok;
    case FeatureStatus::CachedPresent:
        return Tone::Accent;
    case FeatureStatus::MissingData:
    case FeatureStatus::CachedMissingData:
        return Tone::Warn;
    case FeatureStatus::Unknown:
    case FeatureStatus::CachedUnknown:
        break;
    }
    return Tone::Neutral;
}

} // namespace

FeatureModel::FeatureModel(QObject *parent)
    : QAbstractItemModel(parent)
{
    m_root.opened = true;
}

FeatureModel::~FeatureModel() = default;

void FeatureModel::setFeatures(QList<FeatureValue> features, const QDateTime &now)
{
    beginResetModel();
    m_root.children.clear();
    m_features = std::move(features);
    m_now = now;
    m_root.children.reserve(std::size_t(m_features.size()));
    for (const FeatureValue &feature : std::as_const(m_features)) {
        auto child = std::make_unique<Node>();
        child->parent = &m_root;
        child->row = int(m_root.children.size());
        child->label = feature.name;
        child->type = feature.type;
        child->value = feature.value;
        child->feature = &feature;
        m_root.children.push_back(std::move(child));
    }
    endResetModel();
}

const FeatureModel::Node *FeatureModel::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : &m_root;
}

void FeatureModel::open(const Node &node)
{
    if (node.opened)
        return;
    node.opened = true;
    const QList<ValueChild> parts = valueChildren(node.value, node.type);
    node.children.reserve(std::size_t(parts.size()));
    for (const ValueChild &part : parts) {
        auto child = std::make_unique<Node>();
        child->parent = &node;
        child->row = int(node.children.size());
        child->label = part.label;
        child->type = part.type;
        child->value = part.value;
        node.children.push_back(std::move(child));
    }
}

QModelIndex FeatureModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, node(parent)->children[std::size_t(row)].get());
}

QModelIndex FeatureModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const Node *above = node(child)->parent;
    return above == &m_root ? QModelIndex() : createIndex(above->row, 0, above);
}

int FeatureModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const Node *shown = node(parent);
    open(*shown);
    return int(shown->children.size());
}

int FeatureModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool FeatureModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return false;
    const Node *shown = node(parent);
    return shown->opened ? !shown->children.empty() : hasParts(shown->value);
}

QVariant FeatureModel::display(const Node &node, int column) const
{
    switch (column) {
    case NameColumn:
        return node.label;
    case TypeColumn:
        return dataTypeText(node.type);
    case ValueColumn:
        return summary(node.value, node.type);
    case StatusColumn:
        return node.feature ? featureStatusText(node.feature->status) : QString();
    case TimeColumn:
        return node.feature ? effectiveTimeText(node.feature->effectiveTime, m_now) : QString();
    default:
        return {};
    }
}

QString FeatureModel::toolTip(const Node &node, int column) const
{
    if (column == TimeColumn && node.feature && node.feature->effectiveTime.isValid())
        return node.feature->effectiveTime.toUTC().toString(Qt::ISODateWithMs);
    if (column == NameColumn && node.feature)
        return featureNote(*node.feature);
    if (column == TypeColumn)
        return dataTypeText(node.type);
    return {};
}

QVariant FeatureModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &shown = *node(index);
    switch (role) {
    case Qt::DisplayRole:
        return display(shown, index.column());
    case Qt::ToolTipRole: {
        const QString text = toolTip(shown, index.column());
        return text.isEmpty() ? QVariant() : QVariant(text);
    }
    case ToneRole:
        if (index.column() == StatusColumn && shown.feature)
            return int(statusTone(shown.feature->status));
        return {};
    default:
        return {};
    }
}

QVariant FeatureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Feature");
    case TypeColumn:
        return tr("Type");
    case ValueColumn:
        return tr("Value");
    case StatusColumn:
        return tr("Status");
    case TimeColumn:
        return tr("Effective time");
    default:
        return {};
    }
}

QString FeatureModel::fullValue(const QModelIndex &index) const
{
    return index.isValid() ? valueText(node(index)->value, node(index)->type) : QString();
}

QString FeatureModel::rowText(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Node &shown = *node(index);
    const bool timed = shown.feature && shown.feature->effectiveTime.isValid();
    const QString time =
        timed ? shown.feature->effectiveTime.toUTC().toString(Qt::ISODateWithMs) : QString();
    const QStringList cells{
        shown.label, dataTypeText(shown.type), valueText(shown.value, shown.type),
        display(shown, StatusColumn).toString(), time};
    return cells.join(QLatin1Char('\t'));
}

} // namespace keywright
