#pragma once

#include "core/workbench/batch_columns.h"

#include <QAbstractTableModel>

#include <optional>

namespace keywright {

/// The columns of a CSV file, one in each row: what they fill, of which type, and their first
/// values. What they fill can be changed; an input is filled by one column only.
class BatchMappingModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, UseColumn, TypeColumn, FirstSampleColumn };
    static constexpr int samplesShown = 3;

    using QAbstractTableModel::QAbstractTableModel;

    /// Forgets what was chosen for another file.
    void setFile(const QStringList &headers, const QList<CsvRecord> &samples);
    /// What the columns can fill; unset: it is not known. What was chosen and is still possible
    /// stays, the other columns fill what has their name.
    void setSchema(const std::optional<LookupSchema> &schema);

    const QList<BatchColumn> &columns() const { return m_columns; }
    /// What can be filled: BatchColumn::header is empty.
    const QList<BatchColumn> &inputs() const { return m_inputs; }
    /// "Join key user_id", "Leave out"
    static QString useText(const BatchColumn &column);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant
    headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// In UseColumn, the name of the input to fill; empty to leave the column out.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// columns() are others now.
    void mappingChanged();

private:
    void remap();
    void fill(int row, const BatchColumn &input);
    bool isFilled(const QString &name) const;
    void matchNames(Qt::CaseSensitivity sensitivity);
    QString sampleText(const QModelIndex &index) const;
    QString sampleProblem(const QModelIndex &index) const;
    QVariant sampleData(const QModelIndex &index, int role) const;

    QStringList m_headers;
    QList<CsvRecord> m_samples;
    QList<BatchColumn> m_inputs;
    QList<BatchColumn> m_columns;
    QList<std::optional<QString>> m_chosen; ///< names of inputs, by the person
};

} // namespace keywright
