#pragma once

#include "ui/accounts/account_key.h"

#include <QBasicTimer>
#include <QItemSelectionModel>
#include <QTableView>

namespace keywright {

class AccountTableModel;
class ColumnStateStore;
class Inventory;

/// The list of accounts. It keeps the chosen account, and what is selected with it, through
/// filtering, sorting and refreshing, and asks for the details of the rows that can be seen.
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
    /// The accounts of the selected rows.
    const QList<AccountKey> &selection() const { return m_selection; }
    /// Chooses this account alone, also while it is not listed.
    void choose(const AccountKey &key);
    void selectChosenOnly();
    /// Goes back to the chosen account; where there is none, or where it is gone, to the row that
    /// is there now.
    void settle();
    /// Puts the selection back on its accounts after the rows changed; who is not listed any more
    /// is not selected either.
    void restoreSelection();

Q_SIGNALS:
    void chosenChanged(const keywright::AccountKey &key);
    void selectionChosen(const QList<keywright::AccountKey> &keys);
    /// Enter, Return or a double click.
    void openRequested(const keywright::AccountKey &key);
    void menuRequested(const QPoint &globalPosition);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void
    selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    QItemSelectionModel::SelectionFlags
    selectionCommand(const QModelIndex &index, const QEvent *event) const override;
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
    QList<AccountKey> keysOf(QModelIndexList rows) const;
    void rememberSelection(const QList<AccountKey> &keys);
    void selectRows(const QList<AccountKey> &keys);

    AccountTableModel &m_model;
    Inventory &m_inventory;
    ColumnStateStore *m_columns;
    AccountKey m_chosen;
    QList<AccountKey> m_selection;
    int m_row = 0; ///< where the chosen account stood last
    QBasicTimer m_loadSoon;
    bool m_restoring = false;
    bool m_columnsChosen = false; ///< by the person, now or in an earlier run
};

} // namespace keywright
