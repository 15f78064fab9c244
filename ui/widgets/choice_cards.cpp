#include "ui/widgets/choice_cards.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QPainter>
#include <QRadioButton>

#include <algorithm>

namespace keywright {

namespace {

constexpr int LineGap = 2;
constexpr int NarrowestText = 200;

/// A radio button that looks like a card.
class ChoiceCard : public QRadioButton
{
public:
    ChoiceCard(const Choice &choice, QWidget *parent)
        : QRadioButton(parent)
        , m_choice(choice)
    {
        setAccessibleName(choice.title);
        setAccessibleDescription(choice.explanation);
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }

    QSize sizeHint() const override
    {
        return {NarrowestText + 60, heightForWidth(NarrowestText + 60)};
    }
    QSize minimumSizeHint() const override
    {
        const int line = QFontMetrics(fonts::secondary()).height();
        return {
            NarrowestText,
            2 * metrics::SpaceMd + QFontMetrics(fonts::strong()).height() + LineGap + line};
    }

    int heightForWidth(int width) const override
    {
        const QRect area(0, 0, width - 2 * metrics::SpaceMd, 1000);
        const int text = QFontMetrics(fonts::secondary())
                             .boundingRect(area, Qt::TextWordWrap, m_choice.explanation)
                             .height();
        return 2 * metrics::SpaceMd + QFontMetrics(fonts::strong()).height() + LineGap + text;
    }

protected:
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }

    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintFrame(painter, theme);

        QRect area = rect().adjusted(
            metrics::SpaceMd, metrics::SpaceMd, -metrics::SpaceMd, -metrics::SpaceMd);
        painter.setPen(isEnabled() ? theme.text : theme.muted);
        painter.setFont(fonts::strong());
        const int titleHeight = QFontMetrics(fonts::strong()).height();
        painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, m_choice.title);
        area.setTop(area.top() + titleHeight + LineGap);
        painter.setPen(theme.muted);
        painter.setFont(fonts::secondary());
        painter.drawText(
            area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_choice.explanation);
    }

private:
    void paintFrame(QPainter &painter, const Theme &theme)
    {
        const qreal width = isChecked() ? 2.0 : 1.0;
        const QColor edge = isChecked()                  ? theme.accent
                            : hasFocus() || underMouse() ? theme.muted
                                                         : theme.border;
        const QColor inside = isChecked() && hasFocus() ? theme.accentSoft : theme.surface;
        const qreal inset = width / 2;
        painter.setPen(QPen(edge, width));
        painter.setBrush(inside);
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(inset, inset, -inset, -inset), metrics::RadiusCard,
            metrics::RadiusCard);
    }

    Choice m_choice;
};

} // namespace

ChoiceCards::ChoiceCards(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::SpaceSm);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool checked) {
        if (checked)
            Q_EMIT currentChanged(m_choices.at(index).id);
    });
}

void ChoiceCards::setChoices(const QList<Choice> &choices)
{
    const QList<QAbstractButton *> old = m_group->buttons();
    qDeleteAll(old);
    m_choices = choices;
    for (int index = 0; index < choices.size(); ++index) {
        auto *card = new ChoiceCard(choices.at(index), this);
        m_group->addButton(card, index);
        layout()->addWidget(card);
    }
    if (!choices.isEmpty())
        setCurrent(choices.first().id);
}

QString ChoiceCards::current() const
{
    const int index = m_group->checkedId();
    return index < 0 ? QString() : m_choices.at(index).id;
}

void ChoiceCards::setCurrent(const QString &id)
{
    for (int index = 0; index < m_choices.size(); ++index) {
        if (m_choices.at(index).id == id)
            m_group->button(index)->setChecked(true);
    }
    if (QAbstractButton *button = m_group->checkedButton())
        setFocusProxy(button);
}

} // namespace keywright
