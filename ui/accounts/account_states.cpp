#include "ui/accounts/account_states.h"

#include "ui/dialogs/error_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/loading_state.h"

#include <QPushButton>

namespace keywright {

AccountStates::AccountStates(QWidget *list, QWidget *parent)
    : QStackedWidget(parent)
    , m_failure(new EmptyState(
          QStringLiteral("warning"), tr("The accounts could not be read"),
          tr("Check the connection, then try again."), this))
{
    auto *none = new EmptyState(
        QStringLiteral("connections"), tr("No connection yet"),
        tr("Connect a system to see its service accounts."), this);
    auto *empty = new EmptyState(
        QStringLiteral("accounts"), tr("No service accounts"),
        tr("Make the first one, give it a role, and keep its secret safe."), this);
    auto *noMatch = new EmptyState(
        QStringLiteral("search"), tr("No account matches"),
        tr("The filter looks at name, id and description."), this);
    const auto offer = [this](
                           EmptyState *state, const QString &text, ButtonVariant variant,
                           void (AccountStates::*wanted)()) {
        connect(state->addButton(text, variant), &QPushButton::clicked, this, wanted);
    };
    offer(none, tr("Add connection"), ButtonVariant::Primary, &AccountStates::connectRequested);
    offer(m_failure, tr("Retry"), ButtonVariant::Primary, &AccountStates::retryRequested);
    offer(
        empty, tr("Create an account"), ButtonVariant::Secondary, &AccountStates::createRequested);
    offer(noMatch, tr("Clear filter"), ButtonVariant::Secondary, &AccountStates::clearRequested);
    insertWidget(NoConnection, none);
    insertWidget(Loading, new LoadingState(tr("Loading accounts"), this));
    insertWidget(Failed, m_failure);
    insertWidget(NoAccounts, empty);
    insertWidget(NoMatch, noMatch);
    insertWidget(List, list);
}

void AccountStates::setFailure(const QStringList &connectionNames, const Error &error)
{
    if (connectionNames.isEmpty()) {
        m_failure->setTitle(tr("The accounts have not been read"));
        m_failure->setSentence(tr("Reading them was stopped."));
        return;
    }
    const QString names = connectionNames.join(QStringLiteral(", "));
    m_failure->setTitle(tr("The accounts of %1 could not be read").arg(names));
    m_failure->setSentence(errorSentence(error));
}

} // namespace keywright
