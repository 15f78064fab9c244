#pragma once

#include "ui/connections/session_keeper.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

class QLabel;
class QHBoxLayout;
class QPushButton;

namespace keywright {

class KeyValueList;
class StatusDot;

/// One connection: where it leads, who it signs in as, how it stands, and what can be done with it.
class ConnectionCard : public Card
{
    Q_OBJECT
public:
    /// `stored` connections can be edited and removed; others end with the program.
    ConnectionCard(const Connection &connection, bool stored, QWidget *parent = nullptr);

    QString connectionId() const { return m_connection.id; }
    void setLink(const ConnectionLink &link);
    void showTesting();
    /// What the last test showed.
    void showOutcome(Tone tone, const QString &text, const QString &hint);

Q_SIGNALS:
    void testRequested(const QString &connectionId);
    void editRequested(const QString &connectionId);
    void migrationRequested(const QString &connectionId);
    void savingRequested(const QString &connectionId);
    void removeRequested(const QString &connectionId);

private:
    QPushButton *addButton(QHBoxLayout *row, const QString &text, ButtonVariant variant);
    void addButtons(bool stored);
    void showFacts(const ConnectionLink &link);

    Connection m_connection;
    bool m_stored;
    StatusDot *m_state;
    KeyValueList *m_facts;
    QLabel *m_outcome;
    QLabel *m_hint;
    QPushButton *m_test;
    QPushButton *m_migrate;
};

} // namespace keywright
