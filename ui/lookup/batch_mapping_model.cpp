#include "ui/lookup/batch_mapping_model.h"

#include "ui/theme/theme.h"
#include "ui/widgets/item_roles.h"

#include <algorithm>

namespace keywright {

namespace {

QList<BatchColumn> inputsOf(const LookupSchema &schema)
{
    QList<BatchColumn> inputs;
    for (const SchemaField &key : schema.joinKeys)
        inputs.append({QString(), ColumnUse::JoinKey, key});
    for (const SchemaField &context : schema.requestContext)
        inputs.append({QString(), ColumnUse::RequestContext, context});
    return inputs;
}

} // namespace

QString BatchMappingModel::useText(const BatchColumn &column)
{
    switch (column.use) {
    case ColumnUse::JoinKey:
        return tr("Join key %1").arg(column.field.name);
    case ColumnUse::RequestContext:
        return tr("Request context %1").arg(column.field.name);
    case ColumnUse::Ignored:
        break;
    }
    return tr("Leave out");
}

void BatchMappingModel::setFile(const QStringList &headers, const QList<CsvRecord> &samples)
{
    beginResetModel();
    m_headers = headers;
    m_samples = samples.first(std::min<qsizetype>(samples.size(), samplesShown));
    m_chosen.clear();
    m_chosen.resize(headers.size());
    remap();
    endResetModel();
    Q_EMIT mappingChanged();
}

void BatchMappingModel::setSchema(const std::optional<LookupSchema> &schema)
{
    const QList<BatchColumn> inputs = schema ? inputsOf(*schema) : QList<BatchColumn>();
    if (inputs == m_inputs)
        return;
    beginResetModel();
    m_inputs = inputs;
    remap();
    endResetModel();
    Q_EMIT mappingChanged();
}

/// What was chosen comes first, then the same name, then the name in another case.
void BatchMappingModel::remap()
{
    m_columns.clear();
    for (const QString &header : std::as_const(m_headers))
        m_columns.append({header, ColumnUse::Ignored, {}});
    for (int row = 0; row < m_chosen.size(); ++row) {
        const auto found = std::ranges::find_if(m_inputs, [&](const BatchColumn &input) {
            return m_chosen.at(row) == input.field.name;
        });
        if (found != m_inputs.end())
            fill(row, *found);
    }
    matchNames(Qt::CaseSensitive);
    matchNames(Qt::CaseInsensitive);
}

void BatchMappingModel::matchNames(Qt::CaseSensitivity sensitivity)
{
    for (int row = 0; row < m_headers.size(); ++row) {
        if (m_chosen.at(row) || m_columns.at(row).use != ColumnUse::Ignored)
            continue;
        const QString name = m_headers.at(row).trimmed();
        const auto found = std::ranges::find_if(m_inputs, [&](const BatchColumn &input) {
            return input.field.name.compare(name, sensitivity) == 0;
        });
        if (found != m_inputs.end() && !isFilled(found->field.name))
            fill(row, *found);
    }
}

void BatchMappingModel::fill(int row, const BatchColumn &input)
{
    m_columns[row].use = input.use;
    m_columns[row].field = input.field;
}

bool BatchMappingModel::isFilled(const QString &name) const
{
    return std::ranges::any_of(m_columns, [&name](const BatchColumn &column) {
        return column.use != ColumnUse::Ignored && column.field.name == name;
    });
}

int BatchMappingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headers.size());
}

int BatchMappingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstSampleColumn + static_cast<int>(m_samples.size());
}

QVariant BatchMappingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BatchColumn &column = m_columns.at(index.row());
    if (index.column() >= FirstSampleColumn)
        return sampleData(index, role);
    if (index.column() == UseColumn && role == Qt::EditRole)
        return column.field.name;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return column.header;
    case UseColumn:
        return useText(column);
    default:
        return column.use == ColumnUse::Ignored ? QString() : dataTypeText(column.field.type);
    }
}

QString BatchMappingModel::sampleText(const QModelIndex &index) const
{
    const CsvRecord &record = m_samples.at(index.column() - FirstSampleColumn);
    return record.cells.value(index.row());
}

/// Empty when the value fits.
QString BatchMappingModel::sampleProblem(const QModelIndex &index) const
{
    CsvRecord cell;
    cell.line = m_samples.at(index.column() - FirstSampleColumn).line;
    cell.cells = {sampleText(index)};
    const auto request = requestFromRecord(cell, {m_columns.at(index.row())}, LookupRequest());
    return request ? QString() : request.error().message;
}

QVariant BatchMappingModel::sampleData(const QModelIndex &index, int role) const
{
    if (role == Qt::DisplayRole)
        return sampleText(index);
    if (role != Qt::ToolTipRole && role != Qt::AccessibleTextRole && role != ToneRole)
        return {};
    const QString problem = sampleProblem(index);
    if (role == ToneRole)
        return problem.isEmpty() ? QVariant() : QVariant(int(Tone::Bad));
    if (role == Qt::ToolTipRole)
        return problem.isEmpty() ? sampleText(index) : problem;
    return problem.isEmpty() ? sampleText(index)
                             : QStringLiteral("%1. %2").arg(sampleText(index), problem);
}

QVariant BatchMappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= columnCount())
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case NameColumn:
        return tr("Column");
    case UseColumn:
        return tr("Goes to");
    case TypeColumn:
        return tr("Type");
    default:
        return tr("Line %1").arg(m_samples.at(section - FirstSampleColumn).line);
    }
}

Qt::ItemFlags BatchMappingModel::flags(const QModelIndex &index) const
{
    const bool isEditable = index.column() == UseColumn && !m_inputs.isEmpty();
    return QAbstractTableModel::flags(index) |
           (isEditable ? Qt::ItemIsEditable : Qt::ItemFlag::NoItemFlags);
}

bool BatchMappingModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || index.column() != UseColumn)
        return false;
    const QString name = value.toString();
    if (m_columns.at(index.row()).field.name == name)
        return true;
    // Whatever filled it before does so no longer.
    for (int row = 0; row < m_columns.size(); ++row) {
        if (!name.isEmpty() && m_columns.at(row).field.name == name)
            m_chosen[row] = QString();
    }
    m_chosen[index.row()] = name;
    remap();
    Q_EMIT dataChanged(this->index(0, UseColumn), this->index(rowCount() - 1, columnCount() - 1));
    Q_EMIT mappingChanged();
    return true;
}

} // namespace keywright
