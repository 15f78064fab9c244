#include "ui/lookup/answer_panel.h"

#include "ui/lookup/answer_bar.h"
#include "ui/lookup/batch_view.h"
#include "ui/lookup/compare_controller.h"
#include "ui/lookup/compare_view.h"
#include "ui/lookup/lookup_form.h"
#include "ui/lookup/lookup_result_view.h"
#include "ui/lookup/repeat_card.h"
#include "ui/lookup/repeat_controller.h"
#include "ui/lookup/snippet_menu.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"

#include <QDesktopServices>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace keywright {

AnswerPanel::AnswerPanel(
    const LookupServices &services, LookupForm &form, const LookupRunner &runner,
    std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_clock(std::move(clock))
    , m_banner(new Banner)
    , m_refusal(new RefusalNotice(services.inventory, services.memory, *m_banner, this))
    , m_result(new LookupResultView(services.saveFiles))
    , m_bar(new AnswerBar({makeCompareButton(), makeSnippetButton()}, m_result->exportMenu()))
    , m_repeat(new RepeatController(form, services.settings, services.tasks, m_clock, this))
    , m_compare(new CompareController(
          form, services.inventory, runner, services.tasks, m_clock, services.openFiles, this))
    , m_batch(new BatchView(form, services.tasks, m_clock, services.openFiles, services.saveFiles))
    , m_single(buildSingle())
    , m_stack(new QStackedWidget)
{
    m_stack->addWidget(m_single);
    m_stack->addWidget(m_batch);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    wireModes();
    wireBatch();
}

QWidget *AnswerPanel::buildSingle()
{
    m_result->addPage(m_compare->view(), tr("Differences"));
    auto *single = new QWidget;
    auto *layout = new QVBoxLayout(single);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceSm);
    layout->addWidget(m_bar);
    layout->addWidget(m_result, 1);
    layout->addWidget(m_repeat->card());
    return single;
}

QPushButton *AnswerPanel::makeCompareButton()
{
    QPushButton *button = makeButton(tr("Compare"));
    connect(button, &QPushButton::clicked, this, [this] {
        m_result->showPage(m_compare->view());
        m_compare->ask();
    });
    return button;
}

QPushButton *AnswerPanel::makeSnippetButton()
{
    auto *menu = new SnippetMenu(m_form, this);
    QPushButton *button = makeMenuButton(tr("Copy as"), menu);
    const auto refresh = [this, button] {
        const bool valid = m_form.validRequest().has_value();
        button->setEnabled(valid);
        button->setToolTip(valid ? QString() : tr("Fill in the lookup first"));
    };
    connect(&m_form, &LookupForm::targetChanged, button, refresh);
    connect(menu, &SnippetMenu::copied, this, [this](const QString &title) {
        m_refusal->forget();
        m_banner->showMessage(
            Tone::Ok, tr("Copied as %1.").arg(title),
            tr("It holds no credential: its first line says which variable to set."));
    });
    refresh();
    return button;
}

void AnswerPanel::wireModes()
{
    connect(&m_form, &LookupForm::repeatRequested, this, [this] {
        m_stack->setCurrentWidget(m_single);
        m_repeat->ask();
    });
    connect(m_repeat, &RepeatController::refused, this, &AnswerPanel::explain);
    connect(m_compare, &CompareController::refused, this, &AnswerPanel::explain);
    connect(m_refusal, &RefusalNotice::rolesRequested, this, &AnswerPanel::rolesRequested);
    connect(
        m_result, &LookupResultView::notice, this,
        [this](Tone tone, const QString &text, const QString &hint) {
            m_refusal->forget();
            m_banner->showMessage(tone, text, hint);
        });
}

void AnswerPanel::wireBatch()
{
    connect(&m_form, &LookupForm::batchRequested, this, [this] {
        m_banner->dismiss();
        m_stack->setCurrentWidget(m_batch);
        m_batch->focusFirst();
    });
    connect(
        m_batch, &BatchView::closeRequested, this, [this] { m_stack->setCurrentWidget(m_single); });
    connect(m_batch, &BatchView::folderRequested, this, [](const QString &path) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
    });
}

void AnswerPanel::showLoading()
{
    m_refusal->forget();
    m_banner->dismiss();
    m_bar->showNothing();
    m_result->showLoading();
    m_stack->setCurrentWidget(m_single);
}

void AnswerPanel::showNothing(const QString &title, const QString &sentence)
{
    m_bar->showNothing();
    m_result->showNothing(title, sentence);
}

void AnswerPanel::showResult(const LookupResult &result, const QString &name)
{
    m_bar->showResult(result);
    m_result->showResult(result, name, m_clock->now());
    m_compare->setShown(result);
}

void AnswerPanel::explain(const Error &error, const SentLookup &lookup)
{
    m_banner->setDismissible(true);
    m_refusal->explain(error, lookup);
}

} // namespace keywright
