#include "ui/one_time_secret/clipboard_note.h"

#include "ui/one_time_secret/clipboard_guard.h"
#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>

namespace keywright {

ClipboardNote::ClipboardNote(ClipboardGuard &clipboard, QWidget *parent)
    : QWidget(parent)
    , m_text(makeLabel({}, TextStyle::Body, this))
{
    accessibility::setRole(this, QAccessible::AlertMessage);
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::SpaceMd, metrics::SpaceSm, metrics::SpaceMd, metrics::SpaceSm);
    row->addWidget(m_text);
    connect(&clipboard, &ClipboardGuard::ticked, this, &ClipboardNote::showSeconds);
    connect(&clipboard, &ClipboardGuard::cleared, this, [this] {
        showTurn(Tone::Neutral, tr("The clipboard has been cleared."));
    });
    connect(&clipboard, &ClipboardGuard::replaced, this, [this] {
        showTurn(Tone::Neutral, tr("The clipboard holds something else now."));
    });
    connect(&clipboard, &ClipboardGuard::clearingFailed, this, [this] {
        showTurn(
            Tone::Warn, tr("The clipboard could not be cleared and still holds the secret. Copy "
                           "something else, and remove the entry from your clipboard manager."));
    });
    hide();
}

void ClipboardNote::start()
{
    m_started = true;
    hide();
}

QString ClipboardNote::text() const
{
    return m_text->text();
}

void ClipboardNote::showSeconds(int seconds)
{
    const QString text =
        tr("Copied. The clipboard is cleared in %1 s, and asked to keep no history.").arg(seconds);
    if (isHidden() || m_tone != Tone::Accent)
        return showTurn(Tone::Accent, text);
    m_text->setText(text);
    setAccessibleName(text);
}

void ClipboardNote::showTurn(Tone tone, const QString &text)
{
    if (!m_started)
        return;
    m_tone = tone;
    m_text->setText(text);
    setTone(m_text, tone);
    setAccessibleName(text);
    show();
    update();
    accessibility::announce(this);
}

void ClipboardNote::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::of(this).soft(m_tone));
    painter.drawRoundedRect(rect(), metrics::RadiusField, metrics::RadiusField);
}

} // namespace keywright
