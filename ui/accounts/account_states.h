#pragma once

#include <QStackedWidget>

namespace keywright {

class EmptyState;
struct Error;

/// The list of accounts, or what stands in its place while there is nothing to list.
class AccountStates : public QStackedWidget
{
    Q_OBJECT
public:
    enum State { NoConnection, Loading, Failed, NoAccounts, NoMatch, List };

    /// Takes the list.
    explicit AccountStates(QWidget *list, QWidget *parent = nullptr);

    void showState(State state) { setCurrentIndex(state); }
    /// Why there is nothing to list; without connections, because reading was stopped.
    void setFailure(const QStringList &connectionNames, const Error &error);

Q_SIGNALS:
    void connectRequested();
    void retryRequested();
    void createRequested();
    void clearRequested();

private:
    EmptyState *m_failure;
};

} // namespace keywright
