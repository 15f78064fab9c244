#pragma once

#include "ui/shell/connection_item.h"

#include <QBasicTimer>
#include <QDateTime>
#include <QFrame>
#include <QList>

class QHBoxLayout;
class QLabel;

namespace keywright {

class Clock;
class ConnectionStatus;
class TaskList;

/// The bottom of the window: connections, keychain, tasks, and how old the data is.
class StatusStrip : public QFrame
{
    Q_OBJECT
public:
    StatusStrip(const Clock &clock, TaskList &tasks, QWidget *parent = nullptr);

    void setConnections(const QList<ConnectionItem> &connections);
    void setKeychainState(const QString &text, Tone tone);
    void setRefreshedAt(const QDateTime &time);

protected:
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void renewAge();

    const Clock &m_clock;
    QHBoxLayout *m_connections;
    QList<ConnectionStatus *> m_items;
    QLabel *m_others;
    QLabel *m_keychain;
    QLabel *m_age;
    QDateTime m_refreshedAt;
    QBasicTimer m_ageTimer;
};

} // namespace keywright
