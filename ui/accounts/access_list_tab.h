#pragma once

#include "core/base/clock.h"
#include "core/identity/access_entry.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace keywright {

class AccessListLoader;
class AccessListModel;
class AccessListTable;
class LoadingState;

/// Where the tokens of one account may be used from. It has the list read when it is seen.
class AccessListTab : public QWidget
{
    Q_OBJECT
public:
    AccessListTab(
        AccessListLoader &loader, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

Q_SIGNALS:
    void addRequested();
    void addMineRequested();
    void removeRequested(const QStringList &addresses);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildLayout();
    void refresh();
    void showEntries();
    void updateActions();
    void copy();
    QString stateText() const;
    QString emptyText() const;
    QString mineText() const;

    AccessListLoader &m_loader;
    AccessListModel *m_model;
    AccessListTable *m_table;
    LoadingState *m_loading;
    QLabel *m_state;
    QLabel *m_mine;
    QPushButton *m_add;
    QPushButton *m_addMine;
    QPushButton *m_refresh;
    QPushButton *m_copy;
    QPushButton *m_remove;
    QList<AccessEntry> m_shown;
    QString m_shownAccount;
};

} // namespace keywright
