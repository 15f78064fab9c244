#include "ui/lookup/snippet_menu.h"

#include "ui/lookup/lookup_form.h"

#include <QClipboard>
#include <QGuiApplication>

namespace keywright {

namespace {

SnippetCredential snippetCredential(const Session &session, const QString &accountId)
{
    bool isKey = session.connection().signIn == SignIn::ApiKey;
    if (!accountId.isEmpty()) {
        if (const Result<CredentialKey> key = session.storedKey(accountId))
            isKey = key->item == QLatin1StringView("api-key");
    }
    return isKey ? SnippetCredential::ApiKey : SnippetCredential::AccessToken;
}

} // namespace

SnippetMenu::SnippetMenu(const LookupForm &form, QWidget *parent)
    : QMenu(parent)
    , m_form(form)
{
    connect(this, &QMenu::aboutToShow, this, &SnippetMenu::fill);
}

void SnippetMenu::fill()
{
    clear();
    const std::shared_ptr<Session> session = m_form.session();
    const std::optional<LookupRequest> request = m_form.validRequest();
    if (!session || !request)
        return;
    const SnippetCredential credential = snippetCredential(*session, m_form.credential().accountId);
    // Whose credential it is makes no difference to the code.
    const std::shared_ptr<FeatureReader> reader =
        session->provider()->featureReader(session->authorizer());
    for (const LookupSnippet &snippet : reader->snippets(*request, credential)) {
        const bool available = snippet.unavailable.isEmpty();
        QAction *action = addAction(
            available ? snippet.title : tr("%1 – %2").arg(snippet.title, snippet.unavailable));
        action->setEnabled(available);
        connect(action, &QAction::triggered, this, [this, snippet] { copy(snippet); });
    }
}

void SnippetMenu::copy(const LookupSnippet &snippet)
{
    QGuiApplication::clipboard()->setText(snippet.text);
    Q_EMIT copied(snippet.title);
}

} // namespace keywright
