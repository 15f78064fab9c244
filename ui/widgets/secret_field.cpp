#include "ui/widgets/secret_field.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimerEvent>

#include <algorithm>

namespace keywright {

namespace {

constexpr int MaskLength = 32;

} // namespace

/// Paints the value or its mask. Every text made for painting is wiped after use.
class SecretField::Value : public QWidget
{
public:
    explicit Value(QWidget *parent)
        : QWidget(parent)
    {
        accessibility::setRole(this, QAccessible::StaticText);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    }

    QSize sizeHint() const override { return {260, lineHeight() * lines(std::max(width(), 260))}; }
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

    Secret secret;
    bool revealed = false;

protected:
    void resizeEvent(QResizeEvent *) override { updateGeometry(); }

    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(this);
        QPainter painter(this);
        painter.setFont(fonts::mono());
        painter.setPen(theme.text);
        if (!revealed) {
            const QString mask(secret.isEmpty() ? 0 : MaskLength, QChar(0x2022));
            painter.drawText(rect(), Qt::AlignVCenter | Qt::TextSingleLine, mask);
            return;
        }
        const std::string_view value = secret.expose();
        QString text = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
        const int perLine = charactersPerLine(width());
        int top = (height() - lineHeight() * lines(width())) / 2;
        for (qsizetype at = 0; at < text.size(); at += perLine) {
            QString line = text.mid(at, perLine);
            painter.drawText(
                QRect(0, top, width(), lineHeight()), Qt::AlignVCenter | Qt::TextSingleLine, line);
            wipe(line);
            top += lineHeight();
        }
        wipe(text);
    }

private:
    static int lineHeight() { return QFontMetrics(fonts::mono()).height() + 2; }

    static int charactersPerLine(int width)
    {
        // Whole pixels would be too few for the fractional advance of many fonts.
        const qreal advance = QFontMetricsF(fonts::mono()).horizontalAdvance(QLatin1Char('0'));
        return std::max(1, static_cast<int>(width / advance));
    }

    int lines(int width) const
    {
        if (!revealed)
            return 1;
        const int perLine = charactersPerLine(width);
        return std::max(1, (static_cast<int>(secret.size()) + perLine - 1) / perLine);
    }
};

SecretField::SecretField(QWidget *parent)
    : QWidget(parent)
    , m_value(new Value(this))
    , m_reveal(makeButton(tr("Reveal"), ButtonVariant::Secondary, this))
    , m_copy(makeButton(tr("Copy"), ButtonVariant::Primary, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::SpaceMd, metrics::SpaceMd, metrics::SpaceMd, metrics::SpaceMd);
    row->setSpacing(metrics::SpaceSm);
    row->addWidget(m_value, 1);
    row->addWidget(m_reveal, 0, Qt::AlignVCenter);
    row->addWidget(m_copy, 0, Qt::AlignVCenter);
    connect(m_reveal, &QPushButton::clicked, this, [this] { setRevealed(!m_revealed); });
    connect(m_copy, &QPushButton::clicked, this, &SecretField::copyRequested);
    clear();
}

SecretField::~SecretField() = default;

void SecretField::setSecret(Secret secret)
{
    m_value->secret = std::move(secret);
    const bool present = !m_value->secret.isEmpty();
    m_reveal->setEnabled(present);
    m_copy->setEnabled(present);
    setRevealed(false);
}

void SecretField::clear()
{
    setSecret({});
}

void SecretField::setRevealed(bool revealed)
{
    const bool changed = revealed != m_revealed;
    m_revealed = revealed;
    m_value->revealed = revealed;
    const QString verb = revealed ? tr("Hide") : tr("Reveal");
    m_reveal->setText(verb);
    m_reveal->setAccessibleName(verb);
    m_value->setAccessibleName(revealed ? tr("Secret, shown") : tr("Secret, hidden"));
    if (revealed)
        m_hideTimer.start(static_cast<int>(m_revealTime.count()), this);
    else
        m_hideTimer.stop();
    m_value->updateGeometry();
    m_value->update();
    if (changed)
        Q_EMIT revealedChanged(revealed);
}

void SecretField::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_hideTimer.timerId())
        setRevealed(false);
    else
        QWidget::timerEvent(event);
}

void SecretField::hideEvent(QHideEvent *)
{
    setRevealed(false);
}

void SecretField::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.border);
    painter.setBrush(theme.alternate);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::RadiusCard, metrics::RadiusCard);
}

} // namespace keywright
