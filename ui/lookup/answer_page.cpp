#include "ui/lookup/answer_page.h"

#include "ui/widgets/empty_state.h"
#include "ui/widgets/loading_state.h"

namespace keywright {

AnswerPage::AnswerPage(QWidget *view, QWidget *parent)
    : QStackedWidget(parent)
    , m_view(view)
    , m_loading(new LoadingState(tr("Looking up")))
    , m_empty(new EmptyState(QStringLiteral("lookup"), {}, {}))
{
    addWidget(m_empty);
    addWidget(m_loading);
    addWidget(m_view);
}

void AnswerPage::showAnswer()
{
    setCurrentWidget(m_view);
}

void AnswerPage::showLoading()
{
    setCurrentWidget(m_loading);
}

void AnswerPage::showNothing(const QString &title, const QString &sentence)
{
    m_empty->setTitle(title);
    m_empty->setSentence(sentence);
    setCurrentWidget(m_empty);
}

} // namespace keywright
