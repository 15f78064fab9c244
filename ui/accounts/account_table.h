#pragma once

#include "ui/accounts/account_key.h"

#include <QBasicTimer>
#include <QTableView>

namespace keywright {

class AccountTableModel;
class ColumnStateStore;
class Inventory;

/// The list of accounts. It keeps the chosen account through filtering, sorting and refreshing, and
/// asks for the details of the rows that can be seen.
class AccountTable : public QTableView
{
    Q_OBJECT
public:
    /// `columns` may be null; it must outlive the table.
    AccountTable(
        AccountTableModel &model, Inventory &inventory, ColumnStateStore *columns,
        QWidget *parent = nullptr);
    ~AccountTable() override;

    AccountKey chosen() const { return m_chosen; }
    /// Chooses the account, also while it is not listed.
    void choose(const AccountKey &key);
    /// Goes back to the chosen account; where there is none, or where it is gone, to the row that
    /// is there now.
    void settle();
    /// Puts the selection back on the chosen account after the rows changed.
    void restoreSelection();

Q_SIGNALS:
    void chosenChanged(const keywright::AccountKey &key);
    /// Enter, Return or a double click.
    void openRequested(const keywright::AccountKey &key);
    void menuRequested(const QPoint &globalPosition);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void
    selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void styleColumns();
    void restoreColumns();
    void saveColumns();
    void showColumnMenu(const QPoint &position);
    void showConnectionColumn();
    void fitColumns();
    void loadVisibleSoon();
    void loadVisible();

    AccountTableModel &m_model;
    Inventory &m_inventory;
    ColumnStateStore *m_columns;
    AccountKey m_chosen;
    int m_row = 0; ///< where the chosen account stood last
    QBasicTimer m_loadSoon;
    bool m_restoring = false;
    bool m_columnsChosen = false; ///< by the person, now or in an earlier run
};

} // namespace keywright
