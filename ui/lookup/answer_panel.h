#pragma once

#include "core/base/clock.h"
#include "core/lookup/lookup_result.h"
#include "ui/lookup/lookup_services.h"
#include "ui/lookup/refusal_notice.h"

#include <QWidget>

#include <memory>

class QPushButton;
class QStackedWidget;

namespace keywright {

class AnswerBar;
class BatchView;
class CompareController;
class LookupForm;
class LookupResultView;
class LookupRunner;
class RepeatController;

/// Beside the form: the answer with all that can be made of it, what was measured and compared, and
/// in place of them a batch.
class AnswerPanel : public QWidget
{
    Q_OBJECT
public:
    /// The references must outlive the panel.
    AnswerPanel(
        const LookupServices &services, LookupForm &form, const LookupRunner &runner,
        std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    Banner *banner() const { return m_banner; }
    LookupResultView *result() const { return m_result; }

    void showLoading();
    void showNothing(const QString &title, const QString &sentence);
    /// `name` is what an exported file is called after.
    void showResult(const LookupResult &result, const QString &name);
    void explain(const Error &error, const SentLookup &lookup);

Q_SIGNALS:
    void rolesRequested(const QString &connectionId, const QString &accountId);

private:
    QWidget *buildSingle();
    QPushButton *makeSnippetButton();
    QPushButton *makeCompareButton();
    void wireModes();
    void wireBatch();

    LookupForm &m_form;
    std::shared_ptr<const Clock> m_clock;
    Banner *m_banner;
    RefusalNotice *m_refusal;
    LookupResultView *m_result;
    AnswerBar *m_bar;
    RepeatController *m_repeat;
    CompareController *m_compare;
    BatchView *m_batch;
    QWidget *m_single;
    QStackedWidget *m_stack;
};

} // namespace keywright
