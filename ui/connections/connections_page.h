#pragma once

#include "core/base/cancel.h"
#include "core/connection/connection_check.h"
#include "ui/connections/connection_services.h"
#include "ui/shell/page.h"

#include <QHash>

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace keywright {

class Banner;
class ConnectionCard;
class ConnectionImporter;
struct ConnectionDraft;

/// All connections, and the first thing a newcomer sees: what to connect to, or the sandbox.
class ConnectionsPage : public Page
{
    Q_OBJECT
public:
    explicit ConnectionsPage(const ConnectionServices &services, QWidget *parent = nullptr);
    ~ConnectionsPage() override;

    QString title() const override;
    QList<QWidget *> headerActions() override;
    QList<QWidget *> focusStops() override;

    /// Opens the editor for a new connection; an empty provider takes the first there is.
    void addConnection(const QString &provider = {});
    /// Tells of a failure that concerns connections as a whole.
    void showProblem(const Error &error);

Q_SIGNALS:
    void sandboxRequested();
    /// What this connection has begun is to be finished where its accounts are.
    void finishingRequested(const QString &connectionId);

private:
    QWidget *buildList();
    QWidget *buildFirstStart();
    void rebuild();
    void openFound(const ConnectionDraft &draft);
    void editConnection(const QString &id);
    void testConnection(const QString &id);
    void showTest(const QString &id, const Result<ConnectionCheck> &check);
    void migrate(const QString &id);
    void saveCredentials(const QString &id);
    void askToRemove(const QString &id);
    void removeConnection(const QString &id);

    ConnectionServices m_services;
    CancelSource m_cancel;
    ConnectionImporter *m_importer;
    QPushButton *m_import;
    QPushButton *m_new;
    Banner *m_banner;
    QStackedWidget *m_stack;
    QVBoxLayout *m_cardLayout;
    QWidget *m_firstStart;
    QWidget *m_list;
    QHash<QString, ConnectionCard *> m_cards;
};

} // namespace keywright
