#pragma once

#include <QMap>
#include <QWidget>

class QLabel;
class QTableWidget;

namespace keywright {

/// Overrides of the provider's paths, for servers that answer elsewhere.
class PathTable : public QWidget
{
    Q_OBJECT
public:
    explicit PathTable(QWidget *parent = nullptr);

    void setPaths(const QMap<QString, QString> &paths);
    QMap<QString, QString> paths() const;
    /// Says below the table which row is wrong: a path begins with a slash, a call is named once.
    bool check();

private:
    void addRow(const QString &call, const QString &path);
    QString cell(int row, int column) const;
    QString problem() const;

    QTableWidget *m_table;
    QLabel *m_message;
};

} // namespace keywright
