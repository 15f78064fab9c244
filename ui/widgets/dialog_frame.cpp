#include "ui/widgets/dialog_frame.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVariant>

#include <algorithm>

namespace keywright {

namespace {

constexpr int WindowMargin = 24;
int heightFor(const QWidget *widget, int width)
{
    return widget->hasHeightForWidth() ? widget->heightForWidth(width)
                                       : widget->sizeHint().height();
}

} // namespace

DialogFrame::DialogFrame(const QString &title, QWidget *parent)
    : ModalOverlay(parent)
    , m_head(new QWidget(panel()))
    , m_foot(new QWidget(panel()))
    , m_title(makeLabel(breakable(title), TextStyle::Title, m_head))
    , m_subtitle(makeLabel({}, TextStyle::Muted, m_head))
    , m_scroll(new QScrollArea(panel()))
    , m_body(new QVBoxLayout)
    , m_line(new QFrame(m_foot))
    , m_near(new QHBoxLayout)
    , m_far(new QHBoxLayout)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(title);
    buildPanel();
}

void DialogFrame::buildPanel()
{
    m_subtitle->hide();
    m_subtitle->setWordWrap(true);
    m_title->setWordWrap(true);
    auto *head = new QVBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(metrics::SpaceXs);
    head->addWidget(m_title);
    head->addWidget(m_subtitle);

    auto *content = new QWidget;
    content->setProperty("look", QStringLiteral("clear"));
    content->setLayout(m_body);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(14);
    // As wide as the panel, whatever stands in it.
    content->setMinimumWidth(1);
    // As low as one line, or else the head gives way.
    m_scroll->setMinimumHeight(1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(content);
    content->installEventFilter(this);

    m_line->setProperty("look", QStringLiteral("line"));
    m_line->setFixedHeight(1);
    m_line->hide();
    m_near->setSpacing(metrics::SpaceSm);
    m_far->setSpacing(metrics::SpaceSm);
    auto *buttons = new QHBoxLayout;
    buttons->addLayout(m_near);
    buttons->addStretch(1);
    buttons->addLayout(m_far);
    auto *foot = new QVBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(14);
    foot->addWidget(m_line);
    foot->addLayout(buttons);

    auto *column = new QVBoxLayout(panel());
    column->setContentsMargins(
        metrics::SpaceXl, metrics::SpaceXl, metrics::SpaceXl, metrics::SpaceXl);
    column->setSpacing(14);
    column->addWidget(m_head);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_foot);
}

void DialogFrame::setTitle(const QString &title)
{
    m_title->setText(breakable(title));
    setAccessibleName(title);
}

void DialogFrame::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
    setAccessibleDescription(subtitle);
}

void DialogFrame::setPanelWidth(int width)
{
    m_width = width;
    placePanel();
}

QPushButton *DialogFrame::addButton(const QString &text, ButtonVariant variant)
{
    QPushButton *button = makeButton(text, variant, m_foot);
    m_far->addWidget(button);
    if (variant == ButtonVariant::Primary || variant == ButtonVariant::DestructivePrimary)
        m_primary = button;
    return button;
}

void DialogFrame::addFooterWidget(QWidget *widget)
{
    m_near->addWidget(widget);
}

void DialogFrame::setFooterLine(bool visible)
{
    m_line->setVisible(visible);
}

void DialogFrame::open(QWidget *first)
{
    openOverlay(first);
}

void DialogFrame::accept()
{
    finish(true);
}

void DialogFrame::reject()
{
    finish(false);
}

void DialogFrame::escape()
{
    reject();
}

void DialogFrame::finish(bool accepted)
{
    if (!isOpen())
        return;
    closeOverlay();
    if (testAttribute(Qt::WA_DeleteOnClose))
        deleteLater();
    if (accepted)
        Q_EMIT this->accepted();
    else
        Q_EMIT rejected();
    Q_EMIT finished(accepted);
}

bool DialogFrame::eventFilter(QObject *watched, QEvent *event)
{
    // A scroll area keeps it to itself when its content wants another height.
    if (event->type() == QEvent::LayoutRequest && watched == m_scroll->widget() && isOpen())
        QMetaObject::invokeMethod(this, [this] { placePanel(); }, Qt::QueuedConnection);
    return ModalOverlay::eventFilter(watched, event);
}

void DialogFrame::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (enter && plain && m_primary)
        m_primary->click();
    ModalOverlay::keyPressEvent(event);
}

QRect DialogFrame::panelGeometry() const
{
    const QLayout *column = panel()->layout();
    const QMargins margins = column->contentsMargins() + panel()->contentsMargins();
    const int panelWidth = std::min(m_width, width() - 2 * WindowMargin);
    const int inner = panelWidth - margins.left() - margins.right();
    const int around = margins.top() + margins.bottom() + 2 * column->spacing() +
                       heightFor(m_head, inner) + m_foot->sizeHint().height();
    const QWidget *content = m_scroll->widget();
    const int wanted =
        around + std::max(heightFor(content, inner), content->minimumSizeHint().height());
    const int panelHeight = std::min(wanted, height() - 2 * WindowMargin);
    return {(width() - panelWidth) / 2, (height() - panelHeight) / 2, panelWidth, panelHeight};
}

} // namespace keywright
