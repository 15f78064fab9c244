#include "ui/lookup/answer_bar.h"

#include "ui/lookup/lookup_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/tag.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace keywright {

AnswerBar::AnswerBar(const QList<QPushButton *> &buttons, QMenu *exports, QWidget *parent)
    : QWidget(parent)
    , m_status(new Tag)
    , m_count(makeLabel({}, TextStyle::Strong))
    , m_timing(makeLabel({}, TextStyle::Muted))
    , m_export(makeMenuButton(tr("Export"), exports))
{
    m_timing->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceSm);
    layout->addWidget(m_status);
    layout->addWidget(m_count);
    layout->addWidget(m_timing, 1);
    for (QPushButton *button : buttons)
        layout->addWidget(button);
    layout->addWidget(m_export);
    showNothing();
}

void AnswerBar::showResult(const LookupResult &result)
{
    m_status->set(QString::number(result.httpStatus), Tone::Ok);
    const qsizetype count = result.features.size();
    m_count->setText(count == 1 ? tr("1 feature") : tr("%1 features").arg(count));
    m_timing->setText(timingSummary(result));
    m_status->show();
    m_export->setEnabled(true);
}

void AnswerBar::showNothing()
{
    m_status->hide();
    m_count->clear();
    m_timing->clear();
    m_export->setEnabled(false);
}

} // namespace keywright
