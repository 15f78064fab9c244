#include "ui/widgets/step_list.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace keywright {

namespace {

constexpr int MarkSize = 24;

QString nameOf(StepState state)
{
    switch (state) {
    case StepState::Ahead:
        return StepList::tr("to come");
    case StepState::Current:
        return StepList::tr("current");
    case StepState::Done:
        return StepList::tr("done");
    case StepState::Failed:
        return StepList::tr("failed");
    }
    Q_UNREACHABLE();
}

/// The number of a step, or what became of it.
class Mark : public QWidget
{
public:
    Mark(int number, QWidget *parent)
        : QWidget(parent)
        , m_number(number)
    {
        setFixedSize(MarkSize, MarkSize);
    }

    void setState(StepState state)
    {
        m_state = state;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool isAhead = m_state == StepState::Ahead;
        painter.setPen(isAhead ? QPen(theme.border, 1) : QPen(Qt::NoPen));
        painter.setBrush(isAhead ? theme.surface : fill(theme));
        painter.drawEllipse(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
        if (m_state == StepState::Done)
            return paintIcon(painter, QStringLiteral("check"));
        if (m_state == StepState::Failed)
            return paintIcon(painter, QStringLiteral("close"));
        painter.setFont(fonts::label());
        painter.setPen(isAhead ? theme.muted : theme.onAccent);
        painter.drawText(rect(), Qt::AlignCenter, QString::number(m_number));
    }

private:
    QColor fill(const Theme &theme) const
    {
        switch (m_state) {
        case StepState::Done:
            return theme.ok;
        case StepState::Failed:
            return theme.bad;
        default:
            return theme.accent;
        }
    }

    void paintIcon(QPainter &painter, const QString &name) const
    {
        constexpr int size = 14;
        constexpr int gap = (MarkSize - size) / 2;
        icons::icon(name, Ink::OnAccent).paint(&painter, QRect(gap, gap, size, size));
    }

    int m_number;
    StepState m_state = StepState::Ahead;
};

} // namespace

class StepList::Row : public QWidget
{
public:
    Row(int number, int count, const QString &title, QWidget *parent)
        : QWidget(parent)
        , m_name(StepList::tr("Step %1 of %2, %3").arg(number).arg(count).arg(title))
        , m_mark(new Mark(number, this))
        , m_note(makeLabel({}, TextStyle::Note, this))
    {
        accessibility::setRole(this, QAccessible::StaticText);
        m_note->setWordWrap(true);
        auto *texts = new QVBoxLayout;
        texts->setSpacing(0);
        texts->addWidget(makeLabel(title, TextStyle::Strong, this));
        texts->addWidget(m_note);
        auto *line = new QHBoxLayout(this);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(metrics::SpaceMd);
        line->addWidget(m_mark, 0, Qt::AlignTop);
        line->addLayout(texts, 1);
        setState(StepState::Ahead);
    }

    void setState(StepState state)
    {
        m_mark->setState(state);
        setTextStyle(m_note, TextStyle::Note);
        if (state == StepState::Failed)
            setTone(m_note, Tone::Bad);
        setAccessibleName(QStringLiteral("%1, %2").arg(m_name, nameOf(state)));
    }

    void setNote(const QString &note)
    {
        m_note->setText(note);
        setAccessibleDescription(note);
    }

private:
    QString m_name;
    Mark *m_mark;
    QLabel *m_note;
};

StepList::StepList(const QStringList &titles, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceLg);
    for (const QString &title : titles) {
        auto *row = new Row(int(m_rows.size()) + 1, int(titles.size()), title, this);
        m_rows.append(row);
        column->addWidget(row);
    }
    column->addStretch(1);
}

void StepList::setState(int step, StepState state)
{
    m_rows.at(step)->setState(state);
}

void StepList::setNote(int step, const QString &note)
{
    m_rows.at(step)->setNote(note);
}

} // namespace keywright
