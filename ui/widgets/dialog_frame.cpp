#include "ui/widgets/dialog_frame.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace keywright {

namespace {

constexpr int WindowMargin = 24;
constexpr int ShadowReach = 18;

int heightFor(const QWidget *widget, int width)
{
    return widget->hasHeightForWidth() ? widget->heightForWidth(width)
                                       : widget->sizeHint().height();
}

bool takesTab(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && !widget->focusProxy() &&
           (widget->focusPolicy() & Qt::TabFocus) != 0;
}

} // namespace

DialogFrame::DialogFrame(const QString &title, QWidget *parent)
    : QWidget(parent->window())
    , m_panel(new QFrame(this))
    , m_head(new QWidget(m_panel))
    , m_foot(new QWidget(m_panel))
    , m_title(makeLabel(title, TextStyle::Title, m_head))
    , m_subtitle(makeLabel({}, TextStyle::Muted, m_head))
    , m_scroll(new QScrollArea(m_panel))
    , m_body(new QVBoxLayout)
    , m_line(new QFrame(m_foot))
    , m_near(new QHBoxLayout)
    , m_far(new QHBoxLayout)
{
    hide();
    setAttribute(Qt::WA_DeleteOnClose);
    setFocusPolicy(Qt::ClickFocus);
    accessibility::setRole(this, QAccessible::Dialog);
    setAccessibleName(title);
    buildPanel();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        keepFocusInside(now);
    });
}

DialogFrame::~DialogFrame() = default;

void DialogFrame::buildPanel()
{
    m_panel->setProperty("look", QStringLiteral("panel"));
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
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(content);

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

    auto *column = new QVBoxLayout(m_panel);
    column->setContentsMargins(
        metrics::SpaceXl, metrics::SpaceXl, metrics::SpaceXl, metrics::SpaceXl);
    column->setSpacing(14);
    column->addWidget(m_head);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_foot);
}

void DialogFrame::setTitle(const QString &title)
{
    m_title->setText(title);
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
    m_focusBefore = window()->focusWidget();
    qApp->installEventFilter(this);
    setGeometry(parentWidget()->rect());
    placePanel();
    raise();
    show();
    // The first pass has polished the widgets, so their heights are final only now.
    placePanel();
    QWidget *target = first ? first : firstField();
    target->setFocus(Qt::TabFocusReason);
}

void DialogFrame::accept()
{
    finish(true);
}

void DialogFrame::reject()
{
    finish(false);
}

bool DialogFrame::isOpen() const
{
    return !isHidden();
}

void DialogFrame::escape()
{
    reject();
}

void DialogFrame::finish(bool accepted)
{
    if (!isOpen())
        return;
    qApp->removeEventFilter(this);
    hide();
    if (m_focusBefore && m_focusBefore->isVisible())
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    if (testAttribute(Qt::WA_DeleteOnClose))
        deleteLater();
    if (accepted)
        Q_EMIT this->accepted();
    else
        Q_EMIT rejected();
    Q_EMIT finished(accepted);
}

DialogFrame *DialogFrame::topmost(const QWidget *window)
{
    const auto dialogs = window->findChildren<DialogFrame *>(QString(), Qt::FindDirectChildrenOnly);
    for (auto it = dialogs.crbegin(); it != dialogs.crend(); ++it) {
        if ((*it)->isOpen())
            return *it;
    }
    return nullptr;
}

bool DialogFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == parentWidget()) {
        setGeometry(parentWidget()->rect());
    } else if (event->type() == QEvent::Shortcut && topmost(parentWidget()) == this) {
        // Shortcuts of the window below would act behind the person's back.
        const bool inside = [this, watched] {
            for (const QObject *object = watched; object; object = object->parent()) {
                if (object == this)
                    return true;
            }
            return false;
        }();
        const bool elsewhere =
            QApplication::activeWindow() != window() || QApplication::activePopupWidget();
        if (!inside && !elsewhere)
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool DialogFrame::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        placePanel();
    return QWidget::event(event);
}

void DialogFrame::keepFocusInside(QWidget *now)
{
    if (!now || !isOpen() || now->window() != window() || isAncestorOf(now) || now == this)
        return;
    if (topmost(parentWidget()) == this)
        firstField()->setFocus(Qt::OtherFocusReason);
}

QWidget *DialogFrame::neighbour(QWidget *from, bool next) const
{
    QWidget *candidate = from;
    do {
        candidate = next ? candidate->nextInFocusChain() : candidate->previousInFocusChain();
        if (isAncestorOf(candidate) && takesTab(candidate))
            return candidate;
    } while (candidate != from);
    return nullptr;
}

bool DialogFrame::focusNextPrevChild(bool next)
{
    QWidget *current = window()->focusWidget();
    QWidget *target = neighbour(current ? current : this, next);
    if (target)
        target->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return target != nullptr;
}

QWidget *DialogFrame::firstField() const
{
    auto *self = const_cast<DialogFrame *>(this);
    QWidget *found = neighbour(self, true);
    return found ? found : self;
}

void DialogFrame::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        escape();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_primary && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier)
            m_primary->click();
        break;
    default:
        break;
    }
    // Nothing reaches the window below.
    event->accept();
}

void DialogFrame::mousePressEvent(QMouseEvent *event)
{
    event->accept();
}

void DialogFrame::resizeEvent(QResizeEvent *)
{
    placePanel();
}

void DialogFrame::placePanel()
{
    const QMargins margins = m_panel->layout()->contentsMargins();
    const int width = std::min(m_width, this->width() - 2 * WindowMargin);
    const int inner = width - margins.left() - margins.right();
    const int around = margins.top() + margins.bottom() + 2 * m_panel->layout()->spacing() +
                       heightFor(m_head, inner) + m_foot->sizeHint().height() + 2;
    const int wanted = around + heightFor(m_scroll->widget(), inner);
    const int height = std::min(wanted, this->height() - 2 * WindowMargin);
    m_panel->setGeometry((this->width() - width) / 2, (this->height() - height) / 2, width, height);
    update();
}

void DialogFrame::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.isDark ? QColor(0, 0, 0, 115) : QColor(27, 36, 48, 105));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, theme.isDark ? 9 : 4));
    for (int reach = ShadowReach; reach > 0; reach -= 2) {
        const QRectF shadow =
            QRectF(m_panel->geometry()).adjusted(-reach, 4 - reach, reach, 4 + reach);
        const qreal radius = metrics::RadiusDialog + reach;
        painter.drawRoundedRect(shadow, radius, radius);
    }
}

} // namespace keywright
