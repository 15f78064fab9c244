#include "ui/widgets/banner.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace keywright {

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_text(makeLabel({}, TextStyle::Body, this))
    , m_hint(makeLabel({}, TextStyle::Note, this))
    , m_action(makeButton({}, ButtonVariant::Quiet, this))
    , m_other(makeButton({}, ButtonVariant::Quiet, this))
    , m_close(makeIconButton(QStringLiteral("close"), tr("Dismiss"), this))
{
    accessibility::setRole(this, QAccessible::AlertMessage);
    setVariant(m_close, ButtonVariant::Quiet);
    for (QLabel *label : {m_text, m_hint}) {
        label->setWordWrap(true);
        makeSelectable(label);
        label->setFocusPolicy(Qt::NoFocus);
    }

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_text);
    texts->addWidget(m_hint);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::SpaceMd, 6, 6, 6);
    row->setSpacing(metrics::SpaceSm);
    row->addLayout(texts, 1);
    row->addWidget(m_action, 0, Qt::AlignVCenter);
    row->addWidget(m_other, 0, Qt::AlignVCenter);
    row->addWidget(m_close, 0, Qt::AlignTop);

    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(m_other, &QPushButton::clicked, this, &Banner::otherTriggered);
    connect(m_close, &QToolButton::clicked, this, [this] {
        dismiss();
        Q_EMIT dismissed();
    });
    hide();
}

void Banner::showMessage(Tone tone, const QString &text, const QString &hint)
{
    showMessage(tone, text, hint, {});
}

void Banner::showMessage(
    Tone tone, const QString &text, const QString &hint, const QString &actionText)
{
    m_tone = tone;
    m_text->setText(text);
    setTone(m_text, tone);
    m_hint->setText(hint);
    setTone(m_hint, tone);
    m_hint->setVisible(!hint.isEmpty());
    m_action->setText(actionText);
    setTone(m_action, tone);
    m_action->setAccessibleName(actionText);
    m_action->setVisible(!actionText.isEmpty());
    m_other->hide();
    m_close->setVisible(m_dismissible);
    setAccessibleName(text);
    setAccessibleDescription(hint);
    show();
    update();
    accessibility::announce(this);
}

void Banner::offerOther(const QString &actionText)
{
    m_other->setText(actionText);
    setTone(m_other, m_tone);
    m_other->setAccessibleName(actionText);
    m_other->show();
}

void Banner::dismiss()
{
    hide();
}

void Banner::setDismissible(bool dismissible)
{
    m_dismissible = dismissible;
    m_close->setVisible(dismissible);
}

QString Banner::text() const
{
    return m_text->text();
}

QString Banner::hint() const
{
    return m_hint->text();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::of(this).soft(m_tone));
    painter.drawRoundedRect(rect(), metrics::RadiusField, metrics::RadiusField);
}

} // namespace keywright
