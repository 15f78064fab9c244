#pragma once

#include "core/inventory/inventory.h"
#include "ui/lookup/history_model.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace keywright {

class EmptyState;
class LookupMemory;

/// The lookups of a connection: to be found again, filled in, run again, pinned and forgotten.
class HistoryView : public QWidget
{
    Q_OBJECT
public:
    /// The references must outlive the view.
    HistoryView(
        LookupMemory &memory, const Inventory &inventory, std::shared_ptr<const Clock> clock,
        QWidget *parent = nullptr);

    /// Empty: there is no connection to look up on.
    void setConnection(const QString &connectionId);

Q_SIGNALS:
    void fillRequested(const keywright::RememberedLookup &lookup);
    void runRequested(const keywright::RememberedLookup &lookup);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildTable();
    QWidget *buildFoot();
    void addActions();
    QPushButton *addButton(QAction *action);
    QString nameOf(const QString &accountId) const;
    const RememberedLookup *current() const;
    void reload();
    void showEmptiness();
    void updateActions();
    void togglePinned();
    void askToRemove();
    void askToClear();

    LookupMemory &m_memory;
    const Inventory &m_inventory;
    QString m_connectionId;
    HistoryModel *m_model;
    QLineEdit *m_search;
    QTableView *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    QCheckBox *m_keepValues;
    QPushButton *m_clear;
    QAction *m_run;
    QAction *m_fill;
    QAction *m_pin;
    QAction *m_remove;
};

} // namespace keywright
