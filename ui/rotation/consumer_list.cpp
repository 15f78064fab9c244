#include "ui/rotation/consumer_list.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace keywright {

namespace {

constexpr int KindWidth = 130;
constexpr int LongestPlace = 240;

} // namespace

ConsumerList::ConsumerList(ConsumerRegister &consumers, Banner &banner, QWidget *parent)
    : QWidget(parent)
    , m_consumers(consumers)
    , m_banner(banner)
    , m_column(new QVBoxLayout(this))
    , m_place(new QLineEdit(this))
    , m_kind(new QLineEdit(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(metrics::SpaceSm);
    m_place->setAccessibleName(tr("Place"));
    m_place->setPlaceholderText(tr("payments-api (prod)"));
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->setPlaceholderText(tr("Kubernetes"));
    m_kind->setFixedWidth(KindWidth);
    QPushButton *button = makeButton(tr("Add"), ButtonVariant::Secondary, this);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::SpaceSm);
    row->addWidget(m_place, 1);
    row->addWidget(m_kind);
    row->addWidget(button);
    m_column->addLayout(row);
    connect(button, &QPushButton::clicked, this, &ConsumerList::add);
    connect(m_place, &QLineEdit::returnPressed, this, &ConsumerList::add);
    connect(m_kind, &QLineEdit::returnPressed, this, &ConsumerList::add);
}

void ConsumerList::setRotation(const Rotation &rotation)
{
    m_rotation = rotation;
    fill();
}

bool ConsumerList::tell(const Result<void> &done)
{
    if (!done)
        m_banner.showMessage(Tone::Bad, done.error().message, done.error().hint);
    return done.has_value();
}

void ConsumerList::fill()
{
    const auto consumers =
        m_consumers.tickedIn(m_rotation.id, m_rotation.connectionId, m_rotation.accountId);
    if (!consumers) {
        tell(failure(consumers.error()));
        return;
    }
    // The check box of an old row may be at work: it goes when that is done.
    if (m_rows) {
        m_rows->hide();
        m_rows->deleteLater();
    }
    m_rows = new QWidget(this);
    auto *column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceXs);
    m_total = static_cast<int>(consumers->size());
    m_ticked = 0;
    for (const Consumer &consumer : *consumers) {
        column->addWidget(makeRow(consumer));
        m_ticked += consumer.tickedAt.isValid() ? 1 : 0;
    }
    m_column->insertWidget(0, m_rows);
    m_rows->show();
    Q_EMIT changed();
}

QWidget *ConsumerList::makeRow(const Consumer &consumer)
{
    auto *row = new QWidget(m_rows);
    auto *box = new QCheckBox(row);
    QString shown = box->fontMetrics().elidedText(consumer.place, Qt::ElideMiddle, LongestPlace);
    box->setText(shown.replace(u'&', QStringLiteral("&&")));
    box->setToolTip(consumer.place);
    box->setAccessibleName(consumer.place);
    box->setAccessibleDescription(consumer.kind);
    box->setChecked(consumer.tickedAt.isValid());
    QLabel *kind = makeLabel(consumer.kind, TextStyle::Note, row);
    kind->setFixedWidth(KindWidth);
    QToolButton *remove =
        makeIconButton(QStringLiteral("close"), tr("Remove %1").arg(consumer.place), row);
    setVariant(remove, ButtonVariant::Quiet);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(box, 1);
    line->addWidget(kind);
    line->addWidget(remove);
    connect(box, &QCheckBox::toggled, this, [this, box, id = consumer.id](bool on) {
        const Result<void> done =
            on ? m_consumers.tick(m_rotation.id, id) : m_consumers.untick(m_rotation.id, id);
        if (!tell(done)) {
            const QSignalBlocker quiet(box);
            box->setChecked(!on);
            return;
        }
        m_ticked += on ? 1 : -1;
        Q_EMIT changed();
    });
    connect(remove, &QToolButton::clicked, this, [this, id = consumer.id] {
        if (tell(m_consumers.remove(id)))
            fill();
    });
    return row;
}

void ConsumerList::add()
{
    const Result<Consumer> added = m_consumers.add(
        m_rotation.connectionId, m_rotation.accountId, m_kind->text(), m_place->text());
    if (!added) {
        m_place->setFocus(Qt::OtherFocusReason);
        tell(failure(added.error()));
        return;
    }
    m_place->clear();
    m_kind->clear();
    m_place->setFocus(Qt::OtherFocusReason);
    fill();
}

} // namespace keywright
