#pragma once

#include <QWidget>

class QGridLayout;

namespace keywright {

struct KeyValue
{
    QString key;
    QString value = {};
    QString note = {}; ///< muted second line
    bool mono = false;

    bool operator==(const KeyValue &) const = default;
};

/// Names and values in two columns; values can be selected and copied. An empty value shows a dash.
class KeyValueList : public QWidget
{
    Q_OBJECT
public:
    explicit KeyValueList(QWidget *parent = nullptr);

    void addRow(const KeyValue &row);
    /// A row whose value is a widget, such as a StatusDot. The list takes it.
    void addRow(const QString &key, QWidget *value);
    void setRows(const QList<KeyValue> &rows);
    void clear();

private:
    QGridLayout *m_grid;
    int m_rows = 0;
};

} // namespace keywright
