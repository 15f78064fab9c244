#pragma once

#include "core/lookup/lookup_result.h"

#include <QAbstractItemModel>
#include <QDateTime>

#include <memory>
#include <vector>

namespace keywright {

/// The features of one lookup as a tree: arrays, maps and structs open into their parts.
///
/// The parts of a value are made when it is opened for the first time, so a result of ten thousand
/// features costs ten thousand small nodes and nothing else.
class FeatureModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, TypeColumn, ValueColumn, StatusColumn, TimeColumn, ColumnCount };

    explicit FeatureModel(QObject *parent = nullptr);
    ~FeatureModel() override;

    /// `now` (UTC) is what effective times are told relative to.
    void setFeatures(QList<FeatureValue> features, const QDateTime &now);
    const QList<FeatureValue> &features() const { return m_features; }

    /// The whole value as text, also where the table shows a summary such as "[3 values]".
    QString fullValue(const QModelIndex &index) const;
    /// The columns of a row, separated by tabs.
    QString rowText(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node
    {
        const Node *parent = nullptr;
        int row = 0;
        QString label;
        DataType type;
        QJsonValue value;
        const FeatureValue *feature = nullptr; ///< set on the first level only
        mutable bool opened = false;
        mutable std::vector<std::unique_ptr<Node>> children;
    };

    const Node *node(const QModelIndex &index) const;
    static void open(const Node &node);
    QVariant display(const Node &node, int column) const;
    QString toolTip(const Node &node, int column) const;

    QList<FeatureValue> m_features;
    Node m_root;
    QDateTime m_now;
};

} // namespace keywright
