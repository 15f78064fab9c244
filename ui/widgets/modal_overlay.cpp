#include "ui/widgets/modal_overlay.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFrame>
#include <QKeyEvent>
#include <QPainter>
#include <QVariant>

#include <algorithm>

namespace keywright {

namespace {

constexpr int ShadowReach = 18;

bool takesTab(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && !widget->focusProxy() &&
           (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

} // namespace

ModalOverlay::ModalOverlay(QWidget *parent)
    : QWidget(parent->window())
    , m_panel(new QFrame(this))
{
    hide();
    setFocusPolicy(Qt::ClickFocus);
    accessibility::setRole(this, QAccessible::Dialog);
    m_panel->setProperty("look", QStringLiteral("panel"));
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        keepFocusInside(now);
    });
}

ModalOverlay::~ModalOverlay()
{
    // The focus moves once more while the widget goes, when this is no overlay any more.
    disconnect(qApp, nullptr, this, nullptr);
}

ModalOverlay *ModalOverlay::topmost(const QWidget *window)
{
    const auto overlays =
        window->findChildren<ModalOverlay *>(QString(), Qt::FindDirectChildrenOnly);
    for (auto it = overlays.crbegin(); it != overlays.crend(); ++it) {
        if ((*it)->isOpen())
            return *it;
    }
    return nullptr;
}

bool ModalOverlay::allMayClose(const QWidget *window)
{
    const auto overlays =
        window->findChildren<ModalOverlay *>(QString(), Qt::FindDirectChildrenOnly);
    return std::all_of(overlays.crbegin(), overlays.crend(), [](ModalOverlay *overlay) {
        return !overlay->isOpen() || overlay->mayClose();
    });
}

void ModalOverlay::openOverlay(QWidget *first)
{
    m_focusBefore = window()->focusWidget();
    qApp->installEventFilter(this);
    setGeometry(parentWidget()->rect());
    raise();
    show();
    // Only showing polishes the widgets, so their heights are final only now.
    placePanel();
    if (first)
        first->setFocus(Qt::TabFocusReason);
    else
        focusFirst();
}

void ModalOverlay::closeOverlay()
{
    qApp->removeEventFilter(this);
    hide();
    if (m_focusBefore && m_focusBefore->isVisible())
        m_focusBefore->setFocus(Qt::OtherFocusReason);
}

void ModalOverlay::placePanel()
{
    m_panel->setGeometry(panelGeometry());
    update();
}

bool ModalOverlay::isTopmost() const
{
    return topmost(parentWidget()) == this;
}

bool ModalOverlay::holds(const QObject *object) const
{
    while (object && object != this)
        object = object->parent();
    return object != nullptr;
}

bool ModalOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == parentWidget())
        setGeometry(parentWidget()->rect());
    if (event->type() == QEvent::Shortcut && isTopmost() && !holds(watched)) {
        // Shortcuts of the window below would act behind the person's back; other windows are not
        // ours.
        const bool elsewhere =
            QApplication::activeWindow() != window() || QApplication::activePopupWidget();
        if (!elsewhere)
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool ModalOverlay::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest && isOpen())
        placePanel();
    return QWidget::event(event);
}

void ModalOverlay::keepFocusInside(QWidget *now)
{
    if (now && isOpen() && now->window() == window() && !holds(now) && isTopmost())
        focusFirst();
}

QWidget *ModalOverlay::neighbour(QWidget *from, bool next) const
{
    QWidget *candidate = from;
    do {
        candidate = next ? candidate->nextInFocusChain() : candidate->previousInFocusChain();
        if (isAncestorOf(candidate) && takesTab(candidate))
            return candidate;
    } while (candidate != from);
    return nullptr;
}

bool ModalOverlay::focusNextPrevChild(bool next)
{
    QWidget *current = window()->focusWidget();
    QWidget *target = neighbour(current ? current : this, next);
    if (target)
        target->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return target != nullptr;
}

void ModalOverlay::focusFirst()
{
    QWidget *found = neighbour(this, true);
    (found ? found : this)->setFocus(Qt::TabFocusReason);
}

void ModalOverlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        escape();
    // Nothing reaches the window below.
    event->accept();
}

void ModalOverlay::mousePressEvent(QMouseEvent *event)
{
    event->accept();
}

void ModalOverlay::resizeEvent(QResizeEvent *)
{
    placePanel();
}

void ModalOverlay::paintEvent(QPaintEvent *)
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
