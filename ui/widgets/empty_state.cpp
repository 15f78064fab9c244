#include "ui/widgets/empty_state.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace keywright {

namespace {

constexpr int SymbolSize = 32;
constexpr int TextWidth = 420;
constexpr int NarrowWidth = 200;

/// An icon as a widget: painted on demand, so it follows the theme.
class Symbol : public QWidget
{
public:
    Symbol(QIcon icon, QWidget *parent)
        : QWidget(parent)
        , m_icon(std::move(icon))
    {
        setFixedSize(SymbolSize, SymbolSize);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        m_icon.paint(&painter, rect());
    }

private:
    QIcon m_icon;
};

} // namespace

EmptyState::EmptyState(
    const QString &iconName, const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_title(makeLabel(title, TextStyle::Section, this))
    , m_sentence(makeLabel({}, TextStyle::Muted, this))
    , m_buttons(new QHBoxLayout)
{
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter);
    setSentence(sentence);
    m_buttons->setSpacing(metrics::SpaceSm);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg);
    column->setSpacing(metrics::SpaceSm);
    column->addStretch(2);
    column->addWidget(new Symbol(icons::icon(iconName, Ink::Muted), this), 0, Qt::AlignHCenter);
    column->addSpacing(metrics::SpaceXs);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addWidget(m_sentence, 0, Qt::AlignHCenter);
    column->addSpacing(metrics::SpaceSm);
    auto *centred = new QHBoxLayout;
    centred->addStretch(1);
    centred->addLayout(m_buttons);
    centred->addStretch(1);
    column->addLayout(centred);
    column->addStretch(3);
}

void EmptyState::setTitle(const QString &title)
{
    m_title->setText(title);
}

void EmptyState::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    fitSentence();
}

// A wrapping label in the middle of a stretched column does not claim its second line by itself.
void EmptyState::fitSentence()
{
    const int available = std::min(TextWidth, width() - 2 * metrics::SpaceLg);
    const int height = std::max(0, m_sentence->heightForWidth(available)); // none for no text
    m_sentence->setFixedSize(available, height);
}

void EmptyState::resizeEvent(QResizeEvent *)
{
    fitSentence();
}

QSize EmptyState::minimumSizeHint() const
{
    return {NarrowWidth, QWidget::minimumSizeHint().height()};
}

QPushButton *EmptyState::addButton(const QString &text, ButtonVariant variant)
{
    QPushButton *button = makeButton(text, variant, this);
    m_buttons->addWidget(button);
    return button;
}

void EmptyState::addWidget(QWidget *widget)
{
    m_buttons->addWidget(widget);
}

} // namespace keywright
